import { LitElement, css, html, nothing } from 'lit';
import { postJson } from '/console/api.js';
import { controls } from '/console/controls.js';
import '/console/parts/problem-note.js';

/** The way from one seed to others, a row of pictures for each pair. */
class SeedStrip extends LitElement {
  static properties = {
    model: {},
    seed: { type: Number },
    truncation: { type: Number },
    drawn: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  static styles = [
    controls,
    css`
      .panel {
        display: grid;
        gap: var(--gap-4);
      }

      form {
        display: grid;
        grid-template-columns: minmax(160px, 2fr) 1fr 1fr auto;
        gap: var(--gap-3);
        align-items: end;
      }

      figure {
        display: grid;
        gap: var(--gap-2);
      }

      @media (max-width: 640px) {
        form {
          grid-template-columns: 1fr 1fr;
        }

        form label:first-child,
        form button {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#forget();
  }

  render() {
    return html`<section class="panel" aria-labelledby="between">
      <h2 id="between">Between seeds</h2>
      <form @submit=${this.#submit}>
        <label>Seeds, with commas
          <input name="seeds" required pattern="\\s*\\d+(\\s*,\\s*\\d+)+\\s*" inputmode="numeric" title="Two or more seeds, for instance 7, 8" .defaultValue=${`${this.seed}, ${this.seed + 1}`} />
        </label>
        <label>Steps <input name="steps" type="number" inputmode="numeric" min="2" max="64" step="1" required value="8" /></label>
        <label>Along
          <select name="kind">
            <option value="slerp">the arc</option>
            <option value="linear">the line</option>
          </select>
        </label>
        <button ?disabled=${this.busy}>Draw strip</button>
      </form>
      <gantry-problem .problem=${this.problem}></gantry-problem>
      ${this.drawn ? this.#strip(this.drawn) : nothing}
    </section>`;
  }

  #strip({ url, name, seeds, steps, truncation }) {
    const way = `From seed ${seeds.join(' to ')}, ${steps} steps each`;
    return html`<figure>
      <img class="pixels" src=${url} alt=${way} />
      <figcaption class="row small soft">
        <span>${way}, ψ = ${truncation.toFixed(2)}.</span>
        <a href=${url} download=${name}>Save strip</a>
      </figcaption>
    </figure>`;
  }

  async #submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const seeds = form.get('seeds').split(',').map(Number);
    const steps = Number(form.get('steps'));
    const { model, truncation } = this;
    this.busy = true;
    try {
      const request = { interpolate: { seeds, steps, kind: form.get('kind') }, truncation, format: 'grid' };
      const blob = await (await postJson(`/v1/models/${model}/samples`, request)).blob();
      this.#forget();
      const name = `${model}-seeds${seeds.join('-')}.png`;
      this.drawn = { url: URL.createObjectURL(blob), name, seeds, steps, truncation };
      this.problem = undefined;
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  #forget() {
    if (this.drawn) {
      URL.revokeObjectURL(this.drawn.url);
    }
  }
}

customElements.define('gantry-seed-strip', SeedStrip);
