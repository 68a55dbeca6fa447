import { LitElement, css, html, nothing } from 'lit';
import { getBlob } from '/console/api.js';
import { controls } from '/console/controls.js';
import { whole } from '/console/format.js';

const FRAME_MILLIS = 350;

/** The same seeds' samples as training goes on, a grid of pictures or a plot of points: shows the newest until another step is chosen. */
class GridPlayer extends LitElement {
  static properties = {
    jobId: {},
    steps: { attribute: false },
    plots: { type: Boolean },
    chosen: { state: true },
    shown: { state: true },
    playing: { state: true },
    problem: { state: true },
  };

  static styles = [
    controls,
    css`
      figure {
        display: grid;
        gap: var(--gap-3);
      }

      :host([plots]) img {
        image-rendering: auto;
      }

      .frame {
        aspect-ratio: 1;
        background: var(--sunken);
        border-radius: 3px;
        overflow: hidden;
      }

      .bar {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--gap-3);
        align-items: center;
      }

      button {
        padding: 0 var(--gap-3);
        min-width: 4.5rem;
      }
    `,
  ];

  #urls = new Map();
  #timer;

  constructor() {
    super();
    this.steps = [];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
    this.#forget();
  }

  willUpdate(changed) {
    if (changed.has('jobId')) {
      this.#stop();
      this.#forget();
      this.chosen = undefined;
      this.shown = undefined;
      this.problem = undefined;
    }
    if (changed.has('steps') || changed.has('chosen') || changed.has('jobId')) {
      this.#show(this.steps[this.#index()]);
    }
  }

  render() {
    const kind = this.plots ? 'plot' : 'grid';
    if (!this.steps.length) {
      return html`<p class="soft">The first ${kind} of samples comes with the first progress report.</p>`;
    }
    const index = this.#index();
    return html`<figure>
      <div class="frame">
        ${this.shown
          ? html`<img class="pixels" src=${this.shown.url} alt="Samples after ${whole(this.shown.step)} images" />`
          : nothing}
      </div>
      <div class="bar">
        <button @click=${this.#toggle} ?disabled=${this.steps.length < 2}>${this.playing ? 'Pause' : 'Play'}</button>
        <input
          type="range"
          min="0"
          max=${this.steps.length - 1}
          .value=${String(index)}
          aria-label="Training step"
          aria-valuetext="${whole(this.steps[index])} images"
          @input=${(event) => this.#choose(Number(event.target.value))}
        />
      </div>
      <figcaption class="soft small">
        After <span class="mono">${whole(this.steps[index])}</span> images ·
        ${this.chosen === undefined ? 'newest' : `${kind} ${index + 1} of ${this.steps.length}`}
        ${this.plots ? html`<br />Grey are the data's points, blue the samples.` : nothing}
      </figcaption>
      <gantry-problem .problem=${this.problem}></gantry-problem>
    </figure>`;
  }

  #index() {
    const last = this.steps.length - 1;
    return this.chosen === undefined ? last : Math.min(this.chosen, last);
  }

  #choose(index) {
    this.chosen = index === this.steps.length - 1 && !this.playing ? undefined : index;
  }

  #toggle() {
    if (this.playing) {
      this.#stop();
      return;
    }
    this.playing = true;
    this.#choose(this.chosen === undefined || this.chosen >= this.steps.length - 1 ? 0 : this.chosen);
    this.#timer = setInterval(() => this.#advance(), FRAME_MILLIS);
  }

  #advance() {
    if (this.shown?.step !== this.steps[this.#index()] && !this.problem) {
      return;
    }
    if (this.#index() === this.steps.length - 1) {
      this.#stop();
      this.chosen = undefined;
    } else {
      this.#choose(this.#index() + 1);
    }
  }

  #stop() {
    clearInterval(this.#timer);
    this.playing = false;
  }

  async #show(step) {
    if (step === undefined) {
      return;
    }
    const jobId = this.jobId;
    try {
      const url = await this.#load(jobId, step);
      if (jobId === this.jobId && step === this.steps[this.#index()]) {
        this.shown = { step, url };
        this.problem = undefined;
      }
    } catch (problem) {
      this.#urls.delete(step);
      this.problem = problem;
    }
  }

  #load(jobId, step) {
    if (!this.#urls.has(step)) {
      this.#urls.set(step, getBlob(`/v1/jobs/${jobId}/samples/${step}`).then(URL.createObjectURL));
    }
    return this.#urls.get(step);
  }

  #forget() {
    this.#urls.forEach((loading) => loading.then(URL.revokeObjectURL, () => {}));
    this.#urls.clear();
  }
}

customElements.define('gantry-grid-player', GridPlayer);
