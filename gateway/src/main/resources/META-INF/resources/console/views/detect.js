import { LitElement, css, html, nothing } from 'lit';
import { call, getBlob, postJson } from '/console/api.js';
import { controls } from '/console/controls.js';
import '/console/parts/problem-note.js';
import '/console/parts/verdict-card.js';

/** Shares of real pictures that may be called synthetic, as the service has them. */
const RATES = { 0.05: '5 %', 0.01: '1 %', 0.002: '0.2 %' };

const LABELS = { REAL: 'Real', SYNTHETIC: 'Synthetic' };

/** Drop, paste or pick a picture and see what the detectors say of it. */
class Detect extends LitElement {
  static properties = {
    handed: { attribute: false },
    file: { state: true },
    verdict: { state: true },
    rate: { state: true },
    heatmap: { state: true },
    label: { state: true },
    busy: { state: true },
    over: { state: true },
    problem: { state: true },
  };

  static styles = [
    controls,
    css`
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

      .feedback {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-2);
        margin-top: var(--gap-4);
      }

      .pictures {
        display: grid;
        gap: var(--gap-3);
        justify-items: start;
      }

      .pictures img {
        width: 100%;
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
    this.#forgetHeatmap();
  }

  firstUpdated() {
    if (this.handed) {
      this.#judge(this.handed);
    }
  }

  render() {
    return html`<div class="stack">
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
            <div class="pictures">
              <figure>
                <img class="pixels" src=${this.file.url} alt="The picture that was handed in" />
                <figcaption class="soft small">${this.file.name}</figcaption>
              </figure>
              ${this.#why()}
            </div>
            <div aria-live="polite">
              ${this.busy ? html`<p class="soft">The detectors are looking …</p>` : nothing}
              ${this.verdict ? html`<gantry-verdict .verdict=${this.verdict}></gantry-verdict>` : nothing}
              ${this.#feedback()}
            </div>
          </div>`
        : nothing}
    </div>`;
  }

  /** Asks what the picture is, where detectors were asked for the verdict. */
  #feedback() {
    if (this.verdict?.falsePositiveRate === undefined) {
      return nothing;
    }
    return html`<p class="feedback small">
      ${this.label
        ? html`<span class="soft">Kept: ${LABELS[this.label].toLowerCase()}.</span>`
        : html`<span class="soft">What it is, if you know:</span>
            ${Object.entries(LABELS).map(([label, words]) => html`<button type="button" @click=${() => this.#tell(label)}>${words}</button>`)}`}
    </p>`;
  }

  /** What the strongest judgement rests on, painted when it is asked for. */
  #why() {
    const model = this.verdict?.judgements[0]?.model;
    if (!model) {
      return nothing;
    }
    return this.heatmap
      ? html`<figure>
          <img class="heatmap" src=${this.heatmap} alt="Heatmap: the brighter a place, the more the score rests on it" />
          <figcaption class="soft small">The brighter a place, the further the score of ${model} falls when it is covered.</figcaption>
        </figure>`
      : html`<button type="button" class="small" @click=${() => this.#paint(model)}>Show what the score rests on</button>`;
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
    this.label = undefined;
    this.#forgetHeatmap();
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

  async #paint(model) {
    const { asked } = this;
    this.problem = undefined;
    try {
      const heatmap = await getBlob(`/v1/detections/heatmap?model=${encodeURIComponent(model)}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: this.file.file,
      });
      if (this.asked === asked) {
        this.heatmap = URL.createObjectURL(heatmap);
      }
    } catch (problem) {
      if (this.asked === asked) {
        this.problem = problem;
      }
    }
  }

  async #tell(label) {
    const { asked } = this;
    this.problem = undefined;
    try {
      await postJson(`/v1/detections/${this.verdict.requestId}/feedback`, { label });
      if (this.asked === asked) {
        this.label = label;
      }
    } catch (problem) {
      if (this.asked === asked) {
        this.problem = problem;
      }
    }
  }

  #forgetHeatmap() {
    if (this.heatmap) {
      URL.revokeObjectURL(this.heatmap);
      this.heatmap = undefined;
    }
  }

  #forget() {
    if (this.file) {
      URL.revokeObjectURL(this.file.url);
    }
  }
}

customElements.define('gantry-detect', Detect);
