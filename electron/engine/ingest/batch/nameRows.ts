import type { Unpivot } from '../../../../shared/contract/ingest.ts';
import type { Dialect } from '../csv/dialect.ts';
import type { NewValues, ScanColumn } from '../csv/scanPlan.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import { planDateTexts } from './dateTexts.ts';
import { type ImportPlan, numberFormat } from './importPlan.ts';
import { valuesOf } from './pairColumns.ts';
import { type Reshape, widen } from './reshape.ts';
import { type MadeColumns, type PeriodColumn, Turner } from './turner.ts';
import { noColumn } from './unpivotErrors.ts';

type Names = NonNullable<Unpivot['names']>;

/**
 * Columns that are told apart by names (categories, customers, series) become rows: each row of the file is one for every
 * such column that holds a figure, with what the column's name says in fields of its own. The date is that of the row.
 * `plan` holds the other columns.
 */
export function planNames(
  plan: ImportPlan,
  unpivot: Unpivot & { names: Names },
  profiles: ColumnProfile[],
  file: string,
  dialect: Dialect,
): Reshape {
  const { headers, names, value } = unpivot;
  const columns = headers.map((header): PeriodColumn => {
    const index = profiles.findIndex((profile) => profile.header === header);
    if (index < 0) throw noColumn(header, file);
    return { header, index, slot: -1, format: numberFormat(value, profiles[index]!) };
  });
  const extended = withFigures(plan, columns);
  const dates = planDateTexts(extended, profiles);
  const inner = dates?.plan ?? extended;
  for (const column of columns)
    column.slot = extended.wanted.columns.findIndex(({ index }) => index === column.index);
  const figures = new Set(columns.map(({ slot }) => slot));
  const slots = inner.wanted.columns.flatMap((_, slot) => (figures.has(slot) ? [] : [slot]));
  const fields = [...new Set(headers.flatMap((header) => Object.keys(names[header] ?? {})))];
  const turner = new Turner({
    periods: columns.map(({ slot }) => ({ day: 0, months: 1, yearless: false, back: 0, slots: [slot] })),
    columns,
    slots,
    spans: false,
    dialect,
    yearSlot: -1,
    yearHeader: '',
    made: new NamedColumns(
      fields,
      headers.map((header) => names[header] ?? {}),
    ),
  });
  const quarantine = () => [...(dates?.quarantine ?? []), ...turner.quarantine];
  return {
    wanted: dates?.wanted ?? extended.wanted,
    plan: outerPlan(inner, slots, [...fields, value]),
    startAt(line) {
      dates?.startAt(line);
      turner.place.line = line;
    },
    pass: (chunk) => turner.pass(dates ? dates.pass(chunk) : chunk),
    get quarantine() {
      return quarantine();
    },
    get blank() {
      return turner.blank;
    },
  };
}

/** The plan with the columns of figures among its own. */
function withFigures(plan: ImportPlan, columns: PeriodColumn[]): ImportPlan {
  const extras = columns.map(({ index, format }): ScanColumn => ({ index, type: 'number', format }));
  const { wanted, slots } = widen(plan, extras);
  const headers = wanted.columns.map(({ index }) => columns.find((one) => one.index === index)?.header ?? '');
  plan.headers.forEach((header, slot) => {
    headers[slots[slot]!] = header;
  });
  return {
    ...plan,
    wanted,
    slots: new Map([...plan.slots].map(([field, slot]) => [field, slots[slot]!] as const)),
    headers,
  };
}

/** What comes out: the columns that stay, what the names say, and the figures, which come last. */
function outerPlan(inner: ImportPlan, slots: number[], made: string[]): ImportPlan {
  const { width, columns } = inner.wanted;
  const kept = new Map(slots.map((slot, at) => [slot, at]));
  const added = made.map(
    (_, at): ScanColumn =>
      at < made.length - 1
        ? { index: width + 1 + at, type: 'code' }
        : { index: width + 1 + at, type: 'number', format: { decimal: '.', scale: 0 } },
  );
  const own = [...inner.slots].flatMap(([field, slot]) => {
    const at = kept.get(slot);
    return at === undefined ? [] : [[field, at] as const];
  });
  return {
    wanted: { ...inner.wanted, columns: [...slots.map((slot) => columns[slot]!), ...added] },
    slots: new Map([...own, ...made.map((field, at) => [field, slots.length + at] as const)]),
    headers: [...slots.map((slot) => inner.headers[slot]!), ...made],
  };
}

/** What the names of columns say, as columns of codes; −1 where one says nothing. */
class NamedColumns implements MadeColumns {
  readonly #words: string[][];
  readonly #codes: Int32Array[];
  /** Scanners that were told what the codes mean. */
  readonly #told = new Set<number>();

  constructor(fields: readonly string[], names: readonly Record<string, string>[]) {
    this.#words = fields.map((field) => [...new Set(names.flatMap((name) => name[field] || []))]);
    this.#codes = fields.map((field, at) =>
      Int32Array.from(names, (name) => this.#words[at]!.indexOf(name[field] ?? '')),
    );
  }

  make(scanner: number, which: Int32Array, figures: Float64Array) {
    const columns = this.#codes.map((codes) => Int32Array.from(which, (column) => codes[column]!));
    const values = this.#words.map((words): NewValues | null =>
      this.#told.has(scanner) ? null : valuesOf(words),
    );
    this.#told.add(scanner);
    return { columns: [...columns, figures], values: [...values, null] };
  }
}
