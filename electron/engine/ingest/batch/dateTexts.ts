import type { QuarantinedRow } from '../../../../shared/contract/workspace.ts';
import { missingDay } from '../../workspace/types.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import { numberedPeriod } from '../detect/numberedMonths.ts';
import type { ScannedChunk } from '../tableReader.ts';
import type { DateFormat } from '../values/dateTypes.ts';
import { parseDate } from '../values/parseDate.ts';
import { ChunkPlace, SlotTexts, takeChunkRows, unmarked } from './chunkRows.ts';
import type { ImportPlan } from './importPlan.ts';
import { type Reshape, widen } from './reshape.ts';

/** Field that holds how many months a row's date lasts, where several months may be one. */
export const periodMonths = 'period_months';

/**
 * Dates that one cell does not tell by itself: the year stands in another column, or several months are one (`1-2月`).
 * A row's date is the first day of its period; `period_months` then says how long that is. Null where the date column
 * needs none of this.
 */
export function planDateTexts(plan: ImportPlan, profiles: ColumnProfile[]): Reshape | null {
  const dateSlot = plan.slots.get('date');
  if (dateSlot === undefined) return null;
  const column = plan.wanted.columns[dateSlot]!;
  const profile = profiles[column.index]!;
  if (column.type !== 'day' || (!profile.spans && profile.yearColumn === undefined)) return null;
  const yearIndex = profile.yearColumn;
  const extras = [{ index: column.index, type: 'code' as const }];
  if (yearIndex !== undefined && yearIndex !== column.index)
    extras.push({ index: yearIndex, type: 'code' as const });
  const { wanted, slotOfIndex, slots } = widen(plan, extras);
  const outer = slotOfIndex.get(column.index)!;
  const yearSlot = yearIndex === undefined ? -1 : slotOfIndex.get(yearIndex)!;
  const texts = new SlotTexts();
  const years = new SlotTexts();
  const place = new ChunkPlace();
  const quarantine: QuarantinedRow[] = [];
  const header = plan.headers[dateSlot]!;
  const written = (text: string) => (yearSlot < 0 ? text : numberedPeriod(profile.header, text));
  const read = createReader(column.format, written);

  function pass(chunk: ScannedChunk): ScannedChunk {
    const { result } = chunk;
    const codes = result.columns[outer] as Int32Array;
    const yearCodes = yearSlot < 0 ? null : (result.columns[yearSlot] as Int32Array);
    const words = texts.of(chunk, outer);
    const yearWords = yearSlot < 0 ? null : years.of(chunk, yearSlot);
    const days = new Int32Array(result.rows);
    const months = new Float64Array(result.rows);
    const bad = new Uint8Array(result.rows);
    for (let row = 0; row < result.rows; row++) {
      const text = codes[row]! < 0 ? '' : words[codes[row]!]!;
      const year = yearCodes === null ? '' : yearCodes[row]! < 0 ? '' : yearWords![yearCodes[row]!]!;
      const date = read(text, year);
      days[row] = date?.day ?? missingDay;
      months[row] = date?.months ?? Number.NaN;
      if (date) continue;
      bad[row] = 1;
      const reason = text === '' ? 'missingValue' : 'badDate';
      quarantine.push({
        ...place.of(result, row),
        column: header,
        reason,
        value: text,
        text: chunk.textOf(row),
      });
    }
    place.pass(result);
    const columns = slots.map((slot, inner) => (inner === dateSlot ? days : result.columns[slot]!));
    const values = slots.map((slot, inner) => (inner === dateSlot ? null : result.values[slot]!));
    const unreadable = Int32Array.from(slots, (slot, inner) =>
      inner === dateSlot ? 0 : result.unreadable[slot]!,
    );
    const firstUnreadable = slots.map((slot, inner) =>
      inner === dateSlot ? null : result.firstUnreadable[slot]!,
    );
    if (profile.spans) {
      columns.push(months);
      values.push(null);
      firstUnreadable.push(null);
    }
    const length = Int32Array.from({ length: columns.length }, (_, slot) => unreadable[slot] ?? 0);
    const turned = { ...chunk, result: { ...result, columns, values, unreadable: length, firstUnreadable } };
    return bad.includes(1) ? takeChunkRows(turned, unmarked(bad, result.rows)) : turned;
  }

  return {
    wanted,
    plan: profile.spans ? withMonths(plan) : plan,
    startAt: (line) => {
      place.line = line;
    },
    pass,
    quarantine,
    blank: 0,
  };
}

function withMonths(plan: ImportPlan): ImportPlan {
  const column = {
    index: plan.wanted.width,
    type: 'number' as const,
    format: { decimal: '.' as const, scale: 0 },
  };
  return {
    ...plan,
    wanted: { ...plan.wanted, columns: [...plan.wanted.columns, column] },
    slots: new Map([...plan.slots, [periodMonths, plan.wanted.columns.length]]),
    headers: [...plan.headers, periodMonths],
  };
}

/** Reads a date with the year beside it; each pair once. A date of one day counts as of one month's length 1. */
function createReader(format: DateFormat, written: (text: string) => string) {
  const known = new Map<string, { day: number; months: number } | null>();
  return (text: string, yearText: string): { day: number; months: number } | null => {
    const key = `${yearText}\u0000${text}`;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const beside = /(?:1[6-9]|20)\d{2}/.exec(yearText)?.[0];
    const year = beside === undefined ? format.year : Number(beside);
    const date = parseDate(written(text), { ...format, serial: false, year });
    const found = date === null || date === 'missing' ? null : { day: date.day, months: date.months ?? 1 };
    known.set(key, found);
    return found;
  };
}
