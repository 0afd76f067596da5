/**
 * Colours and type of a chart: plain values, so that a chart is the same on screen, in a file and in a test.
 * Meaning never rests on colour alone: labels carry sign, arrow or pattern as well.
 */
export interface ChartTheme {
  name: 'light' | 'dark';
  /** Okabe & Ito (2008), seven categories told apart by every kind of colour vision; `other` takes the rest. */
  categories: readonly string[];
  other: string;
  accent: string;
  accentSoft: string;
  retain: string;
  upsell: string;
  crossSell: string;
  gain: string;
  loss: string;
  text: string;
  muted: string;
  line: string;
  grid: string;
  background: string;
  surface: string;
  /** From low to high, one hue, for heat maps. */
  ramp: readonly string[];
  fontFamily: string;
}

/** In Western reports gains are green, in Chinese finance they are red. */
export type GainColour = 'greenUp' | 'redUp';

/** Single quotes: the drawing library writes it into attributes of SVG as it is, where double ones end the attribute. */
const fontFamily =
  "'Inter', 'Segoe UI', system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

const light: Omit<ChartTheme, 'gain' | 'loss'> = {
  name: 'light',
  categories: ['#0072B2', '#E69F00', '#009E73', '#CC79A7', '#56B4E9', '#D55E00', '#F0E442'],
  other: '#8c9499',
  accent: '#0f6b6b',
  accentSoft: '#d9ecea',
  retain: '#b45309',
  upsell: '#1d5fbf',
  crossSell: '#6d3fc0',
  text: '#1b2327',
  muted: '#5a666d',
  line: '#c9d0d4',
  grid: '#e6eaec',
  background: '#f4f6f7',
  surface: '#ffffff',
  ramp: ['#eef6f5', '#c6e2df', '#93c8c3', '#57a5a0', '#26807d', '#0c5a5a'],
  fontFamily,
};

const dark: Omit<ChartTheme, 'gain' | 'loss'> = {
  name: 'dark',
  categories: ['#4da3dc', '#f0b43c', '#2fc09a', '#dc92bf', '#7cc7f0', '#ec7f3a', '#f0e442'],
  other: '#8c979d',
  accent: '#3fb3ab',
  accentSoft: '#173836',
  retain: '#f0a742',
  upsell: '#6fa8f7',
  crossSell: '#b094f5',
  text: '#e4e9eb',
  muted: '#9caab0',
  line: '#3d484d',
  grid: '#2a3336',
  background: '#12181a',
  surface: '#1a2124',
  ramp: ['#1c2a2c', '#1d4243', '#1f5f5e', '#278380', '#45aaa3', '#8fd6cd'],
  fontFamily,
};

const up = { light: '#12784a', dark: '#4cc38a' } as const;
const down = { light: '#b42318', dark: '#f4776b' } as const;

/** The colours of every chart for one appearance. */
export function createChartTheme(name: ChartTheme['name'], gainColour: GainColour): ChartTheme {
  const green = up[name];
  const red = down[name];
  const colours = gainColour === 'greenUp' ? { gain: green, loss: red } : { gain: red, loss: green };
  return { ...(name === 'light' ? light : dark), ...colours };
}

/** Colour of a category by its place: at most seven, then Other. */
export function categoryColour(theme: ChartTheme, index: number): string {
  return theme.categories[index] ?? theme.other;
}
