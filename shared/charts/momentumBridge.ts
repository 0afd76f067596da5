import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView } from './option.ts';
import { codedName, moneyAxisName } from './parts.ts';
import type { ChartTheme } from './theme.ts';
import { waterfall } from './waterfall.ts';

/** Whether the change is the market, the mix or ourselves. `selected` holds lines. */
export function momentumBridge(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.bridge!;
  const amounts = numbers(table, 'amount');
  const steps = texts(table, 'line').map((line, row) => ({
    key: line ?? '',
    row,
    name: codedName(t, 'line', line),
    count: Number.NaN,
    amount: amounts[row] ?? 0,
    total: line === 'base' || line === 'end',
  }));
  return waterfall(steps, {
    theme,
    format,
    table: 'bridge',
    axisName: moneyAxisName(exhibit, t, 'axis.revenue'),
    countName: '',
    view,
  });
}
