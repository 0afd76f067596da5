import { numbers, type Table, type TextColumn, textColumn, texts } from '../../../shared/domain/table.ts';
import { codedWords, type FileWords } from './exhibitWords.ts';

/** The changes of a summary as sentences, one a row; the code where it has no words. */
export function changeSentences(
  table: Table,
  { t, format }: FileWords,
  currency: string | undefined,
): TextColumn {
  const money = (value: number) => format.amount(value, currency);
  const [names, subjects] = [texts(table, 'subject_name'), texts(table, 'subject')];
  const [amounts, bases] = [numbers(table, 'amount'), numbers(table, 'base')];
  const sentences = texts(table, 'kind').map((kind, row) => {
    const [amount, base] = [amounts[row]!, bases[row]!];
    const params = {
      name: names[row] ?? subjects[row] ?? '–',
      amount: money(Math.abs(amount)),
      base: money(base),
      after: money(base + amount),
      share: format.value(base > 0 ? Math.abs(amount) / base : null, 'ratio'),
      direction: amount < 0 ? 'down' : 'up',
    };
    return kind === null ? null : codedWords('change', kind, params, t);
  });
  return textColumn('what_changed', sentences);
}
