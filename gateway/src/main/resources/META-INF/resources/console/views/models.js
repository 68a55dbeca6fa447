import { LitElement, css, html, nothing } from 'lit';
import { getJson } from '/console/api.js';
import { choices } from '/console/choices.js';
import { controls } from '/console/controls.js';
import { Refreshing } from '/console/refreshing.js';
import { answering } from '/console/serving.js';
import '/console/parts/problem-note.js';
import '/console/views/model.js';

const REFRESH_MILLIS = 5000;

/** The gallery of models beside the chosen one; on narrow screens one above the other. */
class Models extends LitElement {
  static properties = { selected: {}, models: { state: true }, problem: { state: true } };

  static styles = [
    controls,
    choices,
    css`
      h1 {
        margin-bottom: var(--gap-4);
      }
    `,
  ];

  constructor() {
    super();
    new Refreshing(this, () => this.#refresh(), REFRESH_MILLIS);
  }

  render() {
    const shown = this.selected || this.models?.[0]?.model;
    return html`<section aria-label="All models">
        <h1>Models</h1>
        <gantry-problem .problem=${this.problem}></gantry-problem>
        ${this.models?.length === 0
          ? html`<p class="soft">No model has been published yet. <a href="#/jobs/new">Train one</a> first.</p>`
          : html`<ul>
              ${this.models?.map((model) => html`<li>${item(model, model.model === shown)}</li>`)}
            </ul>`}
      </section>
      ${shown
        ? html`<section aria-label="The chosen model">
            <gantry-model .name=${shown} @changed=${this.#refresh}></gantry-model>
          </section>`
        : nothing}`;
  }

  async #refresh() {
    try {
      this.models = (await getJson('/v1/models')).models;
      this.problem = undefined;
    } catch (problem) {
      this.problem = problem;
    }
  }
}

function item(known, current) {
  const { model, latest, serving } = known;
  const version = answering(known);
  const canary = serving ? serving.canary : known.canary;
  return html`<a class="choice panel" href="#/models/${model}" aria-current=${current ? 'true' : nothing}>
    <strong>${model}</strong>
    <span class="soft small">
      ${version ? `version ${version} ${serving ? 'answers' : 'should answer'}` : latest ? 'none answers' : 'being written'}${canary
        ? `, version ${canary.version} to ${canary.percent} %`
        : ''}
    </span>
  </a>`;
}

customElements.define('gantry-models', Models);
