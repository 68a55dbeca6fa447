import { LitElement, css, html, nothing } from 'lit';
import { getJson } from '/console/api.js';
import { controls } from '/console/controls.js';
import { percent } from '/console/format.js';
import '/console/parts/problem-note.js';

/** How often verdicts were wrong, as far as feedback tells. */
class ErrorRates extends LitElement {
  static properties = { rates: { state: true }, problem: { state: true } };

  static styles = [
    controls,
    css`
      th,
      td {
        white-space: normal;
      }

      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--gap-3);
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.refresh();
  }

  async refresh() {
    try {
      this.rates = (await getJson('/v1/detections/feedback')).rates;
      this.problem = undefined;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    return html`<section class="panel" aria-labelledby="rates">
      <h2 id="rates">How often verdicts were wrong</h2>
      <gantry-problem .problem=${this.problem}></gantry-problem>
      ${this.rates ? this.#content(this.rates) : nothing}
    </section>`;
  }

  #content(rates) {
    if (!rates.length) {
      return html`<p class="soft">Nobody has told yet what a judged picture really was.</p>`;
    }
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Error rates">
        <table>
          <thead>
            <tr>
              <th scope="col">Asked for</th>
              <th scope="col">Detector</th>
              <th scope="col">False alarms on real ones</th>
              <th scope="col">Synthetic ones missed</th>
            </tr>
          </thead>
          <tbody>
            ${rates.map(
              ({ falsePositiveRate, model, falsePositives, falseNegatives }) => html`<tr>
                <td>${percent(falsePositiveRate)}</td>
                <td>${model ?? html`<strong>all together</strong>`}</td>
                <td>${share(falsePositives)}</td>
                <td>${share(falseNegatives)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="soft small">
        Of the pictures that feedback was given on, with 95 % intervals. People report first what they find striking, so these are no random
        sample.
      </p>`;
  }
}

function share({ errors, pictures, rate, lower, upper }) {
  return pictures
    ? html`${percent(rate)} <span class="soft">(${errors} of ${pictures}; ${percent(lower)} to ${percent(upper)})</span>`
    : html`<span class="soft">none known</span>`;
}

customElements.define('gantry-error-rates', ErrorRates);
