import type { QuarantinedRow } from '../../../../shared/contract/workspace.ts';
import { dateOf, dayOf } from '../../../../shared/domain/calendar.ts';
import { type Dialect, parseRecords } from '../csv/dialect.ts';
import type { ChunkResult, NewValues } from '../csv/scanPlan.ts';
import type { ScannedChunk } from '../tableReader.ts';
import { type NumberFormat, parseNumber } from '../values/parseNumber.ts';
import { ChunkPlace, gather, SlotTexts } from './chunkRows.ts';

/** One period of a wide table: what a row's date is, and where its figures stand. */
export interface Period {
  day: number;
  months: number;
  /** Day and month are known, the year is that of the row. */
  yearless: boolean;
  /** Years by which its figures are older than it says. */
  back: number;
  /** Per value field: slot among the columns that are read, −1 where the table has none for this period. */
  slots: number[];
}

export interface PeriodColumn {
  header: string;
  index: number;
  slot: number;
  format: NumberFormat;
}

/** Makes the columns that no cell of a row holds, and those of its figures, of which column across each row is. */
export interface MadeColumns {
  make(
    scanner: number,
    which: Int32Array,
    figures: Float64Array,
  ): { columns: (Int32Array | Float64Array)[]; values: (NewValues | null)[] };
}

interface TurnerPlan {
  periods: Period[];
  columns: PeriodColumn[];
  /** Slot that is read, per slot of the other columns. */
  slots: number[];
  spans: boolean;
  dialect: Dialect;
  yearSlot: number;
  yearHeader: string;
  /** Where the columns are no periods: exchange rates, or what is told apart by names. */
  made: MadeColumns | null;
}

const noYearThere = Number.MIN_SAFE_INTEGER;

/** Rows of a table with columns across, made one row for each column (or period) that holds a figure. */
export class Turner {
  readonly place = new ChunkPlace();
  readonly quarantine: QuarantinedRow[] = [];
  blank = 0;
  readonly #plan: TurnerPlan;
  readonly #years = new SlotTexts();

  constructor(plan: TurnerPlan) {
    this.#plan = plan;
  }

  pass(chunk: ScannedChunk): ScannedChunk {
    const { result } = chunk;
    const years = this.#yearsOf(chunk);
    const bad = this.#badCells(chunk);
    const from = new Int32Array(result.rows * this.#plan.periods.length);
    const which = new Int32Array(from.length);
    let count = 0;
    for (let row = 0; row < result.rows; row++) {
      if (years?.[row] === noYearThere) continue;
      for (let period = 0; period < this.#plan.periods.length; period++) {
        if (bad?.has(row * this.#plan.periods.length + period)) continue;
        if (!this.#holdsFigure(result, row, period)) {
          this.blank++;
          continue;
        }
        from[count] = row;
        which[count++] = period;
      }
    }
    this.place.pass(result);
    return this.#long(chunk, from.subarray(0, count), which.subarray(0, count), years);
  }

  #holdsFigure(result: ChunkResult, row: number, period: number): boolean {
    for (const slot of this.#plan.periods[period]!.slots) {
      if (slot >= 0 && !Number.isNaN(result.columns[slot]![row]!)) return true;
    }
    return false;
  }

  /** The year of each row where a column holds it; a row without one goes into quarantine. */
  #yearsOf(chunk: ScannedChunk): number[] | null {
    const { yearSlot, yearHeader } = this.#plan;
    if (yearSlot < 0) return null;
    const texts = this.#years.of(chunk, yearSlot);
    const parsed = texts.map((text) => Number(/(?:1[6-9]|20)\d{2}/.exec(text)?.[0] ?? Number.NaN));
    const codes = chunk.result.columns[yearSlot] as Int32Array;
    return Array.from(codes.subarray(0, chunk.result.rows), (code, row) => {
      const year = code < 0 ? Number.NaN : parsed[code]!;
      if (!Number.isNaN(year)) return year;
      const value = code < 0 ? '' : texts[code]!;
      const reason = code < 0 ? 'missingValue' : 'badDate';
      this.quarantine.push({
        ...this.place.of(chunk.result, row),
        column: yearHeader,
        reason,
        value,
        text: chunk.textOf(row),
      });
      return noYearThere;
    });
  }

  /** Cells that hold something that is no number, found in the text of the rows; each goes into quarantine. */
  #badCells(chunk: ScannedChunk): Set<number> | null {
    const { result } = chunk;
    const suspects = this.#plan.columns.filter(({ slot }) => result.unreadable[slot]! > 0);
    if (suspects.length === 0) return null;
    const bad = new Set<number>();
    for (let row = 0; row < result.rows; row++) {
      const empty = suspects.filter(({ slot }) => Number.isNaN(result.columns[slot]![row]!));
      if (empty.length === 0) continue;
      const text = chunk.textOf(row);
      const cells = parseRecords(text, this.#plan.dialect, 1).records[0] ?? [];
      for (const { header, index, slot, format } of empty) {
        const cell = cells[index]?.trim() ?? '';
        if (cell === '' || parseNumber(cell, format) !== null) continue;
        this.quarantine.push({
          ...this.place.of(result, row),
          column: header,
          reason: 'badNumber',
          value: cell.slice(0, 200),
          text,
        });
        bad.add(
          row * this.#plan.periods.length +
            this.#plan.periods.findIndex((period) => period.slots.includes(slot)),
        );
      }
    }
    return bad;
  }

  #long(chunk: ScannedChunk, from: Int32Array, which: Int32Array, years: number[] | null): ScannedChunk {
    const { result } = chunk;
    const { slots, periods, spans } = this.#plan;
    const rows = from.length;
    const columns = slots.map((slot) => {
      const values = result.columns[slot]!;
      return values instanceof Float64Array
        ? gather(values, new Float64Array(rows), from)
        : gather(values, new Int32Array(rows), from);
    });
    const values: (NewValues | null)[] = slots.map((slot) => result.values[slot]!);
    if (this.#plan.made) {
      const made = this.#plan.made.make(chunk.scanner, which, this.#figures(result, from, which, 0));
      columns.push(...made.columns);
      values.push(...made.values);
    } else {
      columns.push(Int32Array.from(which, (period, row) => dayIn(periods[period]!, years?.[from[row]!])));
      for (let field = 0; field < periods[0]!.slots.length; field++)
        columns.push(this.#figures(result, from, which, field));
      if (spans) columns.push(Float64Array.from(which, (period) => periods[period]!.months));
    }
    while (values.length < columns.length) values.push(null);
    return {
      scanner: chunk.scanner,
      textOf: (row) => chunk.textOf(from[row]!),
      result: {
        ...result,
        rows,
        columns,
        values,
        record: gather(result.record, new Int32Array(rows), from),
        start: gather(result.start, new Int32Array(rows), from),
        line: gather(result.line, new Int32Array(rows), from),
        hashes: hashesWith(result.hashes, from, which),
        unreadable: Int32Array.from({ length: columns.length }, (_, slot) =>
          slot < slots.length ? result.unreadable[slots[slot]!]! : 0,
        ),
        firstUnreadable: columns.map((_, slot) =>
          slot < slots.length ? (result.firstUnreadable[slots[slot]!] ?? null) : null,
        ),
      },
    };
  }

  #figures(result: ChunkResult, from: Int32Array, which: Int32Array, field: number): Float64Array {
    const { periods } = this.#plan;
    const values = new Float64Array(from.length);
    for (let row = 0; row < values.length; row++) {
      const slot = periods[which[row]!]!.slots[field]!;
      values[row] = slot < 0 ? Number.NaN : result.columns[slot]![from[row]!]!;
    }
    return values;
  }
}

function dayIn({ day, yearless, back }: Period, year: number | undefined): number {
  if (!yearless || year === undefined) return day;
  const { month, day: dayOfMonth } = dateOf(day);
  return dayOf(year - back, month, dayOfMonth);
}

/** Hashes of rows made of a record and a period. */
function hashesWith(hashes: Int32Array, from: Int32Array, which: Int32Array): Int32Array {
  const made = new Int32Array(from.length * 2);
  for (let at = 0; at < from.length; at++) {
    made[at * 2] = Math.imul(hashes[from[at]! * 2]! ^ (which[at]! + 1), 0x01000193);
    made[at * 2 + 1] = Math.imul(hashes[from[at]! * 2 + 1]! + which[at]!, 0x5bd1e995);
  }
  return made;
}
