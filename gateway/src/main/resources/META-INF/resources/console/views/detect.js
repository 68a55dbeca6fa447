import { LitElement, css, html, nothing } from 'lit';
import { animationOf } from '/console/animations.js';
import { call } from '/console/api.js';
import { controls } from '/console/controls.js';
import { sentence } from '/console/format.js';
import { WORDS, synthetics } from '/console/verdicts.js';
import '/console/parts/error-rates.js';
import '/console/parts/judged-frames.js';
import '/console/parts/judged-picture.js';
import '/console/parts/judged-pictures.js';
import '/console/parts/problem-note.js';

/** Shares of real pictures that may be called synthetic, as the service has them. */
const RATES = { 0.05: '5 %', 0.01: '1 %', 0.002: '0.2 %' };

/** What can be handed in: how it is asked about, how its answer is shown, and told in a sentence. */
const KINDS = {
  picture: {
    ask: ([file], query) => post(`/v1/detections${query}`, file),
    show: ([file], verdict, waiting) =>
      html`<gantry-judged-picture .file=${file} .verdict=${verdict}>${waiting}</gantry-judged-picture>`,
    tell: ({ verdict, reason }) => `${WORDS[verdict] ?? verdict}: ${sentence(reason)}`,
  },
  pictures: {
    ask: (files, query) => {
      const form = new FormData();
      files.forEach((file) => form.append('image', file));
      return call(`/v1/detections${query}`, { method: 'POST', body: form });
    },
    show: (files, answer, waiting) =>
      answer ? html`<gantry-judged-pictures .files=${files} .results=${answer.results}></gantry-judged-pictures>` : waiting,
    tell: ({ results }) => `${synthetics(results)} of ${results.length} pictures are declared or likely synthetic.`,
  },
  frames: {
    ask: ([file], query) => post(`/v1/detections/frames${query}`, file),
    show: ([file], answer, waiting) =>
      answer ? html`<gantry-judged-frames .file=${file} .answer=${answer}></gantry-judged-frames>` : waiting,
    tell: ({ results }) => `${synthetics(results)} of ${results.length} frames are declared or likely synthetic.`,
  },
};

/** Drop, paste or pick pictures or an animation and see what the detectors say of them. */
class Detect extends LitElement {
  static properties = {
    handed: { attribute: false },
    question: { state: true },
    answer: { state: true },
    rate: { state: true },
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

      .rate {
        max-width: 16rem;
      }
    `,
  ];

  constructor() {
    super();
    this.rate = '0.01';
  }

  #paste = (event) => this.#judge(event.clipboardData?.files);

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('paste', this.#paste);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('paste', this.#paste);
  }

  firstUpdated() {
    if (this.handed) {
      this.#judge([this.handed]);
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
        <strong>Drop pictures or an animation here, paste them, or choose files</strong>
        <span class="soft small">PNG or JPEG; a GIF, or a ZIP of pictures, frame by frame. They are judged and not kept.</span>
        <input
          type="file"
          multiple
          accept="image/png,image/jpeg,image/gif,.zip,application/zip"
          @change=${(event) => this.#judge(event.target.files)}
        />
      </label>
      <label class="rate">
        False alarms on real pictures
        <select @change=${(event) => this.#choose(event.target.value)}>
          ${Object.entries(RATES).map(([rate, words]) => html`<option value=${rate} ?selected=${rate === this.rate}>${words}</option>`)}
        </select>
      </label>
      <p class="unseen" role="status">${this.#told()}</p>
      <gantry-problem .problem=${this.problem}></gantry-problem>
      <div @told=${() => this.renderRoot.querySelector('gantry-error-rates').refresh()}>
        ${this.question && !this.problem ? this.#result(this.question) : nothing}
      </div>
      <gantry-error-rates></gantry-error-rates>
    </div>`;
  }

  #result({ kind, files }) {
    const waiting = this.busy ? html`<p class="soft">The detectors are looking …</p>` : nothing;
    return KINDS[kind].show(files, this.answer, waiting);
  }

  /** For those who do not see the page: where things stand, in a sentence. */
  #told() {
    if (this.busy) {
      return 'The detectors are looking.';
    }
    return this.answer ? KINDS[this.question.kind].tell(this.answer) : nothing;
  }

  #dragOver(event) {
    event.preventDefault();
    this.over = true;
  }

  #drop(event) {
    event.preventDefault();
    this.over = false;
    this.#judge(event.dataTransfer.files);
  }

  async #judge(list) {
    const files = [...(list ?? [])];
    if (!files.length) {
      return;
    }
    try {
      this.#ask({ kind: await kindOf(files), files });
    } catch {
      this.problem = { message: `${files[0].name} cannot be read: is it a file?` };
    }
  }

  #choose(rate) {
    this.rate = rate;
    if (this.question) {
      this.#ask({ ...this.question });
    }
  }

  async #ask(question) {
    this.question = question;
    this.answer = undefined;
    this.problem = undefined;
    this.busy = true;
    try {
      const answer = await (await KINDS[question.kind].ask(question.files, `?falsePositiveRate=${this.rate}`)).json();
      if (question === this.question) {
        this.answer = answer;
      }
    } catch (problem) {
      if (question === this.question) {
        this.problem = problem;
      }
    } finally {
      if (question === this.question) {
        this.busy = false;
      }
    }
  }
}

async function kindOf(files) {
  if (files.length > 1) {
    return 'pictures';
  }
  return (await animationOf(files[0])) ? 'frames' : 'picture';
}

function post(path, file) {
  return call(path, { method: 'POST', headers: { 'Content-Type': file.type || 'application/octet-stream' }, body: file });
}

customElements.define('gantry-detect', Detect);
