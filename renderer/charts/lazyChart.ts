import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { initChart } from './install.ts';

/** How far from sight a chart is drawn already, so that scrolling meets it finished. */
const ahead = '400px 0px';

/** An ECharts instance that exists once its element has come near sight, is printed, or is asked for. */
export interface LazyChart {
  /** Draws this where it is in sight, else when it will be; what was to be drawn before is forgotten. */
  show(draw: (chart: EChartsType) => void): void;
  /** The chart as it should look now, in sight or not. */
  drawn(): EChartsType;
  dispose(): void;
}

/** `onMade` is called once, with the instance before anything is drawn on it. */
export function lazyChart(element: HTMLElement, onMade: (chart: EChartsType) => void): LazyChart {
  let chart: EChartsType | null = null;
  let waiting: ((chart: EChartsType) => void) | null = null;
  let inSight = false;

  function make(): EChartsType {
    const made = initChart(element);
    onMade(made);
    return made;
  }
  function drawn(): EChartsType {
    chart ??= make();
    const draw = waiting;
    waiting = null;
    draw?.(chart);
    return chart;
  }
  const sight = new IntersectionObserver(
    (entries) => {
      inSight = entries.at(-1)?.isIntersecting ?? false;
      if (inSight && waiting) drawn();
    },
    { rootMargin: ahead, scrollMargin: ahead },
  );
  const size = new ResizeObserver(() => {
    if (chart && !fits(chart, element)) chart.resize();
  });
  sight.observe(element);
  size.observe(element);
  window.addEventListener('beforeprint', drawn);
  return {
    show: (draw) => {
      waiting = draw;
      if (inSight) drawn();
    },
    drawn,
    dispose: () => {
      sight.disconnect();
      size.disconnect();
      window.removeEventListener('beforeprint', drawn);
      chart?.dispose();
    },
  };
}

/** Being observed for the first time is no change of size, and resizing would draw everything again. */
function fits(chart: EChartsType, element: HTMLElement): boolean {
  return chart.getWidth() === element.clientWidth && chart.getHeight() === element.clientHeight;
}

/** The same chart as a text of SVG, as large as it is on screen. */
export function svgOf(chart: EChartsType, option: EChartsCoreOption): string {
  const copy = initChart(null, null, {
    renderer: 'svg',
    ssr: true,
    width: chart.getWidth(),
    height: chart.getHeight(),
  });
  try {
    copy.setOption(option);
    return copy.renderToSVGString();
  } finally {
    copy.dispose();
  }
}
