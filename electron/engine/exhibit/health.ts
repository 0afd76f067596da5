import { isoDate, monthOfDay } from '../../../shared/domain/calendar.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import {
  type Column,
  codedColumn,
  makeTable,
  numberColumn,
  type Table,
} from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import {
  type AccountTargets,
  type HealthInput,
  healthInputs,
} from '../analysis/retention/health/healthInputs.ts';
import { type Health, type HealthWeights, usualWeights } from '../analysis/retention/health/healthScore.ts';
import { runInBackground } from '../background/pool.ts';
import { parseDay } from '../book/conditions.ts';
import type { Book } from '../book/types.ts';
import { missingDay, type StoredColumn } from '../workspace/types.ts';
import { accountColumns, countColumn, moneyColumn, pickedFrom, ratioColumn, tableSteps } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { plansRevenue } from './plannedRevenue.ts';
import { historyOf } from './retention.ts';
import { allSignals } from './signals.ts';

const quarter = 91;
const bandWidth = 20;

/**
 * `rhythm=2,nps=1`: inputs named so, the others as usual; 0 leaves one out. Throws `badRequest` for what is no input or no
 * number from 0 to 100.
 */
export function readWeights(text: string): HealthWeights {
  const weights = { ...usualWeights };
  for (const part of text.split(',').filter((each) => each.trim() !== '')) {
    const [name, value] = part.split('=').map((each) => each.trim());
    const weight = value === undefined || value === '' ? Number.NaN : Number(value);
    if (!(healthInputs as readonly string[]).includes(name ?? '') || !(weight >= 0 && weight <= 100)) {
      throw new ExpectedError('badRequest', `"${part}" gives no input a weight from 0 to 100`, {
        hint: `Inputs: ${healthInputs.join(', ')}, as in rhythm=2,nps=1`,
        params: { option: 'weights' },
      });
    }
    weights[name as HealthInput] = weight;
  }
  return weights;
}

/**
 * Values, tables `health` (worst band of 20 points first, in it most money first; points of each input as `<input>_points`), `moved` (what each input added to
 * the change, per row of `health`; they sum to it) and `bands`. Options: `weights`, `since` (ISO date), `account`.
 */
export async function health(context: ExhibitContext): Promise<Exhibit> {
  const weights = readWeights(context.text('weights', ''));
  const written = context.text('since', '');
  const since = written === '' ? context.asOf - quarter : parseDay(written);
  if (since >= context.asOf) {
    throw new ExpectedError('badRequest', `since must be before the as-of date ${isoDate(context.asOf)}`, {
      params: { option: 'since' },
    });
  }
  const found = await healthOf(context, weights, since);
  const rows = rowsOf(context, found);
  const used = found.inputs.map((name) => `${name}=${weights[name]}`).join(',');
  return context.exhibit(
    {
      accounts: found.account.length,
      score: meanOf(found.score, found.value),
      scoreSince: meanOf(found.scoreSince, found.value),
      since: isoDate(since),
      inputs: found.inputs.join(','),
    },
    {
      health: await context.beside(tableSteps(healthColumns(context, found, rows))),
      moved: await context.beside(tableSteps(movedColumns(found, weights, rows))),
      bands: bandTable(found),
    },
    {
      method: 'health',
      source: 'Quarterdeck definition: weighted mean of the inputs known',
      parameters: { weights: used, since: isoDate(since) },
      warnings: found.warnings,
    },
  );
}

async function healthOf(context: ExhibitContext, weights: HealthWeights, since: number): Promise<Health> {
  const history = await historyOf(context);
  const { book, asOf, rows } = context;
  const signals = await allSignals(context);
  await book.prefetchFacts('plans', context.signal);
  const targets = context.shared('targets', () => targetsOf(book));
  return context.longWork(`health:${JSON.stringify(weights)}:${since}`, (signal) =>
    runInBackground(signal, 'healthScores', { rows, history, signals, targets }, { asOf, since, weights }),
  );
}

/** Positions in the answer that are told: all, or that of option `account`. */
function rowsOf(context: ExhibitContext, found: Health): Int32Array {
  const key = context.text('account', '');
  if (key === '') return Int32Array.from(found.account.keys());
  const account = context.book.accounts.indexOf.get(key);
  if (account === undefined) throw new ExpectedError('notFound', `There is no account "${key}"`);
  const row = found.account.indexOf(account);
  return row < 0 ? new Int32Array(0) : Int32Array.of(row);
}

/** Mean over accounts, each as much as its money. */
function meanOf(scores: Float64Array, values: Float64Array): number | null {
  let [sum, weight] = [0, 0];
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row]!;
    if (Number.isNaN(score)) continue;
    sum += score * values[row]!;
    weight += values[row]!;
  }
  return weight > 0 ? sum / weight : null;
}

function* healthColumns(context: ExhibitContext, found: Health, rows: Int32Array): Generator<Column, void> {
  const pick = (values: ArrayLike<number>) => pickedFrom(values, rows);
  const p = found.inputs.length;
  const score = (name: string, values: ArrayLike<number>) => numberColumn(name, 'score', values);
  yield* accountColumns(context.book, pick(found.account));
  yield score('score', pick(found.score));
  yield score('score_since', pick(found.scoreSince));
  yield score('score_change', pick(found.change));
  yield moneyColumn('value', pick(found.value));
  yield ratioColumn('coverage', pick(found.coverage));
  for (const [j, name] of found.inputs.entries()) {
    const places = rows.map((row) => row * p + j);
    yield score(`${name}_points`, pickedFrom(found.now, places));
  }
}

function* movedColumns(found: Health, weights: HealthWeights, rows: Int32Array): Generator<Column, void> {
  const p = found.inputs.length;
  const places = new Int32Array(rows.length * p);
  const row = new Int32Array(places.length);
  const input = new Int32Array(places.length);
  for (let at = 0; at < places.length; at++) {
    row[at] = Math.floor(at / p);
    input[at] = at % p;
    places[at] = rows[row[at]!]! * p + input[at]!;
  }
  const of = (values: ArrayLike<number>) => pickedFrom(values, places);
  const weightOf = found.inputs.map((name) => weights[name]);
  yield numberColumn('row', 'none', new Float64Array(row), 'integer');
  yield codedColumn('input', input, found.inputs);
  yield numberColumn('weight', 'score', pickedFrom(weightOf, input));
  yield numberColumn('points', 'score', of(found.now));
  yield numberColumn('points_since', 'score', of(found.before));
  yield numberColumn('contribution', 'score', of(found.moved));
}

/** Accounts by score, now and then: 0–20 … 80–100. */
function bandTable({ score, scoreSince, value }: Health): Table {
  const bands = Array.from({ length: 100 / bandWidth }, (_, band) => band);
  const bandOf = (points: number) => Math.min(bands.length - 1, Math.floor(points / bandWidth));
  const [accounts, before, money] = [bands, bands, bands].map(({ length }) => new Float64Array(length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let row = 0; row < score.length; row++) {
    const [now, then] = [bandOf(score[row]!), bandOf(scoreSince[row]!)];
    if (!Number.isNaN(now)) accounts[now]!++;
    if (!Number.isNaN(then)) before[then]!++;
    if (!Number.isNaN(now)) money[now]! += value[row]!;
  }
  return makeTable([
    numberColumn(
      'points_from',
      'none',
      bands.map((band) => band * bandWidth),
      'integer',
    ),
    numberColumn(
      'points_to',
      'none',
      bands.map((band) => (band + 1) * bandWidth),
      'integer',
    ),
    countColumn('accounts', accounts),
    countColumn('accounts_since', before),
    moneyColumn('value', money),
  ]);
}

interface Target {
  account: number;
  month: number;
  months: number;
  target: number;
  ofProduct: boolean;
}

/** Revenue targets of accounts, where plans name accounts; an account's targets by product count where it has no other. */
export function targetsOf(book: Book): AccountTargets | null {
  const all = book.facts('plans').flatMap((columns) => targetsIn(book, columns));
  const whole = new Set(all.filter(({ ofProduct }) => !ofProduct).map(({ account }) => account));
  const found = all.filter(({ account, ofProduct }) => !ofProduct || !whole.has(account));
  if (found.length === 0) return null;
  found.sort((a, b) => a.account - b.account || a.month - b.month);
  const starts = new Int32Array(book.accounts.count + 1);
  for (const { account } of found) starts[account + 1]!++;
  for (let account = 0; account < book.accounts.count; account++) starts[account + 1]! += starts[account]!;
  return {
    starts,
    month: Int32Array.from(found, ({ month }) => month),
    months: Int32Array.from(found, ({ months }) => months),
    target: Float64Array.from(found, ({ target }) => target),
  };
}

function targetsIn(book: Book, columns: StoredColumn[]): Target[] {
  const column = (name: string) => columns.find((one) => one.name === name);
  const [account, date, target] = [column('account'), column('date'), column('target')];
  const [measure, product, months] = [column('measure'), column('product'), column('period_months')];
  if (account?.type !== 'code' || date?.type !== 'day' || target?.type !== 'number') return [];
  const indexes = account.dictionary.map((text) => book.accounts.find(text) ?? -1);
  const found: Target[] = [];
  for (let row = 0; row < account.values.length; row++) {
    const index = indexes[account.values[row]!] ?? -1;
    const name = measure?.type === 'code' ? (measure.dictionary[measure.values[row]!] ?? '') : '';
    const usable = date.values[row]! !== missingDay && Number.isFinite(target.values[row]!);
    if (index < 0 || !usable || !plansRevenue(name)) continue;
    const span = months?.type === 'number' ? months.values[row]! : 1;
    found.push({
      account: index,
      month: monthOfDay(date.values[row]!),
      months: span >= 1 ? Math.round(span) : 1,
      target: target.values[row]!,
      ofProduct: product?.type === 'code' && product.values[row]! >= 0,
    });
  }
  return found;
}
