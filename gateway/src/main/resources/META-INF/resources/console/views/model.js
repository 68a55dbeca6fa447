import { LitElement, css, html, nothing } from 'lit';
import { deletePath, getJson, postJson, putJson } from '/console/api.js';
import { controls } from '/console/controls.js';
import { answering, whoAnswers } from '/console/serving.js';
import '/console/parts/problem-note.js';
import '/console/parts/version-card.js';

const PAGE = 12;

/** One model: which of its versions answer, and all of them as pictures, newest first. */
class Model extends LitElement {
  static properties = {
    name: {},
    model: { state: true },
    shown: { state: true },
    percent: { state: true },
    busy: { state: true },
    told: { state: true },
    problem: { state: true },
  };

  static styles = [
    controls,
    css`
      .versions {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
        gap: var(--gap-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }

      label.share {
        display: inline-flex;
        align-items: center;
      }

      label.share input {
        width: 4.5rem;
      }
    `,
  ];

  constructor() {
    super();
    this.percent = 10;
    this.shown = PAGE;
  }

  willUpdate(changed) {
    if (changed.has('name')) {
      this.model = undefined;
      this.told = undefined;
      this.shown = PAGE;
      this.#refresh();
    }
  }

  render() {
    return html`<div class="stack">
      <h1>${this.name}</h1>
      <gantry-problem .problem=${this.problem}></gantry-problem>
      ${this.model ? this.#content(this.model) : nothing}
    </div>`;
  }

  #content(model) {
    const newestFirst = model.versions.toReversed();
    return html`<p role="status">${this.told ?? whoAnswers(model)}</p>
      <div class="row">
        <a class="button" href="#/sample/${this.name}">Draw samples</a>
        ${this.#button('Roll back', () => postJson(this.#path('rollback'), {}), model.previous || model.versions.length > 1)}
        ${this.#button('Let the newest answer', () => deletePath(this.#path('aliases/champion')), model.champion)}
        ${this.#button('End the trial', () => deletePath(this.#path('aliases/canary')), model.canary)}
        <label class="share">Share of a trial, %
          <input type="number" min="1" max="99" step="1" .value=${String(this.percent)} @change=${this.#share} />
        </label>
      </div>
      <ul class="versions">
        ${newestFirst.slice(0, this.shown).map(
          (version) => html`<li>
            <gantry-version
              .model=${this.name}
              .version=${version}
              .roles=${roles(model, version)}
              .answers=${version === answering(model) && version === (model.champion ?? model.latest)}
              .busy=${this.busy}
              @promote=${() => this.#change(() => putJson(this.#path('aliases/champion'), { version }))}
              @try-out=${() => this.#change(() => putJson(this.#path('aliases/canary'), { version, percent: this.percent }))}
            ></gantry-version>
          </li>`,
        )}
      </ul>
      ${newestFirst.length > this.shown
        ? html`<button @click=${() => (this.shown += PAGE)}>Show older versions</button>`
        : nothing}`;
  }

  #button(words, request, possible) {
    return possible
      ? html`<button ?disabled=${this.busy} @click=${() => this.#change(request)}>${words}</button>`
      : nothing;
  }

  #path(rest) {
    return `/v1/models/${this.name}/${rest}`;
  }

  #share(event) {
    if (event.target.reportValidity()) {
      this.percent = Number(event.target.value);
    }
  }

  async #change(request) {
    this.busy = true;
    try {
      await request();
      await this.#refresh();
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  async #refresh() {
    const { name } = this;
    try {
      const model = await getJson(`/v1/models/${name}`);
      if (name === this.name) {
        this.model = model;
        this.problem = undefined;
      }
    } catch (problem) {
      this.problem = problem;
    }
  }
}

function roles(model, version) {
  const { champion, latest, best, canary, previous, serving } = model;
  const tried = serving ? serving.canary : canary;
  return [
    version === answering(model) && 'answers',
    version === champion && version !== answering(model) && 'promoted',
    serving?.quarantined.some((failed) => failed.version === version) && 'failed',
    version === tried?.version && `tried on ${tried.percent} %`,
    version === previous && 'before',
    version === best && 'best',
    version === latest && 'newest',
  ].filter(Boolean);
}

customElements.define('gantry-model', Model);
