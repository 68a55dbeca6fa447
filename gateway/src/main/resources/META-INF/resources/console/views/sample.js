import { LitElement, css, html, nothing } from 'lit';
import { getJson, postJson, save } from '/console/api.js';
import { controls } from '/console/controls.js';
import { whole } from '/console/format.js';
import { answering } from '/console/serving.js';
import '/console/parts/point-plot.js';
import '/console/parts/problem-note.js';
import '/console/parts/seed-strip.js';

/** By what a model's samples are: how many are drawn unless the user says so, how many at most, and in which files they can be had. */
const KINDS = {
  images: {
    count: 16,
    most: 256,
    downloads: {
      grid: { title: 'Grid (PNG)', extension: 'png' },
      zip: { title: 'Each as PNG (ZIP)', extension: 'zip' },
      npy: { title: 'NumPy array', extension: 'npy' },
    },
  },
  points: {
    count: 1000,
    most: 1024,
    downloads: {
      csv: { title: 'CSV', extension: 'csv' },
      json: { title: 'JSON', extension: 'json' },
      npy: { title: 'NumPy array', extension: 'npy' },
    },
  },
};

/** Draws samples of a model by seed: points as a plot, pictures each to keep or hand to the detector. All can be downloaded. */
class Sample extends LitElement {
  static properties = {
    model: {},
    models: { state: true },
    kind: { state: true },
    seed: { state: true },
    count: { state: true },
    truncation: { state: true },
    drawn: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  static styles = [
    controls,
    css`
      form {
        display: grid;
        grid-template-columns: minmax(160px, 2fr) 1fr 1fr minmax(140px, 1.2fr) auto auto;
        gap: var(--gap-3);
        align-items: end;
      }

      .gallery {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(112px, 1fr));
        gap: var(--gap-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }

      .tile {
        display: grid;
        gap: var(--gap-1);
      }

      .actions {
        display: flex;
        justify-content: space-between;
        align-items: baseline;
        font-size: var(--text-s);
      }

      .actions button {
        min-height: 1.5rem;
        padding: 0;
        border: 0;
        background: none;
        text-decoration: underline;
        text-underline-offset: 0.2em;
        font-size: inherit;
      }

      @media (max-width: 640px) {
        form {
          grid-template-columns: 1fr 1fr;
        }

        form label:first-child,
        form label.truncation {
          grid-column: 1 / -1;
        }

        .gallery {
          grid-template-columns: repeat(3, 1fr);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.kind = 'images';
    this.seed = 0;
    this.count = KINDS.images.count;
    this.truncation = 1;
  }

  async connectedCallback() {
    super.connectedCallback();
    try {
      this.models = (await getJson('/v1/models')).models;
    } catch (problem) {
      this.problem = problem;
      return;
    }
    const served = this.models.filter(({ latest }) => latest).map(({ model }) => model);
    if (served.length) {
      await this.#begin(served.includes(this.model) ? [this.model] : served);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#forget();
  }

  render() {
    return html`<div class="stack">
      <h1>Sample</h1>
      ${this.models?.length === 0
        ? html`<p class="soft">No model has been published yet. <a href="#/jobs/new">Train one</a> first.</p>`
        : this.#form()}
      <gantry-problem .problem=${this.problem}></gantry-problem>
      ${this.drawn ? this.#shown(this.drawn) : nothing}
    </div>`;
  }

  #form() {
    return html`<form class="panel" @submit=${this.#submit}>
      <label>Model
        <select name="model" required @change=${({ target }) => this.#choose(target.value)}>
          ${this.models?.map(
            (known) =>
              html`<option value=${known.model} ?selected=${known.model === this.model}>
                ${known.model}${answering(known) ? `, version ${answering(known)}` : ''}
              </option>`,
          )}
        </select>
      </label>
      <label>Seed <input name="seed" type="number" inputmode="numeric" min="0" max=${Number.MAX_SAFE_INTEGER} step="1" required .value=${String(this.seed)} /></label>
      <label>Samples <input name="count" type="number" inputmode="numeric" min="1" max=${KINDS[this.kind].most} step="1" required .value=${String(this.count)} /></label>
      <label class="truncation">Truncation ψ = ${this.truncation.toFixed(2)}
        <input
          name="truncation"
          type="range"
          min="0.05"
          max="1"
          step="0.05"
          title="Multiplies the latents: less is more typical and less diverse"
          .value=${String(this.truncation)}
          @input=${({ target }) => (this.truncation = Number(target.value))}
        />
      </label>
      <button class="primary" ?disabled=${this.busy}>Draw</button>
      <button name="next" value="1" ?disabled=${this.busy}>Next seed</button>
    </form>`;
  }

  #shown(drawn) {
    const { kind, model, version, seed, truncation, samples } = drawn;
    return html`<p class="soft">
        ${whole(samples.length)} ${samples.length === 1 ? 'sample' : 'samples'} of
        <strong>${model}</strong> version ${version}, seed ${seed}. The same seed on the same version draws the same.
      </p>
      <div class="row downloads" role="group" aria-labelledby="download">
        <span id="download" class="small soft">Download all:</span>
        ${Object.entries(KINDS[kind].downloads).map(
          ([format, { title }]) =>
            html`<button type="button" ?disabled=${this.busy} @click=${() => this.#download(format)}>${title}</button>`,
        )}
      </div>
      ${kind === 'points'
        ? html`<div class="panel"><gantry-points .points=${samples}></gantry-points></div>`
        : html`${this.#gallery(drawn)}
            <gantry-seed-strip .model=${model} .seed=${seed} .truncation=${truncation}></gantry-seed-strip>`}`;
  }

  #gallery({ model, version, seed, samples }) {
    const name = (index) => `${model}-v${version}-seed${seed}-${index}.png`;
    return html`<ul class="gallery">
      ${samples.map(
        (sample, index) => html`<li class="tile">
          <img class="pixels" src=${sample.url} alt="Sample ${index + 1}" />
          <span class="actions">
            <a href=${sample.url} download=${name(index)} aria-label="Save sample ${index + 1}">Save</a>
            <button type="button" aria-label="Judge sample ${index + 1}" @click=${() => this.#judge(sample.blob, name(index))}>
              Judge
            </button>
          </span>
        </li>`,
      )}
    </ul>`;
  }

  /** Draws from the first of some models that has a generator. */
  async #begin(models) {
    for (const model of models) {
      const networks = await this.#choose(model);
      if (networks?.generator) {
        this.model = model;
        await this.#draw(model);
        return;
      }
    }
  }

  /** Learns what the model's samples are, and asks for as many as suit them. Answers with its networks. */
  async #choose(model) {
    try {
      const known = this.models.find((one) => one.model === model);
      const version = answering(known) ?? known.latest;
      if (!version) {
        return undefined;
      }
      const { sample, networks } = await getJson(`/v1/models/${model}/versions/${version}`);
      if (sample.kind !== this.kind) {
        this.kind = sample.kind;
        this.count = KINDS[this.kind].count;
      }
      return networks;
    } catch (problem) {
      this.problem = problem;
      return undefined;
    }
  }

  #submit(event) {
    event.preventDefault();
    const form = new FormData(event.target, event.submitter);
    this.seed = Number(form.get('seed')) + (form.has('next') ? 1 : 0);
    this.count = Number(form.get('count'));
    this.#draw(form.get('model'));
  }

  async #draw(model) {
    this.busy = true;
    try {
      const request = { count: this.count, seed: this.seed, truncation: this.truncation, format: 'json' };
      const answer = await (await postJson(`/v1/models/${model}/samples`, request)).json();
      const points = Array.isArray(answer.samples[0]);
      this.#forget();
      this.drawn = {
        ...answer,
        kind: points ? 'points' : 'images',
        truncation: this.truncation,
        samples: points ? answer.samples : answer.samples.map(pngOf),
      };
      this.problem = undefined;
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  /** The same samples again, from the same version, in one file. */
  async #download(format) {
    const { kind, model, version, seed, truncation, samples } = this.drawn;
    this.busy = true;
    try {
      const request = { count: samples.length, seed, truncation, version, format };
      const blob = await (await postJson(`/v1/models/${model}/samples`, request)).blob();
      save(blob, `${model}-v${version}-seed${seed}.${KINDS[kind].downloads[format].extension}`);
      this.problem = undefined;
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  #judge(blob, name) {
    const detail = new File([blob], name, { type: 'image/png' });
    this.dispatchEvent(new CustomEvent('judge', { detail }));
  }

  #forget() {
    this.drawn?.samples.forEach(({ url }) => URL.revokeObjectURL(url));
  }
}

function pngOf(png) {
  const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
  const blob = new Blob([bytes], { type: 'image/png' });
  return { blob, url: URL.createObjectURL(blob) };
}

customElements.define('gantry-sample', Sample);
