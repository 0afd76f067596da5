/** Where and how a text stands. */
export interface TextStyle {
  fill: string;
  align: 'left' | 'center' | 'right';
  baseline: 'top' | 'middle' | 'bottom';
  size: number;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * What the charts of Explore are drawn with: a canvas on screen, where every frame counts, and SVG in a file. The few
 * shapes that they need, in pixels from the upper left corner.
 */
export interface Pen {
  rect(box: Box, fill: string, opacity?: number): void;
  frame(box: Box, stroke: string, width: number): void;
  line(x1: number, y1: number, x2: number, y2: number, stroke: string): void;
  /** A line through the points (x, y, x, y …); with `base` the area between it and that height. */
  path(
    points: readonly number[],
    stroke: string,
    width: number,
    area: { base: number; fill: string } | null,
  ): void;
  /** Discs of one size and colour. */
  dots(points: readonly number[], radius: number, fill: string, opacity?: number): void;
  text(x: number, y: number, text: string, style: TextStyle): void;
  /** Width of a text in pixels. */
  measure(text: string, size: number): number;
}

/** Draws on a sheet of this size; `source()` is the finished SVG. `measure`: how wide texts are where the chart was laid out. */
export function svgPen(
  { width, height }: { width: number; height: number },
  background: string,
  fontFamily: string,
  measure: Pen['measure'],
): Pen & { source(): string } {
  const parts: string[] = [];
  const add = (tag: string, attributes: Record<string, string | number>, content = '') => {
    const list = Object.entries(attributes).map(
      ([name, value]) => ` ${name}="${escapeText(rounded(value))}"`,
    );
    parts.push(`<${tag}${list.join('')}${content === '' ? '/>' : `>${content}</${tag}>`}`);
  };
  const pen: Pen = {
    rect: (box, fill, opacity = 1) => add('rect', { ...box, fill, ...(opacity < 1 ? { opacity } : {}) }),
    frame: (box, stroke, lineWidth) =>
      add('rect', { ...box, fill: 'none', stroke, 'stroke-width': lineWidth }),
    line: (x1, y1, x2, y2, stroke) => add('line', { x1, y1, x2, y2, stroke }),
    path: (points, stroke, lineWidth, area) => {
      const list = Array.from({ length: points.length / 2 }, (_, index) =>
        [points[2 * index]!, points[2 * index + 1]!].map(rounded).join(','),
      );
      if (area && points.length > 2) {
        const ends = [points.at(-2)!, points[0]!].map((x) => `${rounded(x)},${rounded(area.base)}`);
        add('polygon', { points: [...list, ...ends].join(' '), fill: area.fill });
      }
      add('polyline', { points: list.join(' '), fill: 'none', stroke, 'stroke-width': lineWidth });
    },
    dots: (points, radius, fill, opacity = 1) => {
      for (let at = 0; at < points.length; at += 2) {
        add('circle', { cx: points[at]!, cy: points[at + 1]!, r: radius, fill, opacity });
      }
    },
    text: (x, y, text, { fill, align, baseline, size }) => {
      const anchor = { left: 'start', center: 'middle', right: 'end' }[align];
      const shift = { top: 0.85, middle: 0.35, bottom: -0.2 }[baseline] * size;
      add('text', { x, y: y + shift, fill, 'text-anchor': anchor, 'font-size': size }, escapeText(text));
    },
    measure,
  };
  const source = () =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `font-family="${escapeText(fontFamily)}"><rect width="100%" height="100%" fill="${background}"/>${parts.join('')}</svg>`;
  return { ...pen, source };
}

function rounded(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : value;
}

/** A text as it may stand in SVG. */
export function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
