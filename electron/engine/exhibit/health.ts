import { isoDate, monthOfDay } from '../../../shared/domain/calendar.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { codedColumn, makeTable, numberColumn, type Table } from '../../../shared/domain/table.ts';
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
import { accountColumns, countColumn, moneyColumn, ratioColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { historyOf } from './retention.ts';
import { signalsOf } from './signals.ts';

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
      health: healthTable(context, found, rows),
      moved: movedTable(found, weights, rows),
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
  const signals = context.shared('signals', () => signalsOf(book, asOf));
  const targets = context.shared('targets', () => targetsOf(book));
  return context.longWork(`health:${JSON.stringify(weights)}:${since}`, (signal) =>
    runInBackground(signal, 'healthScores', { rows, history, signals, targets }, { asOf, since, weights }),
  );
}

/** Positions in the answer that are told: all, or that of option `account`. */
function rowsOf(context: ExhibitContext, found: Health): number[] {
  const key = context.text('account', '');
  if (key === '') return [...found.account.keys()];
  const account = context.book.accounts.indexOf.get(key);
  if (account === undefined) throw new ExpectedError('notFound', `There is no account "${key}"`);
  const row = found.account.indexOf(account);
  return row < 0 ? [] : [row];
}

/** Mean over accounts, each as much as its money. */
function meanOf(scores: Float64Array, values: Float64Array): number | null {
  let [sum, weight] = [0, 0];
  for (const [row, score] of scores.entries()) {
    if (Number.isNaN(score)) continue;
    sum += score * values[row]!;
    weight += values[row]!;
  }
  return weight > 0 ? sum / weight : null;
}

function healthTable(context: ExhibitContext, found: Health, rows: number[]): Table {
  const pick = (values: ArrayLike<number>) => Float64Array.from(rows, (row) => values[row]!);
  const p = found.inputs.length;
  const score = (name: string, values: ArrayLike<number>) => numberColumn(name, 'score', values);
  return makeTable([
    ...accountColumns(context.book, pick(found.account)),
    score('score', pick(found.score)),
    score('score_since', pick(found.scoreSince)),
    score('score_change', pick(found.change)),
    moneyColumn('value', pick(found.value)),
    ratioColumn('coverage', pick(found.coverage)),
    ...found.inputs.map((name, j) =>
      score(
        `${name}_points`,
        rows.map((row) => found.now[row * p + j]!),
      ),
    ),
  ]);
}

function movedTable(found: Health, weights: HealthWeights, rows: number[]): Table {
  const p = found.inputs.length;
  const each = <Value>(make: (row: number, input: number) => Value) =>
    rows.flatMap((row) => found.inputs.map((_, j) => make(row, j)));
  const at = (values: Float64Array) => each((row, j) => values[row * p + j]!);
  return makeTable([
    numberColumn(
      'row',
      'none',
      rows.flatMap((_, index) => found.inputs.map(() => index)),
      'integer',
    ),
    codedColumn('input', Int32Array.from(each((_, j) => j)), found.inputs),
    numberColumn(
      'weight',
      'score',
      each((_, j) => weights[found.inputs[j]!]),
    ),
    numberColumn('points', 'score', at(found.now)),
    numberColumn('points_since', 'score', at(found.before)),
    numberColumn('contribution', 'score', at(found.moved)),
  ]);
}

/** Accounts by score, now and then: 0–20 … 80–100. */
function bandTable({ score, scoreSince, value }: Health): Table {
  const bands = Array.from({ length: 100 / bandWidth }, (_, band) => band);
  const bandOf = (points: number) => Math.min(bands.length - 1, Math.floor(points / bandWidth));
  const count = (scores: Float64Array, band: number) => scores.filter((one) => bandOf(one) === band).length;
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
    countColumn(
      'accounts',
      bands.map((band) => count(score, band)),
    ),
    countColumn(
      'accounts_since',
      bands.map((band) => count(scoreSince, band)),
    ),
    moneyColumn(
      'value',
      bands.map((band) => value.reduce((sum, one, row) => sum + (bandOf(score[row]!) === band ? one : 0), 0)),
    ),
  ]);
}

interface Target {
  account: number;
  month: number;
  months: number;
  target: number;
  ofProduct: boolean;
}

/** Words for targets of revenue; a plan without a measure is one. */
const revenueWords = /revenue|sales|turnover|收入|销售|营收|金额/i;

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
    if (index < 0 || !usable || (name !== '' && !revenueWords.test(name))) continue;
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
