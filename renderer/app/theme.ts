import { theme as antd, type ThemeConfig } from 'antd';
import type { ChartTheme } from '../../shared/charts/theme.ts';

/** antd tokens: compact, one accent, no motion. The colours are those of the charts. */
export function antdTheme(colours: ChartTheme): ThemeConfig {
  const dark = colours.name === 'dark';
  const base = dark ? antd.darkAlgorithm : antd.defaultAlgorithm;
  return {
    algorithm: [base, antd.compactAlgorithm],
    token: {
      colorPrimary: colours.accent,
      colorInfo: colours.accent,
      colorLink: colours.accent,
      colorTextBase: colours.text,
      colorBgContainer: colours.surface,
      colorBgElevated: dark ? '#20292d' : colours.surface,
      colorBorder: colours.line,
      colorBorderSecondary: colours.grid,
      colorSplit: colours.grid,
      colorBgLayout: colours.background,
      colorTextSecondary: colours.muted,
      colorTextTertiary: colours.muted,
      colorTextDescription: colours.muted,
      colorTextPlaceholder: colours.muted,
      borderRadius: 4,
      // The compact algorithm takes the next smaller size: 13.
      fontSize: 15,
      fontFamily: colours.fontFamily,
      motion: false,
      // The accent is light on dark pages, so what stands on it is dark there.
      colorTextLightSolid: dark ? '#06201f' : '#ffffff',
      colorBgSpotlight: dark ? '#dfe6e8' : '#1b2327',
      boxShadow: `0 0 0 1px ${colours.line}`,
      boxShadowSecondary: `0 0 0 1px ${colours.line}`,
      colorPrimaryBg: colours.accentSoft,
      colorPrimaryBgHover: colours.accentSoft,
      colorInfoBg: colours.accentSoft,
      controlItemBgActive: colours.accentSoft,
      controlItemBgActiveHover: colours.accentSoft,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    },
  };
}
