import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView } from './option.ts';
import { codedName, moneyAxisName } from './parts.ts';
import type { ChartTheme } from './theme.ts';
import { type WaterfallStep, waterfall } from './waterfall.ts';

/** Whether the change is volume, price or range: base period, effects, compared period. `selected` holds lines. */
export function pvmBridge(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.bridge!;
  const amounts = numbers(table, 'amount');
  const items = numbers(table, 'items');
  const steps = texts(table, 'line').flatMap((line, row): WaterfallStep[] => {
    const amount = amounts[row] ?? Number.NaN;
    if (!Number.isFinite(amount)) return [];
    return [
      {
        key: line ?? '',
        row,
        name: codedName(t, 'line', line),
        count: items[row] ?? Number.NaN,
        amount,
        total: line === 'from' || line === 'to',
      },
    ];
  });
  return waterfall(steps, {
    theme,
    format,
    table: 'bridge',
    axisName: moneyAxisName(exhibit, t, 'axis.revenue'),
    countName: t('axis.productsIn'),
    view,
  });
}
