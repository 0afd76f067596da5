import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import {
  findColumn,
  numbers,
  type Table,
  takeRows,
  textColumn,
  texts,
} from '../../../shared/domain/table.ts';
import { effectWords, reasonWords } from '../../../shared/i18n/reasonWords.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';

const shownReasons = 3;

/** The reasons that weigh most, row by row of the table `risk`, as one sentence each. */
export function withReasons(exhibit: Exhibit, table: Table, t: Translate): Table {
  const risk = exhibit.tables.risk!;
  const reasons = exhibit.tables.reasons!;
  const sentences = sentencesOf(exhibit, t);
  const [rows, effects] = [numbers(reasons, 'row'), numbers(reasons, 'effect')];
  const of: number[][] = Array.from({ length: risk.n }, () => []);
  for (let at = 0; at < reasons.n; at++) of[rows[at]!]!.push(at);
  const weight = (at: number) => Math.abs(effects[at]!) || 0;
  const words = of.map((places) =>
    places
      .sort((a, b) => weight(b) - weight(a))
      .slice(0, shownReasons)
      .map((at) =>
        Number.isNaN(effects[at]!)
          ? sentences[at]!
          : t('reason.withEffect', { sentence: sentences[at]!, effect: effectWords(effects[at]!, t) }),
      )
      .join(t('reason.join')),
  );
  return { columns: [...table.columns, textColumn('evidence', words)], n: table.n };
}

/** Every reason of the table `reasons` in words. */
function sentencesOf({ tables }: Exhibit, t: Translate): string[] {
  const [risk, reasons] = [tables.risk!, tables.reasons!];
  const [days, gaps, orders] = ['days_since', 'usual_gap', 'orders'].map((name) => numbers(risk, name));
  const [rows, values] = [numbers(reasons, 'row'), numbers(reasons, 'value')];
  return texts(reasons, 'feature').map((feature, at) => {
    const row = rows[at]!;
    const own = { daysSince: days![row]!, usualGap: gaps![row]!, orders: orders![row]! };
    return reasonWords(feature ?? '', values[at]!, own, t);
  });
}

/** Rows of a part by the name of the account they belong to, instead of its place in the list; reasons in words too. */
export function ofAccounts(exhibit: Exhibit, name: 'reasons' | 'moved', table: Table, t: Translate): Table {
  const list = exhibit.tables[name === 'reasons' ? 'risk' : 'health']!;
  const own = takeRows(list, numbers(exhibit.tables[name]!, 'row'));
  const rest = table.columns.filter((column) => column.name !== 'row');
  const words = name === 'reasons' ? [textColumn('evidence', sentencesOf(exhibit, t))] : [];
  return { columns: [findColumn(own, 'account_name'), ...rest, ...words], n: table.n };
}
