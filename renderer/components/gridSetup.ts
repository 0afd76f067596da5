import {
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  EventApiModule,
  InfiniteRowModelModule,
  LocaleModule,
  ModuleRegistry,
  QuickFilterModule,
  RenderApiModule,
  RowApiModule,
  RowAutoHeightModule,
  RowSelectionModule,
  ScrollApiModule,
  type Theme,
  themeQuartz,
} from 'ag-grid-community';
import type { ChartTheme } from '../../shared/charts/theme.ts';

ModuleRegistry.registerModules([
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  EventApiModule,
  InfiniteRowModelModule,
  LocaleModule,
  QuickFilterModule,
  RowAutoHeightModule,
  RowApiModule,
  RenderApiModule,
  RowSelectionModule,
  ScrollApiModule,
]);

const themes = new Map<ChartTheme, Theme>();

/** The grid in the colours of the page. One theme object per palette, so that grids share their style element. */
export function gridTheme(colours: ChartTheme): Theme {
  let theme = themes.get(colours);
  if (!theme) {
    theme = themeQuartz.withParams({
      accentColor: colours.accent,
      backgroundColor: colours.surface,
      foregroundColor: colours.text,
      headerTextColor: colours.muted,
      headerBackgroundColor: colours.surface,
      borderColor: colours.grid,
      browserColorScheme: colours.name === 'dark' ? 'dark' : 'light',
      fontFamily: colours.fontFamily,
      fontSize: 12.5,
      headerFontSize: 12,
      headerFontWeight: 500,
      spacing: 4,
      rowHeight: 28,
      headerHeight: 32,
      cellHorizontalPadding: 8,
      wrapperBorderRadius: 4,
      columnBorder: false,
    });
    themes.set(colours, theme);
  }
  return theme;
}
