import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView } from './option.ts';
import { codedName, moneyAxisName } from './parts.ts';
import type { ChartTheme } from './theme.ts';
import { type WaterfallStep, waterfall } from './waterfall.ts';

const totals = ['start', 'end'];
/** Lines left out where nothing fell in them: most books have none. */
const rare = ['other', 'fx'];

/** What moved revenue between the two periods: start, each line of movement, end. `selected` holds lines. */
export function movementBridge(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.bridge!;
  const amounts = numbers(table, 'amount');
  const accounts = numbers(table, 'accounts');
  const steps = texts(table, 'line').flatMap((line, row): WaterfallStep[] => {
    const amount = amounts[row] ?? Number.NaN;
    if (!Number.isFinite(amount) || (amount === 0 && rare.includes(line ?? ''))) return [];
    return [
      {
        key: line ?? '',
        row,
        name: codedName(t, 'line', line),
        count: accounts[row] ?? Number.NaN,
        amount,
        total: totals.includes(line ?? ''),
      },
    ];
  });
  return waterfall(steps, {
    theme,
    format,
    table: 'bridge',
    axisName: moneyAxisName(exhibit, t, 'axis.revenue'),
    countName: t('axis.accountsIn'),
    view,
  });
}
