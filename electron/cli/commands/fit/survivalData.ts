import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { settleTimes } from '../../../engine/analysis/retention/survival/settleTimes.ts';
import type { SurvivalSample } from '../../../engine/analysis/retention/survival/survivalSample.ts';
import type { AnalysisWarning } from '../../../engine/analysis/types.ts';
import type { Arguments } from '../../arguments.ts';
import { ModelColumns, notAvailable, type TextValues } from './modelColumns.ts';
import { required } from './required.ts';
import { sameValue, usualYes } from './yesValue.ts';

export interface SurvivalData extends SurvivalSample {
  time: Float64Array;
  event: Uint8Array;
  entry?: Float64Array;
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

/**
 * Reads --time, --event, --entry and --group; rows with a missing one, and those that end where they enter or before, are
 * left out and counted in a warning. Times that differ by rounding alone count as one.
 */
export async function readSurvivalData(args: Arguments, predictors: string[] = []): Promise<SurvivalData> {
  const [time, event] = [required(args, 'time'), required(args, 'event')];
  const [entry, group] = [args.text('entry'), args.text('group')];
  const columns = await ModelColumns.read(
    args,
    [
      { header: time, as: 'number' },
      { header: event, as: 'text' },
      ...(entry === undefined ? [] : [{ header: entry, as: 'number' as const }]),
      ...(group === undefined ? [] : [{ header: group, as: 'text' as const }]),
      ...predictors.map((header) => ({ header, as: 'any' as const })),
    ],
    notAvailable,
  );
  const times = columns.numbers(time);
  const events = columns.text(event);
  const eventValue = eventValueOf(events, event, args.text('event-value'));
  const isEvent = Uint8Array.from(events.dictionary, (value) => (sameValue(value, eventValue) ? 1 : 0));
  const groups = group === undefined ? null : columns.text(group);
  const entries = entry === undefined ? null : columns.numbers(entry);
  const complete = Array.from({ length: columns.rows }, (_, row) => row).filter(
    (row) =>
      !Number.isNaN(times[row]!) &&
      !Number.isNaN(entries?.[row]) &&
      events.codes[row]! >= 0 &&
      (groups?.codes[row] ?? 0) >= 0,
  );
  for (const row of complete) checkTime(times[row]!, row, time);
  const rows = Int32Array.from(complete.filter((row) => !entries || entries[row]! < times[row]!));
  const settled = settleTimes(
    Float64Array.from(rows, (row) => times[row]!),
    entries && Float64Array.from(rows, (row) => entries[row]!),
  );
  const names = groups ? namesIn(groups, rows) : ['all'];
  return {
    time: settled.time,
    ...(settled.entry ? { entry: settled.entry } : {}),
    event: Uint8Array.from(rows, (row) => isEvent[events.codes[row]!]!),
    group: Int32Array.from(rows, (row) =>
      groups ? names.indexOf(groups.dictionary[groups.codes[row]!]!) : 0,
    ),
    groups: names,
    rows,
    columns,
    eventValue,
    warnings: [
      ...counted('incompleteRows', columns.rows - complete.length),
      ...counted('neverAtRisk', complete.length - rows.length),
    ],
  };
}

function counted(code: string, rows: number): AnalysisWarning[] {
  return rows > 0 ? [{ code, params: { rows } }] : [];
}

function checkTime(time: number, row: number, column: string): void {
  if (time >= 0 && Number.isFinite(time)) return;
  throw new ExpectedError('badInput', `A survival time is 0 or more, not ${time}`, {
    row: row + 1,
    column,
    hint: 'Rows are counted from the first below the header',
  });
}

/** The value that counts as an event: as asked for, which must occur, else the usual one, which need not. */
function eventValueOf({ dictionary }: TextValues, column: string, asked: string | undefined): string {
  const shown = dictionary.slice(0, 10).join(', ');
  if (asked !== undefined) {
    if (dictionary.some((value) => sameValue(value, asked))) return asked;
    throw new ExpectedError('badInput', `"${asked}" does not occur in "${column}"`, {
      column,
      hint: `Values: ${shown}`,
    });
  }
  const usual = usualYes(dictionary);
  if (usual !== null) return usual;
  throw new ExpectedError('usage', `Which value of "${column}" is the event?`, {
    column,
    hint: `--event-value takes one of: ${shown}`,
  });
}

function namesIn({ codes, dictionary }: TextValues, rows: Int32Array): string[] {
  return [...new Set(Array.from(rows, (row) => dictionary[codes[row]!]!))].sort();
}
