import { LitElement, css, html, nothing } from 'lit';
import { controls } from '/console/controls.js';
import { percent } from '/console/format.js';
import { isSynthetic, probabilityOf, synthetics, wordOf } from '/console/verdicts.js';
import '/console/parts/judged-picture.js';
import '/console/parts/problem-note.js';

/** Several pictures with their verdicts in a word each; the chosen one in full. */
class JudgedPictures extends LitElement {
  static properties = { files: { attribute: false }, results: { attribute: false }, chosen: { state: true } };

  static styles = [
    controls,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(250px, 1fr));
        gap: var(--gap-2);
        margin: 0;
        padding: 0;
        list-style: none;
      }

      li button {
        display: grid;
        grid-template-columns: 48px minmax(0, 1fr);
        justify-items: start;
        gap: var(--gap-3);
        width: 100%;
        padding: var(--gap-2);
        text-align: left;
      }

      li button[aria-pressed='true'] {
        border-color: var(--ink);
        box-shadow: inset 3px 0 0 var(--generated);
      }

      li img {
        height: 48px;
        object-fit: contain;
      }

      .name {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .text {
        width: 100%;
      }

      .synthetic {
        color: var(--generated);
        font-weight: 600;
      }
    `,
  ];

  #urls = [];

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#urls.forEach(URL.revokeObjectURL);
  }

  willUpdate(changed) {
    if (changed.has('files')) {
      this.#urls.forEach(URL.revokeObjectURL);
      this.#urls = this.files.map((file) => URL.createObjectURL(file));
    }
    if (changed.has('results')) {
      this.chosen = 0;
    }
  }

  render() {
    const { verdict, problem } = this.results[this.chosen];
    return html`<div class="stack">
      <p>${synthetics(this.results)} of ${this.results.length} pictures are declared or likely synthetic. Choose one for its whole verdict.</p>
      <ul>
        ${this.results.map((result, index) => html`<li>${this.#choice(result, index)}</li>`)}
      </ul>
      ${verdict
        ? html`<gantry-judged-picture .file=${this.files[this.chosen]} .verdict=${verdict}></gantry-judged-picture>`
        : html`<gantry-problem .problem=${{ message: problem.detail }}></gantry-problem>`}
    </div>`;
  }

  #choice(result, index) {
    const probability = probabilityOf(result);
    return html`<button type="button" aria-pressed=${index === this.chosen} @click=${() => (this.chosen = index)}>
      <img class="pixels" src=${this.#urls[index]} alt="" />
      <span class="text small">
        <span class="name">${result.file}</span>
        <span class=${isSynthetic(result.verdict?.verdict) ? 'synthetic' : 'soft'}>${wordOf(result)}</span>
        ${probability === undefined ? nothing : html`<span class="soft">${percent(probability)}</span>`}
      </span>
    </button>`;
  }
}

customElements.define('gantry-judged-pictures', JudgedPictures);
