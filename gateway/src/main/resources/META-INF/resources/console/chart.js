const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const library = () => import('echarts');

/**
 * A chart in its host's element of role img: drawn after each update of the host and whenever the colours or the size change.
 * option: (token, axis) => what ECharts is to show, where token gives a design token's colour and axis is how axes look.
 */
export class Chart {
  #host;
  #option;
  #chart;
  #size = new ResizeObserver(() => this.#chart?.resize());
  #recolor = () => this.#draw();

  constructor(host, option) {
    this.#host = host;
    this.#option = option;
    host.addController(this);
  }

  hostConnected() {
    dark.addEventListener('change', this.#recolor);
  }

  hostDisconnected() {
    dark.removeEventListener('change', this.#recolor);
    this.#size.disconnect();
    this.#chart?.dispose();
    this.#chart = undefined;
  }

  async hostUpdated() {
    if (!this.#chart) {
      const { init } = await library();
      if (!this.#host.isConnected) {
        return;
      }
      const element = this.#host.renderRoot.querySelector('[role=img]');
      this.#chart ??= init(element);
      this.#size.observe(element);
    }
    this.#draw();
  }

  #draw() {
    const style = getComputedStyle(this.#host);
    const token = (name) => style.getPropertyValue(`--${name}`).trim();
    const axis = {
      type: 'value',
      axisLabel: { color: token('ink-soft'), fontSize: 11, hideOverlap: true },
      axisLine: { lineStyle: { color: token('line') } },
      splitLine: { lineStyle: { color: token('line'), opacity: 0.6 } },
    };
    const { tooltip, ...rest } = this.#option(token, axis);
    this.#chart?.setOption(
      {
        animation: !still.matches,
        animationDuration: 200,
        textStyle: { fontFamily: style.fontFamily },
        grid: { left: 8, right: 24, top: 8, bottom: 4, containLabel: true },
        tooltip: {
          renderMode: 'richText',
          backgroundColor: token('surface'),
          borderColor: token('line'),
          textStyle: { color: token('ink'), fontSize: 12 },
          ...tooltip,
        },
        ...rest,
      },
      { replaceMerge: ['series'] },
    );
  }
}
