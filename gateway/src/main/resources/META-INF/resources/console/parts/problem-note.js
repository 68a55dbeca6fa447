import { LitElement, css, html, nothing } from 'lit';
import { controls } from '/console/controls.js';
import { sentence } from '/console/format.js';

/** What went wrong, as a sentence; the fields at fault below it when there are several. */
class ProblemNote extends LitElement {
  static properties = { problem: { attribute: false } };

  static styles = [
    controls,
    css`
      div {
        padding: var(--gap-3) var(--gap-4);
        border-left: 3px solid var(--bad);
        border-radius: 2px;
        background: var(--bad-soft);
        overflow-wrap: anywhere;
      }

      ul {
        margin: var(--gap-1) 0 0;
        padding-left: var(--gap-4);
      }
    `,
  ];

  willUpdate() {
    this.hidden = !this.problem;
  }

  render() {
    if (!this.problem) {
      return nothing;
    }
    const violations = this.problem.violations ?? [];
    return html`<div role="alert">
      ${violations.length
        ? html`The request was not accepted:
            <ul>
              ${violations.map((v) => html`<li><code>${v.field || 'document'}</code> is ${v.value}: ${v.accepted}.</li>`)}
            </ul>`
        : sentence(this.problem.message)}
    </div>`;
  }
}

customElements.define('gantry-problem', ProblemNote);
