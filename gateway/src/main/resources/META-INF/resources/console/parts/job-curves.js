import { LitElement, css, html, nothing } from 'lit';
import { controls } from '/console/controls.js';
import { whole } from '/console/format.js';
import '/console/parts/curve-chart.js';

const COLORS = {
  generator: 'generated',
  fakeAccuracy: 'generated',
  fakeLogitMean: 'generated',
  discriminator: 'real',
  realAccuracy: 'real',
  realLogitMean: 'real',
  precision: 'generated',
  recall: 'real',
  frechet: 'generated',
  kid: 'third',
  goodShare: 'good',
};
const SPARE_COLORS = ['third', 'good', 'wait', 'ink-soft'];
/** Health that would flatten shares in the same chart. */
const UNBOUNDED = /(Mean|Norm)$/;

/** A job's losses, health and measurements over the images it has seen. */
class JobCurves extends LitElement {
  static properties = { curves: { attribute: false }, measurements: { attribute: false } };

  static styles = [
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--gap-4);
      }

      h2 {
        margin-bottom: var(--gap-3);
      }

      .panel > p {
        margin: var(--gap-2) 0 0;
      }
    `,
  ];

  render() {
    const shares = seriesOf(this.curves, 'health', (name) => !UNBOUNDED.test(name));
    const unbounded = seriesOf(this.curves, 'health', (name) => UNBOUNDED.test(name));
    return html`<div class="panel">
        <h2>Losses</h2>
        <gantry-curve label="Losses" .series=${seriesOf(this.curves, 'losses')}></gantry-curve>
      </div>
      <div class="panel">
        <h2>Health</h2>
        <gantry-curve label="Health" .series=${shares}></gantry-curve>
      </div>
      ${unbounded.length
        ? html`<div class="panel">
            <h2>Logits and gradients</h2>
            <gantry-curve label="Logits and gradients" .series=${unbounded}></gantry-curve>
          </div>`
        : nothing}
      ${this.#measured()}`;
  }

  #measured() {
    const taken = this.measurements;
    if (!taken.length) {
      return nothing;
    }
    const last = taken.at(-1).metrics;
    return html`<div class="panel">
        <h2>Distance from real ones</h2>
        <gantry-curve label="Distance from real ones" .series=${seriesOf(taken, 'metrics', (name) => ['frechet', 'kid'].includes(name))}></gantry-curve>
        <p class="soft small">
          In ${taken.at(-1).features}, ${whole(last.rows)} samples.
          ${last.frechetOfReals === undefined
            ? nothing
            : html`Real ones are at a Fréchet distance of <span class="mono">${last.frechetOfReals.toPrecision(3)}</span> from other real ones.`}
        </p>
      </div>
      <div class="panel">
        <h2>Precision and recall</h2>
        <gantry-curve label="Precision and recall" .range=${[0, 1]} .series=${seriesOf(taken, 'metrics', (name) => ['precision', 'recall'].includes(name))}></gantry-curve>
      </div>
      ${last.modes === undefined
        ? nothing
        : html`<div class="panel">
            <h2>Modes</h2>
            <gantry-curve label="Share of good samples" .range=${[0, 1]} .series=${seriesOf(taken, 'metrics', (name) => name === 'goodShare')}></gantry-curve>
            <p class="soft small">Good samples of ${whole(last.coveredModes)} of ${whole(last.modes)} modes.</p>
          </div>`}`;
  }
}

/** One line per wanted name that occurs in the points' losses, health or metrics. */
function seriesOf(points, kind, wanted = () => true) {
  const names = [...new Set(points.flatMap((point) => Object.keys(point[kind])))].filter(wanted).sort();
  const spare = [...SPARE_COLORS];
  return names.map((name) => ({
    name,
    color: COLORS[name] ?? spare.shift() ?? 'ink-soft',
    points: points.filter((point) => name in point[kind]).map((point) => [point.step, point[kind][name]]),
  }));
}

customElements.define('gantry-job-curves', JobCurves);
