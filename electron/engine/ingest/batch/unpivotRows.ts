import type { Unpivot } from '../../../../shared/contract/ingest.ts';
import { dateOf, dayOf } from '../../../../shared/domain/calendar.ts';
import type { Dialect } from '../csv/dialect.ts';
import type { ScanColumn } from '../csv/scanPlan.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import { parsePeriodHeader, writingOf } from '../values/periodHeader.ts';
import { splitScenario } from '../values/scenarioWords.ts';
import { periodMonths } from './dateTexts.ts';
import { type ImportPlan, numberFormat } from './importPlan.ts';
import { planNames } from './nameRows.ts';
import { PairColumns } from './pairColumns.ts';
import { planPairRows } from './pairRows.ts';
import { type Reshape, widen } from './reshape.ts';
import { type Period, type PeriodColumn, Turner } from './turner.ts';
import { noColumn, noPair, noPeriod, noYear, periodTwice } from './unpivotErrors.ts';

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
  const { names } = unpivot;
  if (names) return planNames(plan, { ...unpivot, names }, profiles, file, dialect);
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
    made: pairs ? new PairColumns(columns.map(({ header }) => pairs[header] ?? noPair(header, file))) : null,
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
