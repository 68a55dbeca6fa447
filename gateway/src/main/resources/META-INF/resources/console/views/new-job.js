import { LitElement, css, html } from 'lit';
import { postJson } from '/console/api.js';
import { controls } from '/console/controls.js';
import '/console/parts/problem-note.js';

/** Asks for a training job; what is not asked here keeps the platform's defaults. */
class NewJob extends LitElement {
  static properties = { problem: { state: true }, busy: { state: true } };

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

  render() {
    return html`<form class="panel" @submit=${this.#submit}>
      <h1>New training job</h1>
      <p class="soft">The defaults learn the clothes of the shipped Fashion-MNIST pictures, in a few minutes on two cores.</p>
      <div class="fields">
        ${field('Model name', html`<input name="model" value="fashion" required pattern="[a-z0-9]([a-z0-9\\-]{0,62}[a-z0-9])?" title="Lower-case letters, digits and hyphens" spellcheck="false" />`)}
        <label class="wide">Data
          <input name="uri" value="s3://gantry/data/fashion-mnist" required spellcheck="false" />
        </label>
        ${field('Edge in pixels', select('resolution', [28, 32, 64, 128]))}
        ${field('Colours', html`<select name="channels"><option value="1">Grey</option><option value="3">Colour</option></select>`)}
        ${field('Images to train on', number('images', 200000, 64))}
        ${field('Report every … images', number('tickImages', 5000, 16))}
        ${field('Publish every … images', number('checkpointImages', 40000, 64))}
        ${field('Loss', html`<select name="loss"><option value="">The family’s own</option><option>non-saturating</option><option>hinge</option></select>`)}
        ${field('Generator width', number('generatorWidth', 32, 4))}
        ${field('Discriminator width', number('discriminatorWidth', 32, 4))}
        ${field('Seed', number('seed', 0, 0))}
        <label class="check wide"><input type="checkbox" name="detector" checked /> Fit a detector at the end</label>
      </div>
      <gantry-problem .problem=${this.problem}></gantry-problem>
      <div class="row"><button class="primary" ?disabled=${this.busy}>Start training</button></div>
    </form>`;
  }

  async #submit(event) {
    event.preventDefault();
    this.busy = true;
    try {
      const response = await postJson('/v1/jobs', request(new FormData(event.target)));
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

const field = (label, control) => html`<label>${label}${control}</label>`;

const number = (name, value, min) =>
  html`<input name=${name} type="number" inputmode="numeric" value=${value} min=${min} step="1" required />`;

const select = (name, values) => html`<select name=${name}>${values.map((value) => html`<option>${value}</option>`)}</select>`;

function request(form) {
  const count = (name) => Number(form.get(name));
  return {
    model: form.get('model'),
    data: { uri: form.get('uri'), resolution: count('resolution'), channels: count('channels') },
    network: { generatorWidth: count('generatorWidth'), discriminatorWidth: count('discriminatorWidth') },
    recipe: form.get('loss') ? { loss: form.get('loss') } : {},
    budget: { images: count('images') },
    tickImages: count('tickImages'),
    checkpointImages: count('checkpointImages'),
    detector: { enabled: form.has('detector') },
    seed: count('seed'),
  };
}

customElements.define('gantry-new-job', NewJob);
