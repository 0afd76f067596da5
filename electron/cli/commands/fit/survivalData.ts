import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { SurvivalSample } from '../../../engine/analysis/retention/survival/survivalSample.ts';
import type { AnalysisWarning } from '../../../engine/analysis/types.ts';
import type { Arguments } from '../../arguments.ts';
import { ModelColumns, type TextValues } from './modelColumns.ts';
import { required } from './required.ts';

export interface SurvivalData extends SurvivalSample {
  time: Float64Array;
  event: Uint8Array;
  group: Int32Array;
  /** Names of the groups, sorted; `all` without --group. */
  groups: string[];
  /** Rows of the file that were used. */
  rows: Int32Array;
  columns: ModelColumns;
  /** The value that counts as an event. */
  eventValue: string;
  warnings: AnalysisWarning[];
}

/** Reads --time, --event and --group; rows with a missing one are left out and counted in a warning. */
export async function readSurvivalData(args: Arguments, predictors: string[] = []): Promise<SurvivalData> {
  const [time, event] = [required(args, 'time'), required(args, 'event')];
  const group = args.text('group');
  const columns = await ModelColumns.read(args, [
    { header: time, as: 'number' },
    { header: event, as: 'text' },
    ...(group === undefined ? [] : [{ header: group, as: 'text' as const }]),
    ...predictors.map((header) => ({ header, as: 'any' as const })),
  ]);
  const times = columns.numbers(time);
  const events = columns.text(event);
  const eventValue = args.text('event-value') ?? usualEvent(events, event);
  const isEvent = matching(events, event, eventValue);
  const groups = group === undefined ? null : columns.text(group);
  const rows = Int32Array.from(
    Array.from({ length: columns.rows }, (_, row) => row).filter(
      (row) => !Number.isNaN(times[row]!) && events.codes[row]! >= 0 && (groups?.codes[row] ?? 0) >= 0,
    ),
  );
  for (const row of rows) checkTime(times[row]!, row, time);
  const names = groups ? namesIn(groups, rows) : ['all'];
  const missing = columns.rows - rows.length;
  return {
    time: Float64Array.from(rows, (row) => times[row]!),
    event: Uint8Array.from(rows, (row) => isEvent[events.codes[row]!]!),
    group: Int32Array.from(rows, (row) =>
      groups ? names.indexOf(groups.dictionary[groups.codes[row]!]!) : 0,
    ),
    groups: names,
    rows,
    columns,
    eventValue,
    warnings: missing > 0 ? [{ code: 'incompleteRows', params: { rows: missing } }] : [],
  };
}

function checkTime(time: number, row: number, column: string): void {
  if (time >= 0 && Number.isFinite(time)) return;
  throw new ExpectedError('badInput', `A survival time is 0 or more, not ${time}`, {
    row: row + 1,
    column,
    hint: 'Rows are counted from the first below the header',
  });
}

/** Without --event-value: 1 or yes or true among such values; the 2 of a 1/2 coding, as in R. */
function usualEvent({ dictionary }: TextValues, column: string): string {
  const values = new Set(dictionary.map((value) => value.trim().toLowerCase()));
  const within = (...allowed: string[]) => [...values].every((value) => allowed.includes(value));
  const named = (name: string) => dictionary.find((value) => value.trim().toLowerCase() === name) ?? name;
  if (within('0', '1')) return '1';
  if (within('1', '2')) return '2';
  if (within('yes', 'no')) return named('yes');
  if (within('true', 'false')) return named('true');
  throw new ExpectedError('usage', `Which value of "${column}" is the event?`, {
    column,
    hint: `--event-value takes one of: ${dictionary.slice(0, 10).join(', ')}`,
  });
}

/** 1 per dictionary entry that is the event; numbers are compared as numbers. */
function matching({ dictionary }: TextValues, column: string, wanted: string): Uint8Array {
  const number = wanted.trim() === '' ? Number.NaN : Number(wanted);
  const marks = Uint8Array.from(dictionary, (value) =>
    value === wanted || (!Number.isNaN(number) && value.trim() !== '' && Number(value) === number) ? 1 : 0,
  );
  if (marks.includes(1)) return marks;
  throw new ExpectedError('badInput', `"${wanted}" does not occur in "${column}"`, {
    column,
    hint: `Values: ${dictionary.slice(0, 10).join(', ')}`,
  });
}

function namesIn({ codes, dictionary }: TextValues, rows: Int32Array): string[] {
  return [...new Set(Array.from(rows, (row) => dictionary[codes[row]!]!))].sort();
}
