import { theme as antd, type ThemeConfig } from 'antd';

export type ThemeName = 'light' | 'dark';
/** Which way gain and loss are coloured: in Chinese finance red is up. Sign and arrow say it too. */
export type GainColour = 'greenUp' | 'redUp';

/** Okabe & Ito (2008), "Color Universal Design": seven categories told apart by every kind of colour vision. */
export const okabeIto = [
  '#0072B2',
  '#E69F00',
  '#009E73',
  '#CC79A7',
  '#56B4E9',
  '#D55E00',
  '#F0E442',
] as const;

/** Everything a chart or a component needs to know of colours and type; plain values, so that charts stay pure. */
export interface Palette {
  name: ThemeName;
  /** Categories, at most seven; `other` takes the rest. */
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

const fontFamily =
  '"Inter", "Segoe UI", system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

const light: Omit<Palette, 'gain' | 'loss'> = {
  name: 'light',
  categories: okabeIto,
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

const dark: Omit<Palette, 'gain' | 'loss'> = {
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

const up = { light: '#12784a', dark: '#4cc38a' };
const down = { light: '#b42318', dark: '#f4776b' };

export function palette(name: ThemeName, gainColour: GainColour): Palette {
  const green = up[name];
  const red = down[name];
  const colours = gainColour === 'greenUp' ? { gain: green, loss: red } : { gain: red, loss: green };
  return { ...(name === 'light' ? light : dark), ...colours };
}

/** antd tokens: compact, one accent, no shadows. */
export function antdTheme(colours: Palette): ThemeConfig {
  const base = colours.name === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm;
  return {
    algorithm: [base, antd.compactAlgorithm],
    token: {
      colorPrimary: colours.accent,
      colorInfo: colours.accent,
      colorLink: colours.accent,
      colorTextBase: colours.text,
      colorBgBase: colours.surface,
      colorBgLayout: colours.background,
      colorTextSecondary: colours.muted,
      colorTextTertiary: colours.muted,
      colorTextDescription: colours.muted,
      colorTextPlaceholder: colours.muted,
      colorBorderSecondary: colours.grid,
      colorBorder: colours.line,
      borderRadius: 4,
      fontSize: 13,
      fontFamily: colours.fontFamily,
      boxShadow: 'none',
      boxShadowTertiary: 'none',
      wireframe: false,
      motion: false,
    },
  };
}
