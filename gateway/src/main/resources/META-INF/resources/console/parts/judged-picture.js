import { LitElement, css, html, nothing } from 'lit';
import { getBlob } from '/console/api.js';
import { controls } from '/console/controls.js';
import '/console/parts/feedback-form.js';
import '/console/parts/problem-note.js';
import '/console/parts/verdict-card.js';

/** A picture beside its verdict; what the verdict rests on is painted when it is asked for, and feedback is taken. */
class JudgedPicture extends LitElement {
  static properties = {
    file: { attribute: false },
    verdict: { attribute: false },
    heatmap: { state: true },
    painting: { state: true },
    problem: { state: true },
  };

  static styles = [
    controls,
    css`
      .result {
        display: grid;
        grid-template-columns: minmax(120px, 240px) minmax(0, 1fr);
        gap: var(--gap-5);
        align-items: start;
      }

      .pictures {
        display: grid;
        gap: var(--gap-3);
        justify-items: start;
      }

      figure,
      img {
        width: 100%;
      }

      figcaption {
        overflow-wrap: anywhere;
      }

      @media (max-width: 640px) {
        .result {
          grid-template-columns: minmax(0, 1fr);
        }

        img.pixels {
          width: 60vw;
        }
      }
    `,
  ];

  #url;

  disconnectedCallback() {
    super.disconnectedCallback();
    URL.revokeObjectURL(this.#url);
    this.#forgetHeatmap();
  }

  willUpdate(changed) {
    if (changed.has('file')) {
      URL.revokeObjectURL(this.#url);
      this.#url = URL.createObjectURL(this.file);
    }
    if (changed.has('file') || changed.has('verdict')) {
      this.#forgetHeatmap();
      this.problem = undefined;
    }
  }

  render() {
    const { verdict, file } = this;
    return html`<div class="panel result">
      <div class="pictures">
        <figure>
          <img class="pixels" src=${this.#url} alt="The picture that was handed in" />
          <figcaption class="soft small">${file.name}</figcaption>
        </figure>
        ${this.#why(verdict?.judgements[0]?.model)}
        <gantry-problem .problem=${this.problem}></gantry-problem>
      </div>
      <div class="stack">
        ${verdict ? html`<gantry-verdict .verdict=${verdict}></gantry-verdict>` : html`<slot></slot>`}
        ${verdict?.falsePositiveRate === undefined ? nothing : html`<gantry-feedback .verdict=${verdict}></gantry-feedback>`}
      </div>
    </div>`;
  }

  /** Of the strongest judgement. */
  #why(model) {
    if (!model) {
      return nothing;
    }
    return this.heatmap
      ? html`<figure>
          <img class="heatmap" src=${this.heatmap} alt="Heatmap: the brighter a place, the more the score rests on it" />
          <figcaption class="soft small">The brighter a place, the further the score of ${model} falls when it is covered.</figcaption>
        </figure>`
      : html`<button type="button" class="small" ?disabled=${this.painting} @click=${() => this.#paint(model)}>
          Show what the score rests on
        </button>`;
  }

  async #paint(model) {
    const { file, verdict } = this;
    this.problem = undefined;
    this.painting = true;
    try {
      const heatmap = await getBlob(`/v1/detections/heatmap?model=${encodeURIComponent(model)}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: file,
      });
      if (verdict === this.verdict) {
        this.heatmap = URL.createObjectURL(heatmap);
      }
    } catch (problem) {
      if (verdict === this.verdict) {
        this.problem = problem;
      }
    } finally {
      this.painting = false;
    }
  }

  #forgetHeatmap() {
    URL.revokeObjectURL(this.heatmap);
    this.heatmap = undefined;
  }
}

customElements.define('gantry-judged-picture', JudgedPicture);
