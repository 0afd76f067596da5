import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { numbers, texts } from '../../../shared/domain/table.ts';
import type { Words } from '../../app/words.tsx';

export interface ChangeSentence {
  row: number;
  text: string;
}

/** What changed since the comparison period, one sentence a row, most money first as the engine ordered them. */
export function changeSentences(summary: Exhibit, { t, format }: Words): ChangeSentence[] {
  const table = summary.tables.changes;
  if (!table) return [];
  const money = (value: number) => format.amount(value, summary.evidence.currency?.reporting);
  const kinds = texts(table, 'kind');
  const names = texts(table, 'subject_name');
  const subjects = texts(table, 'subject');
  const amounts = numbers(table, 'amount');
  const bases = numbers(table, 'base');
  return kinds.flatMap((kind, row) => {
    const amount = amounts[row] ?? Number.NaN;
    const base = bases[row] ?? Number.NaN;
    const share = base > 0 ? format.value(Math.abs(amount) / base, 'ratio') : format.value(null, 'ratio');
    const text = t.dynamic(
      `change.${kind}`,
      {
        name: names[row] ?? subjects[row] ?? '–',
        amount: money(Math.abs(amount)),
        base: money(base),
        after: money(base + amount),
        share,
        direction: amount < 0 ? 'down' : 'up',
      },
      '',
    );
    return text === '' ? [] : [{ row, text }];
  });
}
