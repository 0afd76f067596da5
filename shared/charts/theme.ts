/** Colours of a chart. Meaning never rests on them alone: labels carry sign, arrow or pattern as well. */
export interface ChartTheme {
  dark: boolean;
  text: string;
  muted: string;
  axis: string;
  grid: string;
  surface: string;
  accent: string;
  /** Whole bars that are neither gain nor loss: start, end, totals. */
  neutral: string;
  /** Okabe–Ito, seven; further categories are drawn as Other. */
  palette: readonly string[];
  other: string;
  gain: string;
  loss: string;
  retain: string;
  upsell: string;
  crossSell: string;
}

/** In Western reports gains are green, in Chinese finance they are red. */
export type GainColour = 'green' | 'red';

/** Okabe & Ito, "Color Universal Design" (2008), without black; yellow is last because it is faint on white. */
const okabeIto = ['#0072B2', '#E69F00', '#009E73', '#CC79A7', '#56B4E9', '#D55E00', '#F0E442'] as const;

const light = {
  text: '#1f2a30',
  muted: '#5b676d',
  axis: '#8d989d',
  grid: '#e4e8ea',
  surface: '#ffffff',
  accent: '#0f5c63',
  neutral: '#5f7278',
  other: '#a3adb1',
  retain: '#b26a00',
  upsell: '#1f6fb2',
  crossSell: '#7a4fb0',
} as const;

const dark = {
  text: '#e3e9eb',
  muted: '#a3b0b5',
  axis: '#6f7c81',
  grid: '#2c363a',
  surface: '#161d20',
  accent: '#4fb3b8',
  neutral: '#8fa1a7',
  other: '#6f7c81',
  retain: '#e0a33a',
  upsell: '#63aee6',
  crossSell: '#b491e0',
} as const;

const green = { light: '#1f7a4d', dark: '#4fb884' } as const;
const red = { light: '#b3372f', dark: '#e8776d' } as const;

/** The colours of every chart for one appearance. */
export function createChartTheme(isDark: boolean, gain: GainColour): ChartTheme {
  const tone = isDark ? 'dark' : 'light';
  return {
    dark: isDark,
    ...(isDark ? dark : light),
    palette: okabeIto,
    gain: (gain === 'green' ? green : red)[tone],
    loss: (gain === 'green' ? red : green)[tone],
  };
}

/** Colour of a category by its place, at most seven; then Other. */
export function categoryColour(theme: ChartTheme, index: number): string {
  return theme.palette[index] ?? theme.other;
}
