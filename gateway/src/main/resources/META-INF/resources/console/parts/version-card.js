import { LitElement, css, html, nothing } from 'lit';
import { getBlob, getJson } from '/console/api.js';
import { controls } from '/console/controls.js';
import { compact, moment } from '/console/format.js';
import '/console/parts/problem-note.js';

/** What is told of a version at first sight. */
const HEADLINES = {
  'metrics.frechet': 'Fréchet distance',
  'metrics.precision': 'Precision',
  'metrics.recall': 'Recall',
};

/** One version: its samples, what is known of it, and what can be done with it. Tells 'promote' and 'try-out'. */
class VersionCard extends LitElement {
  static properties = {
    model: {},
    version: { type: Number },
    roles: { attribute: false },
    answers: { type: Boolean },
    busy: { type: Boolean },
    manifest: { state: true },
    preview: { state: true },
    problem: { state: true },
  };

  static styles = [
    controls,
    css`
      article {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--gap-2);
      }

      img.plot {
        image-rendering: auto;
      }

      .roles {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-1);
        min-height: 1.5em;
      }

      .roles span {
        padding: 0 0.6em;
        border-radius: 1em;
        font-size: var(--text-s);
        font-weight: 600;
        color: var(--ink-soft);
        background: var(--sunken);
      }

      .roles span.answers {
        color: var(--good);
        background: var(--good-soft);
      }

      dl {
        display: grid;
        grid-template-columns: minmax(0, auto) minmax(0, 1fr);
        overflow-wrap: anywhere;
        gap: 0 var(--gap-3);
        font-size: var(--text-s);
        font-variant-numeric: tabular-nums;
      }

      dt {
        color: var(--ink-soft);
      }

      .job {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      summary {
        font-size: var(--text-s);
        color: var(--ink-soft);
        cursor: pointer;
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('model') || changed.has('version')) {
      this.#load();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    URL.revokeObjectURL(this.preview);
  }

  render() {
    const plotted = this.manifest?.sample.kind === 'points';
    return html`<article class="panel" aria-label="Version ${this.version}">
      <h2>Version ${this.version}</h2>
      <div class="roles">
        ${this.roles?.map((role) => html`<span class=${role === 'answers' ? 'answers' : nothing}>${role}</span>`)}
      </div>
      ${this.preview ? html`<img class="pixels ${plotted ? 'plot' : ''}" src=${this.preview} alt="Samples of version ${this.version}" />` : nothing}
      ${this.manifest ? facts(this.manifest) : nothing}
      <gantry-problem .problem=${this.problem}></gantry-problem>
      <div class="row">
        ${this.answers
          ? nothing
          : html`${this.#button('Promote', 'promote')} ${this.#button('Try', 'try-out')}`}
      </div>
    </article>`;
  }

  #button(words, event) {
    return html`<button
      ?disabled=${this.busy}
      aria-label="${words} version ${this.version}"
      @click=${() => this.dispatchEvent(new CustomEvent(event))}
    >
      ${words}
    </button>`;
  }

  async #load() {
    const path = `/v1/models/${this.model}/versions/${this.version}`;
    try {
      this.manifest = await getJson(path);
      if (this.manifest.files.preview) {
        this.preview = URL.createObjectURL(await getBlob(`${path}/preview`));
      }
    } catch (problem) {
      this.problem = problem;
    }
  }
}

function facts({ step, createdAt, family, metrics, jobId, detector }) {
  const all = Object.entries(metrics ?? {}).sort();
  return html`<dl>
      <dt>Trained</dt>
      <dd>${step ? `${compact(step)} images, ` : ''}${moment(createdAt)}</dd>
      <dt>Family</dt>
      <dd>${family}</dd>
      ${all.filter(([name]) => name in HEADLINES).map(([name, value]) => figure(HEADLINES[name], value))}
      <dt>Detector</dt>
      <dd>${detector ? 'yes' : 'no'}</dd>
      <dt>Job</dt>
      <dd class="job"><a href="#/jobs/${jobId}" title=${jobId}>${jobId}</a></dd>
    </dl>
    ${all.length
      ? html`<details>
          <summary>All ${all.length} figures</summary>
          <dl>${all.map(([name, value]) => figure(name, value))}</dl>
        </details>`
      : nothing}`;
}

const figure = (name, value) => html`<dt>${name}</dt><dd>${Number(value.toPrecision(4))}</dd>`;

customElements.define('gantry-version', VersionCard);
