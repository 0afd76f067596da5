import type { Exhibit } from '../domain/exhibit.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartTheme } from './theme.ts';

/** The row of the exhibit that an element of a chart stands for; data items carry it as `ref`. */
export interface ChartRef {
  table: string;
  row: number;
}

export type OptionPart = Readonly<Record<string, unknown>>;

/**
 * What the drawing library is told: plain data, except formatter functions. Structural on purpose, so that
 * shared code imports no drawing library; the one component that draws casts it once.
 */
export interface ChartOption {
  textStyle: OptionPart;
  animation: boolean;
  tooltip: OptionPart;
  /** A remark inside the chart. */
  title?: OptionPart;
  grid?: OptionPart | OptionPart[];
  legend?: OptionPart;
  xAxis?: OptionPart | OptionPart[];
  yAxis?: OptionPart | OptionPart[];
  visualMap?: OptionPart | OptionPart[];
  dataZoom?: OptionPart[];
  /** How a brush over the chart looks; without it none can be drawn. */
  brush?: OptionPart;
  series: OptionPart[];
}

/** What a chart may take beside the exhibit: what is selected, and how it is looked at. */
export interface ChartView {
  /** Keys (account, product, period, line, class …) drawn in full strength; the rest is faded. Empty = all. */
  selected?: readonly string[];
}

/** Every chart: an exhibit in, an option out; nothing read from anywhere else. */
export type ToOption<View extends ChartView = ChartView> = (
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: View,
) => ChartOption;
