import { LitElement, css, html, nothing } from 'lit';
import { call } from '/console/api.js';
import { controls } from '/console/controls.js';
import '/console/parts/problem-note.js';
import '/console/parts/verdict-card.js';

/** Shares of real pictures that may be called synthetic, as the service has them. */
const RATES = { 0.05: '5 %', 0.01: '1 %', 0.002: '0.2 %' };

/** Drop, paste or pick a picture and see what the detectors say of it. */
class Detect extends LitElement {
  static properties = {
    handed: { attribute: false },
    file: { state: true },
    verdict: { state: true },
    rate: { state: true },
    busy: { state: true },
    over: { state: true },
    problem: { state: true },
  };

  static styles = [
    controls,
    css`
      .all {
        display: grid;
        gap: var(--gap-4);
      }

      .drop {
        display: grid;
        justify-items: center;
        gap: var(--gap-2);
        padding: var(--gap-6) var(--gap-4);
        border: 2px dashed var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--ink);
        font-size: var(--text-m);
        text-align: center;
        cursor: pointer;
      }

      .drop.over,
      .drop:hover {
        border-color: var(--real);
        background: var(--real-soft);
      }

      .drop:focus-within {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }

      .drop input {
        position: absolute;
        width: 1px;
        min-height: 1px;
        height: 1px;
        opacity: 0;
      }

      .result {
        display: grid;
        grid-template-columns: minmax(120px, 240px) minmax(0, 1fr);
        gap: var(--gap-5);
        align-items: start;
      }

      @media (max-width: 640px) {
        .result {
          grid-template-columns: minmax(0, 1fr);
        }

        .result img {
          max-width: 60vw;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.rate = '0.01';
  }

  #paste = (event) => this.#judge(event.clipboardData?.files[0]);

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('paste', this.#paste);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('paste', this.#paste);
    this.#forget();
  }

  firstUpdated() {
    if (this.handed) {
      this.#judge(this.handed);
    }
  }

  render() {
    return html`<div class="all">
      <h1>Detect</h1>
      <label
        class="drop ${this.over ? 'over' : ''}"
        @dragover=${this.#dragOver}
        @dragleave=${() => (this.over = false)}
        @drop=${this.#drop}
      >
        <strong>Drop a picture here, paste one, or choose a file</strong>
        <span class="soft small">PNG or JPEG. It is judged and not kept.</span>
        <input type="file" accept="image/png,image/jpeg" @change=${(event) => this.#judge(event.target.files[0])} />
      </label>
      <label class="rate small">
        False alarms on real pictures
        <select @change=${(event) => this.#ask(event.target.value)}>
          ${Object.entries(RATES).map(([rate, words]) => html`<option value=${rate} ?selected=${rate === this.rate}>${words}</option>`)}
        </select>
      </label>
      <gantry-problem .problem=${this.problem}></gantry-problem>
      ${this.file
        ? html`<div class="panel result">
            <figure>
              <img class="pixels" src=${this.file.url} alt="The picture that was handed in" />
              <figcaption class="soft small">${this.file.name}</figcaption>
            </figure>
            <div aria-live="polite">
              ${this.busy ? html`<p class="soft">The detectors are looking …</p>` : nothing}
              ${this.verdict ? html`<gantry-verdict .verdict=${this.verdict}></gantry-verdict>` : nothing}
            </div>
          </div>`
        : nothing}
    </div>`;
  }

  #dragOver(event) {
    event.preventDefault();
    this.over = true;
  }

  #drop(event) {
    event.preventDefault();
    this.over = false;
    this.#judge(event.dataTransfer.files[0]);
  }

  #judge(file) {
    if (!file) {
      return;
    }
    this.#forget();
    this.file = { file, name: file.name, url: URL.createObjectURL(file) };
    this.#ask(this.rate);
  }

  async #ask(rate) {
    this.rate = rate;
    if (!this.file) {
      return;
    }
    const { file } = this.file;
    const current = (this.asked = {});
    this.verdict = undefined;
    this.problem = undefined;
    this.busy = true;
    try {
      const headers = { 'Content-Type': file.type || 'application/octet-stream' };
      const verdict = await (await call(`/v1/detections?falsePositiveRate=${rate}`, { method: 'POST', headers, body: file })).json();
      if (this.asked === current) {
        this.verdict = verdict;
      }
    } catch (problem) {
      if (this.asked === current) {
        this.problem = problem;
      }
    } finally {
      if (this.asked === current) {
        this.busy = false;
      }
    }
  }

  #forget() {
    if (this.file) {
      URL.revokeObjectURL(this.file.url);
    }
  }
}

customElements.define('gantry-detect', Detect);
