import { LitElement, css, html, nothing } from 'lit';
import { Chart } from '/console/chart.js';
import { controls } from '/console/controls.js';
import { whole } from '/console/format.js';

/** Points in the plane of two of their dimensions, the first two at first; those of one number in their order. */
class PointPlot extends LitElement {
  static properties = { points: { attribute: false }, across: { state: true }, up: { state: true } };

  static styles = [
    controls,
    css`
      [role='img'] {
        aspect-ratio: 1;
        max-width: 40rem;
        margin: 0 auto;
      }

      .row {
        margin-bottom: var(--gap-3);
      }
    `,
  ];

  constructor() {
    super();
    this.across = 0;
    this.up = 1;
    new Chart(this, (token, axis) => this.#option(token, axis));
  }

  willUpdate(changed) {
    const dimensions = this.points[0].length;
    if (changed.has('points') && Math.max(this.across, this.up) >= dimensions) {
      this.across = 0;
      this.up = 1;
    }
  }

  render() {
    const dimensions = this.points[0].length;
    const named = dimensions > 1 ? `dimension ${this.across + 1} to the right, ${this.up + 1} upwards` : 'the number to the right, its place upwards';
    return html`${dimensions > 2
        ? html`<div class="row">
            ${this.#axis('To the right', this.across, (d) => (this.across = d))} ${this.#axis('Upwards', this.up, (d) => (this.up = d))}
          </div>`
        : nothing}
      <div role="img" aria-label="Plot of ${whole(this.points.length)} points: ${named}"></div>`;
  }

  #axis(name, chosen, choose) {
    return html`<label>
      ${name}
      <select @change=${(event) => choose(event.target.selectedIndex)}>
        ${this.points[0].map((_, d) => html`<option ?selected=${d === chosen}>dimension ${d + 1}</option>`)}
      </select>
    </label>`;
  }

  #option(token, axis) {
    const place = (point, index) => [point[this.across], point[this.up] ?? index];
    return {
      tooltip: { trigger: 'item', formatter: ({ value, dataIndex }) => `${dataIndex}: ${value.map((v) => v.toPrecision(4)).join(', ')}` },
      xAxis: { ...axis, scale: true },
      yAxis: { ...axis, scale: true },
      series: [
        {
          type: 'scatter',
          data: this.points.map(place),
          symbolSize: 5,
          itemStyle: { color: token('generated'), opacity: 0.6 },
        },
      ],
    };
  }
}

customElements.define('gantry-points', PointPlot);
