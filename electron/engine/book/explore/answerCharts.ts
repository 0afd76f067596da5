import type { ChartData, ExploreAnswer, ExploreView } from '../../../../shared/contract/explore.ts';
import { isoDate } from '../../../../shared/domain/calendar.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { tableToArrow } from '../../exhibit/arrow.ts';
import { currencyWarnings, reportedIn } from '../currency/reportedIn.ts';
import { runStepsBeside } from '../steps.ts';
import type { Book } from '../types.ts';
import { sumColumn } from '../valuedRows.ts';
import { type Base, BookCache, baseOf, planWithin } from './base.ts';
import { type CountedValues, countValues, valuesOfSums } from './chartValues.ts';
import { type Fails, failsOf, keptRows, otherConditions } from './fails.ts';
import { type ChartPlan, oneCell, planCharts } from './plan.ts';
import { sumInParts } from './sumInParts.ts';
import { topRows } from './topRows.ts';

const unfiltered = new BookCache<CountedValues>(48);
const activeAccounts = new BookCache<number>(8);

/**
 * How does every chart of a view stand? Each shows what the slice and the selections in all other charts leave, beside
 * what the slice alone leaves. Throws `noData`, `unknownField`, `unknownMeasure`, `badRequest`; CancelledError.
 */
export async function answerCharts(
  book: Book,
  view: ExploreView,
  only: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<ExploreAnswer> {
  checkSales(book);
  const base = await baseOf(book, view, signal);
  const fails = await runStepsBeside(failsOf(book, base, view), { signal });
  const wanted = view.charts.filter(({ id }) => only === undefined || only.includes(id));
  const plans = await planCharts(book, base, wanted, signal);
  const scene: Scene = { book, base, view, fails };
  const all = await allValues(scene, plans, signal);
  const filtered = [...fails.own.values()].some((bit) => bit > 0);
  const now = filtered ? await values(scene, plans, true, signal) : null;
  const charts = plans.map((plan, index) =>
    chartData(book, fails, plan, all[index]!, now?.charts[index] ?? all[index]!),
  );
  return {
    charts,
    rows: { all: base.selection.rows, now: now?.rows ?? base.selection.rows },
    accounts: activeAccounts.get(book, base.key, () => countAccounts(book, base)),
    first: isoDate(base.first),
    last: isoDate(base.last),
    currency: reportedIn(book),
    warnings: currencyWarnings(book, base.slice, base.span),
  };
}

export function checkSales(book: Book): void {
  if (book.n > 0) return;
  throw new ExpectedError('noData', 'The workspace holds no sales', { hint: 'Import sales first' });
}

function chartData(
  book: Book,
  fails: Fails,
  plan: ChartPlan,
  all: CountedValues,
  now: CountedValues,
): ChartData {
  const table = plan.chart.kind === 'table' ? topRows(book, keptRows(fails), plan.chart.measure) : null;
  return {
    id: plan.chart.id,
    axes: plan.axes.map(({ axis }) => axis),
    ...(plan.members ? { members: plan.members } : {}),
    cells: plan.places.length,
    all: { lines: all.lines, values: all.values },
    now: { lines: now.lines, values: now.values },
    ...(table ? { table: { arrow: tableToArrow(table) } } : {}),
    rows: { all: all.rows, now: now.rows },
  };
}

interface Scene {
  book: Book;
  base: Base;
  view: ExploreView;
  fails: Fails;
}

/** What the slice alone leaves; the same for as long as slice, chart and book are. */
async function allValues(scene: Scene, plans: ChartPlan[], signal: AbortSignal): Promise<CountedValues[]> {
  const { book, base } = scene;
  const keys = plans.map(({ chart }) =>
    JSON.stringify([base.key, { ...chart, id: '', span: 0, tall: false }]),
  );
  const unknown = plans.filter((_, index) => !unfiltered.has(book, keys[index]!));
  const found = unknown.length > 0 ? await values(scene, unknown, false, signal) : { charts: [] };
  return plans.map((plan, index) =>
    unfiltered.get(book, keys[index]!, () => found.charts[unknown.indexOf(plan)]!),
  );
}

const everyFilter = 0xfffe;

/** The values of charts under the slice and, where `filtered`, the selections in the other charts. */
async function values(
  { book, base, view, fails }: Scene,
  plans: ChartPlan[],
  filtered: boolean,
  signal: AbortSignal,
): Promise<{ charts: CountedValues[]; rows: number }> {
  const summed = plans.filter((plan) => plan.columns !== null);
  const columns = [...new Set(summed.flatMap((plan) => plan.columns!))];
  const passives = summed.map((plan) => ({
    ...plan.drawn,
    own: filtered ? (fails.own.get(plan.chart.id) ?? 0) : 0,
    columns: plan.columns!.map((column) => columns.indexOf(column)),
  }));
  const request = {
    fails: fails.bits,
    ignore: filtered ? 0 : everyFilter,
    active: oneCell,
    columns: columns.map((column) => sumColumn(book, column)),
    passives: [...passives, { ...oneCell, own: 0, columns: [] }],
  };
  const sums = await sumInParts(book, request, signal);
  const charts: CountedValues[] = [];
  for (const plan of plans) {
    const place = summed.indexOf(plan);
    const rows = () => planWithin(book, base, filtered ? otherConditions(book, view, plan.chart.id) : []);
    charts.push(place < 0 ? await countValues(book, plan, rows(), signal) : valuesOfSums(plan, sums[place]!));
  }
  return { charts, rows: sums.at(-1)![0]! };
}

/** Accounts with a row in the base. */
function countAccounts(book: Book, base: Base): number {
  const { keep } = base.selection;
  let accounts = 0;
  for (let account = 0; account < book.accounts.count; account++) {
    let row = book.offsets[account]!;
    const end = book.offsets[account + 1]!;
    while (row < end && keep[row] === 0) row++;
    if (row < end) accounts++;
  }
  return accounts;
}
