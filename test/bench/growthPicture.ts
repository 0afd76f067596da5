/** One line of a growth picture: seconds for so many rows. */
export interface GrowthSeries {
  name: string;
  points: { rows: number; seconds: number }[];
}

const width = 720;
const height = 420;
const margin = { left: 64, right: 190, top: 40, bottom: 48 };
const colours = ['#2f5d8a', '#c4622d', '#3d8a5f', '#8a5a9e', '#a08a2f', '#5c6670'];

/** The span of powers of ten that holds every value. */
function decades(values: number[]): { from: number; to: number } {
  const logs = values.filter((value) => value > 0).map(Math.log10);
  const from = Math.floor(Math.min(...logs));
  return { from, to: Math.max(from + 1, Math.ceil(Math.max(...logs))) };
}

function powers({ from, to }: { from: number; to: number }): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index));
}

function label(value: number, unit: string): string {
  if (unit === '' && value >= 1e6) return `${value / 1e6} M`;
  if (unit === '' && value >= 1e3) return `${value / 1e3} k`;
  return unit === 's' && value < 1
    ? `${Number((value * 1000).toPrecision(3))} ms`
    : `${value}${unit && ` ${unit}`}`;
}

/**
 * How cost grows with rows, as an SVG picture on two logarithmic axes: a line that rises with the grid's diagonal is
 * linear. The dashed line is linear growth, for the eye.
 */
export function growthPicture(title: string, series: GrowthSeries[]): string {
  const points = series.flatMap((one) => one.points);
  const rows = decades(points.map((point) => point.rows));
  const seconds = decades(points.map((point) => point.seconds));
  const x = (value: number) =>
    margin.left +
    ((Math.log10(value) - rows.from) / (rows.to - rows.from)) * (width - margin.left - margin.right);
  const y = (value: number) =>
    height -
    margin.bottom -
    ((Math.log10(value) - seconds.from) / (seconds.to - seconds.from)) *
      (height - margin.top - margin.bottom);
  const grid = [
    ...powers(rows).map(
      (value) =>
        `<path class="grid" d="M${x(value).toFixed(1)} ${margin.top}V${height - margin.bottom}"/><text x="${x(value).toFixed(1)}" y="${height - margin.bottom + 18}" text-anchor="middle">${label(value, '')}</text>`,
    ),
    ...powers(seconds).map(
      (value) =>
        `<path class="grid" d="M${margin.left} ${y(value).toFixed(1)}H${width - margin.right}"/><text x="${margin.left - 8}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${label(value, 's')}</text>`,
    ),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    '<style>text{fill:#333}.grid{stroke:#ddd;fill:none}.linear{stroke:#999;stroke-dasharray:4 4;fill:none}</style>',
    `<rect width="${width}" height="${height}" fill="#fff"/><text x="${margin.left}" y="22" font-size="15">${title}</text>`,
    ...grid,
    linear(rows, seconds, x, y),
    ...series.map((one, index) => line(one, colours[index % colours.length]!, x, y)),
    ...legend(series),
    `<text x="${(margin.left + width - margin.right) / 2}" y="${height - 8}" text-anchor="middle">rows</text>`,
    '</svg>\n',
  ].join('\n');
}

type Scale = (value: number) => number;
type Span = { from: number; to: number };

/** From the lower left corner, as far as it fits. */
function linear(rows: Span, seconds: Span, x: Scale, y: Scale): string {
  const steps = Math.min(rows.to - rows.from, seconds.to - seconds.from);
  const from = `M${x(10 ** rows.from).toFixed(1)} ${y(10 ** seconds.from).toFixed(1)}`;
  return `<path class="linear" d="${from}L${x(10 ** (rows.from + steps)).toFixed(1)} ${y(10 ** (seconds.from + steps)).toFixed(1)}"/>`;
}

function line({ points }: GrowthSeries, colour: string, x: Scale, y: Scale): string {
  const at = points.map(({ rows, seconds }) => `${x(rows).toFixed(1)} ${y(seconds).toFixed(1)}`);
  const dots = points.map(
    ({ rows, seconds }) =>
      `<circle cx="${x(rows).toFixed(1)}" cy="${y(seconds).toFixed(1)}" r="3.5" fill="${colour}"/>`,
  );
  return `<path d="M${at.join('L')}" stroke="${colour}" stroke-width="2" fill="none"/>${dots.join('')}`;
}

function legend(series: GrowthSeries[]): string[] {
  const left = width - margin.right + 16;
  return series.map(({ name }, index) => {
    const top = margin.top + 16 + 20 * index;
    const colour = colours[index % colours.length]!;
    return `<path d="M${left} ${top - 4}h18" stroke="${colour}" stroke-width="2"/><text x="${left + 24}" y="${top}">${name}</text>`;
  });
}
