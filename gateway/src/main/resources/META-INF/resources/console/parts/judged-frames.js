import { LitElement, css, html, nothing } from 'lit';
import { thumbnails } from '/console/animations.js';
import { controls } from '/console/controls.js';
import { percent, whole } from '/console/format.js';
import { isSynthetic, synthetics, wordOf } from '/console/verdicts.js';
import '/console/parts/curve-chart.js';
import '/console/parts/problem-note.js';
import '/console/parts/verdict-card.js';

/** The frames of an animation: summed up, their scores as a curve, each to choose from, and the chosen one's verdict. */
class JudgedFrames extends LitElement {
  static properties = {
    file: { attribute: false },
    answer: { attribute: false },
    chosen: { state: true },
    detector: { state: true },
    pictures: { state: true },
  };

  static styles = [
    controls,
    css`
      .word {
        font-size: var(--text-xl);
        font-weight: 700;
        line-height: 1.2;
        color: var(--ink-soft);
      }

      .word.synthetic {
        color: var(--generated);
      }

      dl {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-3) var(--gap-5);
        font-variant-numeric: tabular-nums;
      }

      dt {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }

      dd {
        font-weight: 600;
      }

      .chart-head {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: end;
        gap: var(--gap-3);
        margin-bottom: var(--gap-3);
      }

      ol {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(64px, 1fr));
        gap: var(--gap-2);
        max-height: 22rem;
        margin: var(--gap-3) 0 0;
        padding: 4px;
        overflow-y: auto;
        list-style: none;
      }

      li button {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-content: start;
        gap: 2px;
        width: 100%;
        height: 100%;
        padding: 3px 3px 6px;
      }

      li button.synthetic {
        padding-bottom: 3px;
        border-bottom: 4px solid var(--generated);
      }

      li button[aria-pressed='true'] {
        outline: 2px solid var(--ink);
        outline-offset: 0;
      }

      li button:focus-visible {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }

      li img,
      li i {
        display: block;
        width: 100%;
        aspect-ratio: 1;
        object-fit: contain;
      }

      li i {
        background: var(--sunken);
        border-radius: 3px;
      }

      li span {
        overflow: hidden;
        max-width: 100%;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-size: var(--text-s);
      }
    `,
  ];

  #loading;

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#forget();
  }

  willUpdate(changed) {
    if (changed.has('file')) {
      this.#show(this.file);
    }
    if (changed.has('answer')) {
      const first = this.answer.summary.segments[0]?.first ?? this.answer.results.findIndex(({ verdict }) => verdict);
      this.chosen = Math.max(0, first);
      this.detector = detectors(this.answer.results)[0];
    }
  }

  render() {
    const { results } = this.answer;
    return html`<div class="stack">
      ${this.#summary(this.answer.summary)} ${this.detector ? this.#scores(results) : nothing}
      <section class="panel" aria-labelledby="frames">
        <h2 id="frames">Frames</h2>
        <p class="soft small">A bar below a frame: declared or likely synthetic. Choose one for its verdict.</p>
        <ol>
          ${results.map((result, index) => html`<li>${this.#choice(result, index)}</li>`)}
        </ol>
      </section>
      ${this.#chosen(results[this.chosen])}
    </div>`;
  }

  #summary({ judged, meanProbability, maxProbability, shareSynthetic, segments }) {
    const { results } = this.answer;
    const found = synthetics(results);
    const rate = results.find(({ verdict }) => verdict?.falsePositiveRate !== undefined)?.verdict.falsePositiveRate;
    const facts = [
      ['Frames judged', `${whole(judged)} of ${whole(results.length)}`],
      ['Mean probability', meanProbability],
      ['Highest probability', maxProbability],
      ['Share synthetic', shareSynthetic],
      ['Segments', segments.map(({ first, last }) => (first === last ? first : `${first} to ${last}`)).join(', ')],
    ].map(([name, value]) => [name, typeof value === 'number' ? percent(value) : value]);
    return html`<section class="panel stack" aria-label="All frames together">
      <div>
        <p class="word ${found ? 'synthetic' : ''}">
          ${found ? `${whole(found)} of ${whole(judged)} frames synthetic` : `None of ${whole(judged)} frames found synthetic`}
        </p>
        ${rate
          ? html`<p class="soft">
              Each frame is judged by itself: at this rate about ${Number((rate * judged).toPrecision(2))} of ${whole(judged)} real ones would be
              called synthetic, those that look alike together.
            </p>`
          : nothing}
      </div>
      <dl>
        ${facts.filter(([, value]) => value).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
      </dl>
    </section>`;
  }

  #scores(results) {
    const names = detectors(results);
    const series = ['score', 'threshold'].map((name) => ({
      name,
      color: name === 'score' ? 'generated' : 'ink-soft',
      points: results.map(({ verdict }, index) => [index, judgementOf(verdict, this.detector)?.[name] ?? null]),
    }));
    return html`<section class="panel" aria-labelledby="scores">
      <div class="chart-head">
        <h2 id="scores">Scores</h2>
        ${names.length > 1
          ? html`<label>
              Detector
              <select @change=${(event) => (this.detector = event.target.value)}>
                ${names.map((name) => html`<option ?selected=${name === this.detector}>${name}</option>`)}
              </select>
            </label>`
          : html`<span class="soft small">of ${names[0]}</span>`}
      </div>
      <gantry-curve
        label="Scores"
        words="Scores of ${this.detector} by frame, against its threshold. The frames below say the same in words."
        .series=${series}
      ></gantry-curve>
      ${series[0].points.some(([, score]) => score === null)
        ? html`<p class="soft small">A gap: the detector was not asked, because the frame’s origin was known or it could not be read.</p>`
        : nothing}
    </section>`;
  }

  #choice(result, index) {
    const url = result.verdict && this.pictures?.get(result.file);
    return html`<button
      type="button"
      class=${isSynthetic(result.verdict?.verdict) ? 'synthetic' : nothing}
      aria-pressed=${index === this.chosen}
      aria-label="Frame ${result.file}: ${wordOf(result)}"
      title=${result.file}
      @click=${() => (this.chosen = index)}
    >
      ${url ? html`<img class="pixels" src=${url} alt="" loading="lazy" />` : html`<i></i>`}
      <span>${result.file.split('/').at(-1)}</span>
    </button>`;
  }

  #chosen({ file, verdict, problem }) {
    return html`<section class="panel stack" aria-labelledby="frame">
      <h2 id="frame">Frame ${file}</h2>
      ${verdict
        ? html`<gantry-verdict .verdict=${verdict}></gantry-verdict>`
        : html`<gantry-problem .problem=${{ message: problem.detail }}></gantry-problem>`}
    </section>`;
  }

  async #show(file) {
    this.#forget();
    const loading = thumbnails(file);
    this.#loading = loading;
    const pictures = await loading;
    if (loading === this.#loading) {
      this.pictures = pictures;
    }
  }

  #forget() {
    this.#loading?.then((urls) => urls.forEach((url) => URL.revokeObjectURL(url)));
    this.#loading = undefined;
    this.pictures = undefined;
  }
}

/** Names of the models whose detectors looked at a frame. */
const detectors = (results) => [...new Set(results.flatMap(({ verdict }) => verdict?.judgements.map(({ model }) => model) ?? []))];

const judgementOf = (verdict, detector) => verdict?.judgements.find(({ model }) => model === detector);

customElements.define('gantry-judged-frames', JudgedFrames);
