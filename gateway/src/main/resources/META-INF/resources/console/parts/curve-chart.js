import { LitElement, css, html } from 'lit';
import { compact } from '/console/format.js';

const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const library = () => import('echarts');

/**
 * Line chart over images seen.
 * series: [{name, color: a design token, points: [[step, value], …]}]; range: optional [min, max] of the value axis.
 */
class CurveChart extends LitElement {
  static properties = { label: {}, series: { attribute: false }, range: { attribute: false } };

  static styles = css`
    :host {
      display: block;
    }

    div {
      height: 200px;
    }
  `;

  #chart;
  #size = new ResizeObserver(() => this.#chart?.resize());
  #recolor = () => this.#draw();

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
    return html`<div role="img" aria-label=${this.#inWords()}></div>`;
  }

  async updated() {
    if (!this.#chart) {
      const { init } = await library();
      if (!this.isConnected) {
        return;
      }
      const element = this.renderRoot.querySelector('div');
      this.#chart ??= init(element);
      this.#size.observe(element);
    }
    this.#draw();
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
        grid: { left: 8, right: 24, top: 32, bottom: 4, containLabel: true },
        legend: { left: 0, top: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 3, textStyle: { color: token('ink') } },
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
        series: this.series.map(({ name, color, points }) => ({
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
