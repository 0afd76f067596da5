import { firstDayOfMonth, isoDate, lastDayOfMonth, monthOfDay } from '../../../shared/domain/calendar.ts';
import { rateChoices } from '../../../shared/domain/currency.ts';
import type { Ask, Evidence, Exhibit, OptionValue } from '../../../shared/domain/exhibit.ts';
import {
  defaultComparison,
  isPartial,
  makePeriod,
  nextPeriod,
  type Period,
  parsePeriod,
  previousPeriod,
} from '../../../shared/domain/period.ts';
import type { Slice } from '../../../shared/domain/slice.ts';
import type { Table } from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import type { AnalysisWarning, DaySpan, SalesRows } from '../analysis/types.ts';
import { type Breath, createBreath } from '../background/breath.ts';
import { type ReportProgress, SharedWork } from '../background/sharedWork.ts';
import { parseDay } from '../book/conditions.ts';
import { currencyWarnings, reportedIn } from '../book/currency/reportedIn.ts';
import { atRatesOf } from '../book/currency/reporting.ts';
import { type Selection, selectBeside } from '../book/selection.ts';
import { runStepsBeside, type Steps } from '../book/steps.ts';
import type { Book } from '../book/types.ts';
import { type DecisionLog, decisionLog } from '../decisions/standing.ts';

/** How an answer was reached: what an exhibit builder says beside its numbers. */
export interface Method {
  /** Message key is `method.<method>`. */
  method: string;
  source: string;
  parameters?: Record<string, OptionValue>;
  warnings?: AnalysisWarning[];
}

/** One question on one book, with everything an exhibit builder needs to answer it. */
export interface ExhibitContext {
  book: Book;
  ask: Ask;
  /** The slice as account questions take it: rows without account never count. */
  slice: Slice;
  /** What was decided about opportunities. */
  decisions: DecisionLog;
  /** No row after this day is seen. */
  asOf: number;
  firstDay: number;
  /** The days that the data speaks for, up to the as-of date. */
  coverage: DaySpan;
  selection: Selection;
  rows: SalesRows;
  /** The two periods compared: as asked, else the latest complete pair. */
  comparison(): { from: Period; to: Period };
  /** The one period looked at: as asked, else everything up to the as-of date. */
  period(): Period;
  number(name: string, otherwise: number, bounds: { min: number; max: number }): number;
  text(name: string, otherwise: string, allowed?: readonly string[]): string;
  signal: AbortSignal;
  /** As `shared`, for work on a worker thread; started once, whoever asks. */
  longWork<Value>(
    key: string,
    start: (signal: AbortSignal, report: ReportProgress) => Promise<Value>,
    onProgress?: ReportProgress,
  ): Promise<Value>;
  /** Gives way to other calls where it is time to. Throws CancelledError. */
  breathe: Breath;
  /** Long loops and lists of many rows, giving way to other calls. */
  beside<Result>(steps: Steps<Result>): Promise<Result>;
  /** Remembers under `key`, as `longWork`, what such steps give. */
  sharedSteps<Result>(key: string, make: () => Steps<Result>): Promise<Result>;
  /** Tells those who wait for the answer how far it is. */
  progress: ReportProgress;
  /** Computes once per book, slice and as-of: what several questions share. */
  shared<Value>(key: string, make: () => Value): Value;
  exhibit(
    values: Exhibit['values'],
    tables: Record<string, Table>,
    method: Method,
    periods?: { from?: Period; to?: Period },
  ): Exhibit;
}

const noDecisions = decisionLog([], 0);

const memory = new WeakMap<Book, Map<string, unknown>>();
const memorySize = 64;

const works = new WeakMap<Book, SharedWork>();

function workOf(book: Book): SharedWork {
  const known = works.get(book) ?? new SharedWork(memorySize);
  works.set(book, known);
  return known;
}

function remember<Value>(book: Book, key: string, make: () => Value): Value {
  const known = memory.get(book) ?? new Map<string, unknown>();
  memory.set(book, known);
  if (!known.has(key)) {
    known.set(key, make());
    if (known.size > memorySize) known.delete(known.keys().next().value!);
  }
  return known.get(key) as Value;
}

/**
 * The book as an ask wants it: with the option `rates` = `constant`, at the average rates of the base period of its
 * comparison; else, `actual`, at the rate of each day. Throws `badRequest`, `badPeriod`.
 */
export function atAskedRates(book: Book, ask: Ask): Book {
  const isConstant = textOption(ask, 'rates', 'actual', rateChoices) === 'constant';
  if (!isConstant || !book.coverage) return book;
  const { from } = comparison(ask, coverageUpTo(book, asOfDay(book, ask)));
  return atRatesOf(book, from) ?? book;
}

function asOfDay(book: Book, ask: Ask): number {
  return ask.asOf === undefined ? book.lastDay! : parseDay(ask.asOf);
}

/**
 * Resolves an ask against the book: as-of date, slice, periods. Throws `noData` without sales or where the slice is
 * empty, `badPeriod`, `unknownField`.
 */
export async function prepare(
  book: Book,
  ask: Ask,
  signal: AbortSignal,
  decisions: DecisionLog = noDecisions,
  progress: ReportProgress = () => undefined,
): Promise<ExhibitContext> {
  if (book.firstDay === null || book.lastDay === null) {
    throw new ExpectedError('noData', 'The workspace holds no sales', { hint: 'Import a sales file first' });
  }
  const asOf = asOfDay(book, ask);
  const firstDay = book.firstDay;
  const coverage = coverageUpTo(book, asOf);
  const span = { from: firstDay, to: asOf };
  const slice: Slice = { ...ask.slice, basis: ask.slice.basis === 'all' ? 'net' : ask.slice.basis };
  const selection = await selectBeside(book, slice, span, signal);
  if (selection.rows === 0) {
    throw new ExpectedError('noData', 'No sales row is inside this slice', {
      hint: 'Widen the filters or the as-of date',
    });
  }
  const sliceKey = JSON.stringify([slice, asOf]);
  const context: ExhibitContext = {
    book,
    ask,
    slice,
    decisions,
    asOf,
    firstDay,
    coverage,
    selection,
    rows: salesRows(book, selection),
    comparison: () => comparison(ask, coverage),
    period: () => (ask.to === undefined ? makePeriod(firstDay, asOf) : parsePeriod(ask.to)),
    number: (name, otherwise, bounds) => numberOption(ask, name, otherwise, bounds),
    text: (name, otherwise, allowed) => textOption(ask, name, otherwise, allowed),
    signal,
    longWork: (key, start, onProgress = progress) =>
      workOf(book).get(`${key}:${sliceKey}`, signal, start, onProgress),
    breathe: createBreath(signal),
    beside: (steps) => runStepsBeside(steps, { signal }),
    sharedSteps: (key, make) => context.longWork(key, (stop) => runStepsBeside(make(), { signal: stop })),
    progress,
    shared: (key, make) => remember(book, `${key}:${sliceKey}`, make),
    exhibit: (values, tables, method, periods = {}) => ({
      ask,
      values,
      tables,
      evidence: evidence(context, method, periods),
    }),
  };
  return context;
}

function salesRows(book: Book, selection: Selection): SalesRows {
  const { accounts } = book;
  const revenue = book.number('revenue');
  if (!revenue) throw new ExpectedError('noData', 'The sales have no revenue column');
  return {
    accounts: accounts.count,
    offsets: book.offsets.subarray(0, accounts.count + 1),
    keep: selection.keep,
    day: book.day(),
    revenue,
    quantity: book.number('quantity'),
    order: book.text('order')?.codes ?? null,
    get product() {
      return book.product();
    },
    products: book.products.count,
  };
}

/** An as-of date inside the data ends what it speaks for; no month speaks in which there is not a single row. */
function coverageUpTo(book: Book, asOf: number): DaySpan {
  const { first, last, covered } = book.coverage!;
  return {
    from: Math.max(covered.from, firstDayOfMonth(monthOfDay(first))),
    to: asOf < last ? asOf : Math.min(covered.to, lastDayOfMonth(monthOfDay(last))),
  };
}

function comparison(ask: Ask, coverage: DaySpan): { from: Period; to: Period } {
  if (ask.from === undefined && ask.to === undefined) {
    const { a, b } = defaultComparison(coverage.from, coverage.to);
    return { from: a, to: b };
  }
  const to = ask.to === undefined ? nextPeriod(parsePeriod(ask.from!)) : parsePeriod(ask.to);
  const from = ask.from === undefined ? previousPeriod(to) : parsePeriod(ask.from);
  if (from.to >= to.from) {
    throw new ExpectedError('badPeriod', `${from.text} does not end before ${to.text} begins`, {
      hint: 'Choose an earlier base period, or swap the two',
      params: { text: `${from.text} → ${to.text}` },
    });
  }
  return { from, to };
}

function evidence(
  context: ExhibitContext,
  method: Method,
  periods: { from?: Period; to?: Period },
): Evidence {
  const { book, ask, asOf, selection, rows } = context;
  const warnings = [...(method.warnings ?? [])];
  for (const period of [periods.from, periods.to]) {
    if (period && isPartial(period, context.coverage.from, context.coverage.to)) {
      warnings.push({ code: 'partialPeriod', params: { period: period.text } });
    }
  }
  const span = { from: context.firstDay, to: asOf };
  warnings.push(...context.shared('currency', () => currencyWarnings(book, context.slice, span)));
  const currency = reportedIn(book);
  const described = (period: Period) => ({
    text: period.text,
    first: isoDate(period.from),
    last: isoDate(period.to),
  });
  return {
    rowsIn: selection.rows,
    accounts: context.shared('accountsIn', () => accountsIn(rows)),
    slice: ask.slice,
    asOf: isoDate(asOf),
    ...(periods.from ? { from: described(periods.from) } : {}),
    ...(periods.to ? { to: described(periods.to) } : {}),
    method: method.method,
    source: method.source,
    ...(currency ? { currency } : {}),
    parameters: method.parameters ?? {},
    warnings,
  };
}

function accountsIn(rows: SalesRows): number {
  let count = 0;
  for (let account = 0; account < rows.accounts; account++) {
    const end = rows.offsets[account + 1]!;
    for (let row = rows.offsets[account]!; row < end; row++) {
      if (rows.keep[row]) {
        count++;
        break;
      }
    }
  }
  return count;
}

function numberOption(
  ask: Ask,
  name: string,
  otherwise: number,
  bounds: { min: number; max: number },
): number {
  const given = ask.options[name];
  if (given === undefined) return otherwise;
  const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof value !== 'number' || !(value >= bounds.min && value <= bounds.max)) {
    throw new ExpectedError('badRequest', `${name} must be a number from ${bounds.min} to ${bounds.max}`, {
      params: { option: name },
    });
  }
  return value;
}

function textOption(ask: Ask, name: string, otherwise: string, allowed?: readonly string[]): string {
  const given = ask.options[name];
  if (given === undefined) return otherwise;
  if (typeof given !== 'string' || (allowed && !allowed.includes(given))) {
    throw new ExpectedError(
      'badRequest',
      `${name} must be ${allowed ? `one of ${allowed.join(', ')}` : 'text'}`,
      {
        params: { option: name },
      },
    );
  }
  return given;
}
