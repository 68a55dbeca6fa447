import { LitElement, css, html, nothing } from 'lit';
import { getJson, postJson } from '/console/api.js';
import { controls } from '/console/controls.js';
import '/console/parts/problem-note.js';

const SCHEMA = '/v1/schemas/TrainingRequest.json';

/** What is asked, by its path in the request; defaults and ranges are the schema's. */
const FIELDS = [
  ['model', 'Model name'],
  ['data.uri', 'Data'],
  ['data.kind', 'It holds'],
  ['data.resolution', 'Edge in pixels'],
  ['data.channels', 'Channels'],
  ['data.dimensions', 'Numbers in a point'],
  ['budget.images', 'Images to train on'],
  ['tickImages', 'Images per report'],
  ['checkpointImages', 'Images per version'],
  ['network.family', 'Networks'],
  ['recipe.loss', 'Loss'],
  ['network.generatorWidth', 'Generator width'],
  ['network.discriminatorWidth', 'Discriminator width'],
  ['precision', 'Arithmetic'],
  ['seed', 'Seed'],
  ['detector.enabled', 'Fit a detector at the end'],
];

/** What the schema has no default for: the data that Gantry ships. */
const SHIPPED = { model: 'fashion', 'data.uri': 's3://gantry/data/fashion-mnist' };

/** Asks for a training job; what is not asked here keeps the schema's defaults. */
class NewJob extends LitElement {
  static properties = { schema: { state: true }, problem: { state: true }, busy: { state: true } };

  static styles = [
    controls,
    css`
      form {
        display: grid;
        gap: var(--gap-4);
        max-width: 44rem;
      }

      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(160px, 1fr));
        gap: var(--gap-4);
        align-items: end;
      }

      .wide {
        grid-column: 1 / -1;
      }

      .check {
        display: flex;
        align-items: center;
        gap: var(--gap-2);
        font-size: var(--text-m);
        color: var(--ink);
      }
    `,
  ];

  async connectedCallback() {
    super.connectedCallback();
    try {
      this.schema = await getJson(SCHEMA);
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    return html`<form class="panel" @submit=${this.#submit}>
      <h1>New training job</h1>
      <p class="soft">
        As it stands, the form asks for a model of the clothes in the shipped Fashion-MNIST pictures: a few minutes on two cores.
      </p>
      ${this.schema
        ? html`<div class="fields">${FIELDS.map(([path, label]) => field(path, label, propertyAt(this.schema, path)))}</div>`
        : nothing}
      <gantry-problem .problem=${this.problem}></gantry-problem>
      <div class="row"><button class="primary" ?disabled=${this.busy || !this.schema}>Start training</button></div>
    </form>`;
  }

  async #submit(event) {
    event.preventDefault();
    this.busy = true;
    try {
      const response = await postJson('/v1/jobs', requestOf(new FormData(event.target), this.schema));
      const { jobId } = await response.json();
      this.problem = undefined;
      this.dispatchEvent(new CustomEvent('submitted', { detail: jobId }));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }
}

const propertyAt = (schema, path) => path.split('.').reduce((part, name) => part.properties[name], schema);

function field(path, label, property) {
  const value = property.default ?? SHIPPED[path] ?? '';
  if (property.type === 'boolean') {
    return html`<label class="check wide"><input type="checkbox" name=${path} ?checked=${value} /> ${label}</label>`;
  }
  const wide = path === 'data.uri' ? 'wide' : '';
  return html`<label class=${wide} title=${property.description ?? nothing}>${label}${control(path, value, property)}</label>`;
}

function control(path, value, property) {
  if (property.enum) {
    return html`<select name=${path}>
      ${value === '' ? html`<option value="">the family’s own</option>` : nothing}
      ${property.enum.map((option) => html`<option ?selected=${option === value}>${option}</option>`)}
    </select>`;
  }
  if (property.type === 'integer') {
    return html`<input
      name=${path}
      type="number"
      inputmode="numeric"
      value=${value}
      min=${property.minimum}
      max=${property.maximum}
      step="1"
      placeholder=${value === '' ? 'the family’s own' : nothing}
      ?required=${value !== ''}
    />`;
  }
  return html`<input name=${path} value=${value} required spellcheck="false" autocapitalize="off" />`;
}

function requestOf(form, schema) {
  const request = {};
  for (const [path] of FIELDS) {
    const { type } = propertyAt(schema, path);
    const text = form.get(path);
    if (type === 'boolean' || text) {
      const names = path.split('.');
      const last = names.pop();
      const parent = names.reduce((part, name) => (part[name] ??= {}), request);
      parent[last] = type === 'boolean' ? text !== null : type === 'integer' ? Number(text) : text;
    }
  }
  return request;
}

customElements.define('gantry-new-job', NewJob);
