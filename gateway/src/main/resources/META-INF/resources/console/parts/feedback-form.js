import { LitElement, css, html, nothing } from 'lit';
import { postJson } from '/console/api.js';
import { controls } from '/console/controls.js';
import { isSynthetic } from '/console/verdicts.js';
import '/console/parts/problem-note.js';

const LABELS = { REAL: 'Real', SYNTHETIC: 'Synthetic', UNKNOWN: 'Not known' };

/** Says what turned out about a judged picture, and what came of that. Tells 'told' once it is kept. */
class FeedbackForm extends LitElement {
  static properties = { verdict: { attribute: false }, kept: { state: true }, busy: { state: true }, problem: { state: true } };

  static styles = [
    controls,
    css`
      [role='group'] {
        display: grid;
        gap: var(--gap-3);
        padding-top: var(--gap-3);
        border-top: 1px solid var(--line);
      }

      button[aria-pressed='true'] {
        border-color: var(--ink);
        box-shadow: inset 0 0 0 1px var(--ink);
        font-weight: 600;
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('verdict')) {
      this.kept = undefined;
      this.problem = undefined;
    }
  }

  render() {
    return html`<div role="group" aria-labelledby="question">
      <strong id="question">Do you know what it is?</strong>
      <label>How you know, if you like <input name="reason" maxlength="500" placeholder="for instance: my own photograph" /></label>
      <div class="row">
        ${Object.entries(LABELS).map(
          ([label, words]) =>
            html`<button aria-pressed=${this.kept?.label === label} ?disabled=${this.busy} @click=${() => this.#tell(label)}>${words}</button>`,
        )}
      </div>
      <gantry-problem .problem=${this.problem}></gantry-problem>
      <p class="small" role="status">${this.kept ? outcome(this.kept) : nothing}</p>
    </div>`;
  }

  async #tell(label) {
    const { verdict } = this;
    const reason = this.renderRoot.querySelector('input').value.trim();
    const request = reason ? { label, reason } : { label };
    this.busy = true;
    try {
      const kept = await (await postJson(`/v1/detections/${verdict.requestId}/feedback`, request)).json();
      if (verdict === this.verdict) {
        this.kept = kept;
        this.problem = undefined;
      }
      this.dispatchEvent(new CustomEvent('told', { bubbles: true, composed: true }));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }
}

/** What feedback says of the verdict that it is on. */
function outcome({ label, verdict, reason }) {
  const because = reason ? ` (${reason})` : '';
  if (label === 'UNKNOWN') {
    return `Kept as not known${because}: it counts for nothing, and takes back what was said before.`;
  }
  const called = isSynthetic(verdict);
  if (label === 'REAL') {
    return `Kept as real${because}: ${called ? 'a false alarm' : 'rightly without an alarm'}.`;
  }
  return `Kept as synthetic${because}: ${called ? 'rightly found' : 'missed'}.`;
}

customElements.define('gantry-feedback', FeedbackForm);
