import { LitElement, css, html, nothing } from 'lit';
import { UNAUTHORIZED, apiKey } from '/console/api.js';
import { controls } from '/console/controls.js';
import '/console/parts/key-dialog.js';
import '/console/views/detect.js';
import '/console/views/jobs.js';
import '/console/views/models.js';
import '/console/views/sample.js';

const SECTIONS = [
  ['jobs', 'Jobs'],
  ['models', 'Models'],
  ['sample', 'Sample'],
  ['detect', 'Detect'],
];

/** The page: header, sections by address (#/jobs/<id>, #/models/<model>, #/sample/<model>, #/detect), and the question for the key. */
class Shell extends LitElement {
  static properties = { route: { state: true }, handedPicture: { state: true } };

  static styles = [
    controls,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-2) var(--gap-5);
        padding: 0 var(--gap-5);
        background: var(--surface);
        border-bottom: 1px solid var(--line);
      }

      .brand {
        display: flex;
        align-items: center;
        gap: var(--gap-2);
        font-weight: 700;
        letter-spacing: 0.01em;
        text-decoration: none;
      }

      .brand img {
        width: 24px;
        height: 24px;
      }

      nav {
        display: flex;
      }

      nav a {
        padding: var(--gap-3) var(--gap-4);
        text-decoration: none;
        color: var(--ink-soft);
        border-bottom: 2px solid transparent;
        margin-bottom: -1px;
      }

      nav a:hover {
        color: var(--ink);
      }

      nav a[aria-current] {
        color: var(--ink);
        font-weight: 600;
        border-color: var(--generated);
      }

      .api {
        margin-left: auto;
        font-size: var(--text-s);
        color: var(--ink-soft);
      }

      main {
        max-width: 1360px;
        margin: 0 auto;
        padding: var(--gap-5);
      }

      @media (max-width: 560px) {
        header {
          padding: 0 var(--gap-4);
          gap: 0 var(--gap-3);
        }

        nav a {
          padding: var(--gap-3);
        }

        .brand span {
          position: absolute;
          clip-path: inset(50%);
        }

        .api {
          display: none;
        }

        main {
          padding: var(--gap-4);
        }
      }
    `,
  ];

  #navigate = () => {
    this.route = parseRoute();
  };
  #askKey = () => this.renderRoot.querySelector('gantry-key-dialog').open(apiKey.get() !== null);

  constructor() {
    super();
    this.route = parseRoute();
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#navigate);
    window.addEventListener(UNAUTHORIZED, this.#askKey);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#navigate);
    window.removeEventListener(UNAUTHORIZED, this.#askKey);
  }

  updated() {
    const [section, name] = this.route;
    const [, title] = SECTIONS.find(([known]) => known === section);
    document.title = [name, title, 'Gantry'].filter(Boolean).join(' · ');
  }

  render() {
    const [section] = this.route;
    return html`<header>
        <a class="brand" href="#/jobs"><img src="/console/mark.svg" alt="" /><span>Gantry</span></a>
        <nav aria-label="Sections">
          ${SECTIONS.map(
            ([name, title]) =>
              html`<a href="#/${name}" aria-current=${section === name ? 'page' : nothing}>${title}</a>`,
          )}
        </nav>
        <a class="api" href="/q/openapi">API</a>
      </header>
      <main>${this.#section()}</main>
      <gantry-key-dialog @key-given=${() => location.reload()}></gantry-key-dialog>`;
  }

  #section() {
    const [section, name] = this.route;
    if (section === 'models') {
      return html`<gantry-models .selected=${name}></gantry-models>`;
    }
    if (section === 'sample') {
      return html`<gantry-sample .model=${name} @judge=${this.#judge}></gantry-sample>`;
    }
    if (section === 'detect') {
      return html`<gantry-detect .handed=${this.handedPicture}></gantry-detect>`;
    }
    return html`<gantry-jobs .selected=${name}></gantry-jobs>`;
  }

  #judge(event) {
    this.handedPicture = event.detail;
    location.hash = '#/detect';
  }
}

function parseRoute() {
  const [section = 'jobs', name] = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  return [SECTIONS.some(([known]) => known === section) ? section : 'jobs', name];
}

customElements.define('gantry-console', Shell);
