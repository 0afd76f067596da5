import type { Unpivot } from '../../../../shared/contract/ingest.ts';
import type { QuarantinedRow } from '../../../../shared/contract/workspace.ts';
import { dateOf, dayOf } from '../../../../shared/domain/calendar.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { type Dialect, parseRecords } from '../csv/dialect.ts';
import type { ChunkResult, NewValues, ScanColumn } from '../csv/scanPlan.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import type { ScannedChunk } from '../tableReader.ts';
import { type NumberFormat, parseNumber } from '../values/parseNumber.ts';
import { parsePeriodHeader, writingOf } from '../values/periodHeader.ts';
import { splitScenario } from '../values/scenarioWords.ts';
import { ChunkPlace, gather, SlotTexts } from './chunkRows.ts';
import { periodMonths } from './dateTexts.ts';
import { type ImportPlan, numberFormat } from './importPlan.ts';
import { PairColumns } from './pairColumns.ts';
import { planPairRows } from './pairRows.ts';
import { type Reshape, widen } from './reshape.ts';

/** One period of a wide table: what a row's date is, and where its figures stand. */
interface Period {
  day: number;
  months: number;
  /** Day and month are known, the year is that of the row. */
  yearless: boolean;
  /** Years by which its figures are older than it says. */
  back: number;
  /** Per value field: slot among the columns that are read, −1 where the table has none for this period. */
  slots: number[];
}

interface PeriodColumn {
  header: string;
  index: number;
  slot: number;
  format: NumberFormat;
}

/**
 * Periods across become rows: each row of the file is one for every period that holds a figure. `plan` holds the other
 * columns. Throws `badInput` for a header that is no period, or whose year is not known.
 */
export function planUnpivot(
  plan: ImportPlan,
  unpivot: Unpivot,
  profiles: ColumnProfile[],
  file: string,
  dialect: Dialect,
): Reshape {
  if (unpivot.pairColumn !== undefined) {
    for (const header of [unpivot.pairColumn, unpivot.headers[0]!])
      if (!profiles.some((profile) => profile.header === header)) throw noColumn(header, file);
    return planPairRows(plan, pairPlan(plan, unpivot.value), unpivot, profiles, dialect);
  }
  const fields = [...new Set(unpivot.headers.map((header) => unpivot.fields?.[header] ?? unpivot.value))];
  const columns = unpivot.headers.map((header): PeriodColumn => {
    const index = profiles.findIndex((profile) => profile.header === header);
    if (index < 0) throw noColumn(header, file);
    return {
      header,
      index,
      slot: -1,
      format: numberFormat(unpivot.fields?.[header] ?? unpivot.value, profiles[index]!),
    };
  });
  const yearIndex =
    unpivot.yearColumn === undefined ? -1 : profiles.findIndex(({ header }) => header === unpivot.yearColumn);
  if (unpivot.yearColumn !== undefined && yearIndex < 0) throw noColumn(unpivot.yearColumn, file);
  const extras: ScanColumn[] = columns.map(({ index, format }) => ({ index, type: 'number', format }));
  if (yearIndex >= 0) extras.push({ index: yearIndex, type: 'code' });
  const { wanted, slotOfIndex, slots } = widen(plan, extras);
  for (const column of columns) column.slot = slotOfIndex.get(column.index)!;
  const { pairs } = unpivot;
  const periods = pairs
    ? columns.map(({ slot }): Period => ({ day: 0, months: 1, yearless: false, back: 0, slots: [slot] }))
    : groupPeriods(columns, fields, unpivot, file);
  const spans = new Set(periods.map(({ months }) => months)).size > 1;
  const turn = new Turner({
    periods,
    columns,
    slots,
    spans,
    dialect,
    yearSlot: yearIndex < 0 ? -1 : slotOfIndex.get(yearIndex)!,
    yearHeader: unpivot.yearColumn ?? '',
    pairs: pairs ? new PairColumns(columns.map(({ header }) => pairs[header] ?? noPair(header, file))) : null,
  });
  return {
    wanted,
    plan: pairs ? pairPlan(plan, unpivot.value) : longPlan(plan, [...fields], spans),
    startAt: (line) => {
      turn.place.line = line;
    },
    pass: (chunk) => turn.pass(chunk),
    quarantine: turn.quarantine,
    get blank() {
      return turn.blank;
    },
  };
}

function groupPeriods(columns: PeriodColumn[], fields: string[], unpivot: Unpivot, file: string): Period[] {
  const byDay = new Map<string, Period>();
  const writing = writingOf(unpivot.headers, unpivot);
  const back = yearsBack(unpivot);
  for (const { header, slot } of columns) {
    const period = parsePeriodHeader(header, writing);
    if (!period) throw noPeriod(header, file);
    const yearless = period.yearless && unpivot.yearColumn !== undefined;
    if (period.yearless && !yearless && unpivot.year === undefined) throw noYear(header, file);
    const day = back === 0 ? period.date.day : yearBefore(period.date.day);
    const key = `${day}:${period.date.months ?? 0}`;
    const known = byDay.get(key) ?? {
      day,
      months: period.date.months ?? 1,
      yearless,
      back,
      slots: fields.map(() => -1),
    };
    const field = fields.indexOf(unpivot.fields?.[header] ?? unpivot.value);
    if (known.slots[field]! >= 0) throw periodTwice(header, file);
    known.slots[field] = slot;
    byDay.set(key, known);
  }
  return [...byDay.values()];
}

/** Figures of the year before stand under the periods of this one. */
function yearsBack({ scenario }: Unpivot): number {
  return scenario !== undefined && splitScenario(scenario).scenario === 'prior' ? 1 : 0;
}

function yearBefore(day: number): number {
  const { year, month, day: dayOfMonth } = dateOf(day);
  return dayOf(year - 1, month, dayOfMonth);
}

function longPlan(plan: ImportPlan, fields: string[], spans: boolean): ImportPlan {
  const { width, columns } = plan.wanted;
  const names = ['date', ...fields, ...(spans ? [periodMonths] : [])];
  const added = names.map((name, at): ScanColumn => {
    if (name === 'date') return { index: width, type: 'day', format: { order: 'ymd', serial: false } };
    return { index: width + at, type: 'number', format: { decimal: '.', scale: 0 } };
  });
  return {
    ...plan,
    wanted: { ...plan.wanted, columns: [...columns, ...added] },
    slots: new Map([...plan.slots, ...names.map((name, at) => [name, columns.length + at] as const)]),
    headers: [...plan.headers, ...names],
  };
}

/** The columns of a plan with those that rates across make. */
function pairPlan(plan: ImportPlan, rate: string): ImportPlan {
  const { width, columns } = plan.wanted;
  const names = ['from', 'to', rate];
  const added = names.map((name, at): ScanColumn => {
    if (name !== rate) return { index: width + at, type: 'code' };
    return { index: width + at, type: 'number', format: { decimal: '.', scale: 0 } };
  });
  return {
    ...plan,
    wanted: { ...plan.wanted, columns: [...columns, ...added] },
    slots: new Map([...plan.slots, ...names.map((name, at) => [name, columns.length + at] as const)]),
    headers: [...plan.headers, ...names],
  };
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
  /** Where the columns are exchange rates. */
  pairs: PairColumns | null;
}

const noYearThere = Number.MIN_SAFE_INTEGER;

class Turner {
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
    if (this.#plan.pairs) {
      const made = this.#plan.pairs.make(chunk.scanner, which, this.#figures(result, from, which, 0));
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

function noPair(header: string, file: string): never {
  throw new ExpectedError('badInput', `${header} has no currencies that its rates could be of`, {
    file,
    column: header,
    hint: 'Leave that column out, or say what it is: "pairs":{"USD":{"from":"EUR","to":"USD","units":1}}.',
  });
}

function noColumn(header: string, file: string): ExpectedError {
  return new ExpectedError('unknownField', `${file} has no column "${header}" to turn into rows`, {
    file,
    column: header,
    hint: 'Look at the file again: its columns may have changed.',
    params: { field: header },
  });
}

function noPeriod(header: string, file: string): ExpectedError {
  return new ExpectedError('badInput', `${header} is no period that could become a date`, {
    file,
    column: header,
    hint: 'Leave that column out, or name it as a month (2026-01), a quarter (2026 Q1) or a year.',
  });
}

function periodTwice(header: string, file: string): ExpectedError {
  return new ExpectedError('badInput', `${header} is of a period that another column has already`, {
    file,
    column: header,
    hint: 'Leave one of the two columns out, or give them fields of their own.',
  });
}

function noYear(header: string, file: string): ExpectedError {
  return new ExpectedError('badInput', `${header} names no year, and neither does the file`, {
    file,
    column: header,
    hint: 'Say which year it is: --year 2026, or in the wizard under Columns.',
  });
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
