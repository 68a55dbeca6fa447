import { LitElement, css, html } from 'lit';
import { controls } from '/console/controls.js';
import { compact } from '/console/format.js';

const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const library = () => import('echarts');

/**
 * Line chart over images seen, under a legend that wraps as it must and shows or hides lines.
 * series: [{name, color: a design token, points: [[step, value], …]}]; range: optional [min, max] of the value axis.
 */
class CurveChart extends LitElement {
  static properties = { label: {}, series: { attribute: false }, range: { attribute: false }, off: { state: true } };

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

  #chart;
  #size = new ResizeObserver(() => this.#chart?.resize());
  #recolor = () => this.#draw();

  constructor() {
    super();
    this.off = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    dark.addEventListener('change', this.#recolor);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    dark.removeEventListener('change', this.#recolor);
    this.#size.disconnect();
    this.#chart?.dispose();
    this.#chart = undefined;
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
      <div role="img" aria-label=${this.#inWords()}></div>`;
  }

  async updated() {
    if (!this.#chart) {
      const { init } = await library();
      if (!this.isConnected) {
        return;
      }
      const element = this.renderRoot.querySelector('[role=img]');
      this.#chart ??= init(element);
      this.#size.observe(element);
    }
    this.#draw();
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

  #draw() {
    const style = getComputedStyle(this);
    const token = (name) => style.getPropertyValue(`--${name}`).trim();
    const axis = {
      axisLabel: { color: token('ink-soft'), fontSize: 11, hideOverlap: true },
      axisLine: { lineStyle: { color: token('line') } },
      splitLine: { lineStyle: { color: token('line'), opacity: 0.6 } },
    };
    this.#chart?.setOption(
      {
        animation: !still.matches,
        animationDuration: 200,
        textStyle: { fontFamily: style.fontFamily },
        grid: { left: 8, right: 24, top: 8, bottom: 4, containLabel: true },
        tooltip: {
          trigger: 'axis',
          renderMode: 'richText',
          backgroundColor: token('surface'),
          borderColor: token('line'),
          textStyle: { color: token('ink'), fontSize: 12 },
          valueFormatter: (value) => value?.toPrecision(4),
        },
        xAxis: {
          ...axis,
          type: 'value',
          min: 'dataMin',
          max: 'dataMax',
          axisLabel: { ...axis.axisLabel, formatter: compact, showMaxLabel: false },
        },
        yAxis: { ...axis, type: 'value', scale: true, min: this.range?.[0], max: this.range?.[1] },
        series: this.series.filter(({ name }) => !this.off.has(name)).map(({ name, color, points }) => ({
          name,
          type: 'line',
          data: points,
          showSymbol: points.length < 2,
          lineStyle: { width: 1.75 },
          color: token(color),
        })),
      },
      { replaceMerge: ['series'] },
    );
  }
}

customElements.define('gantry-curve', CurveChart);
