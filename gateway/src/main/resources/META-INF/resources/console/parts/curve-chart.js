import { LitElement, css, html } from 'lit';
import { Chart } from '/console/chart.js';
import { controls } from '/console/controls.js';
import { compact } from '/console/format.js';

/**
 * Line chart over images seen or frames, under a legend that wraps as it must and shows or hides lines.
 * series: [{name, color: a design token, points: [[step, value], …]}], where a value may be null for a gap; range: optional
 * [min, max] of the value axis; words: optional, what the chart shows, for those who do not see it.
 */
class CurveChart extends LitElement {
  static properties = {
    label: {},
    words: {},
    series: { attribute: false },
    range: { attribute: false },
    off: { state: true },
  };

  static styles = [
    controls,
    css`
      :host {
        display: block;
      }

      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--gap-3);
        margin: 0 0 var(--gap-2);
        padding: 0;
        list-style: none;
      }

      button {
        display: inline-flex;
        align-items: center;
        gap: var(--gap-2);
        min-height: 1.75rem;
        height: auto;
        padding: 0;
        border: 0;
        background: none;
        font: inherit;
        font-size: var(--text-s);
        color: var(--ink);
      }

      button[aria-pressed='false'] {
        color: var(--ink-soft);
        text-decoration: line-through;
      }

      i {
        width: 12px;
        height: 3px;
        border-radius: 2px;
      }

      .generated {
        background: var(--generated);
      }

      .real {
        background: var(--real);
      }

      .third {
        background: var(--third);
      }

      .good {
        background: var(--good);
      }

      .wait {
        background: var(--wait);
      }

      .ink-soft {
        background: var(--ink-soft);
      }

      [role='img'] {
        height: 180px;
      }
    `,
  ];

  constructor() {
    super();
    this.off = new Set();
    new Chart(this, (token, axis) => this.#option(token, axis));
  }

  render() {
    return html`<ul>
        ${this.series.map(
          ({ name, color }) =>
            html`<li>
              <button aria-pressed=${!this.off.has(name)} @click=${() => this.#toggle(name)}>
                <i class=${color}></i>${name}
              </button>
            </li>`,
        )}
      </ul>
      <div role="img" aria-label=${this.words ?? this.#inWords()}></div>`;
  }

  #toggle(name) {
    const off = new Set(this.off);
    if (!off.delete(name)) {
      off.add(name);
    }
    this.off = off;
  }

  #inWords() {
    const latest = this.series.map(({ name, points }) => `${name} ${points.at(-1)?.[1].toPrecision(3)}`);
    return `${this.label}, latest: ${latest.join(', ')}`;
  }

  #option(token, axis) {
    return {
      tooltip: { trigger: 'axis', valueFormatter: (value) => value?.toPrecision(4) ?? 'none' },
      xAxis: {
        ...axis,
        min: 'dataMin',
        max: 'dataMax',
        minInterval: 1,
        axisLabel: { ...axis.axisLabel, formatter: compact, showMaxLabel: false },
      },
      yAxis: { ...axis, scale: true, min: this.range?.[0], max: this.range?.[1] },
      series: this.series
        .filter(({ name }) => !this.off.has(name))
        .map(({ name, color, points }) => ({
          name,
          type: 'line',
          data: points,
          showSymbol: points.length < 2,
          lineStyle: { width: 1.75 },
          color: token(color),
        })),
    };
  }
}

customElements.define('gantry-curve', CurveChart);
