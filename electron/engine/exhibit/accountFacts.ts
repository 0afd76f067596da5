import { monthOfDay } from '../../../shared/domain/calendar.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import { makeTable, numberColumn, type Table, textColumn } from '../../../shared/domain/table.ts';
import { breath, inBunches, type Steps } from '../book/steps.ts';
import { missingDay } from '../workspace/types.ts';
import { moneyColumn, ratioColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { targetsOf } from './health.ts';

/** One row of a file about an account, up to the as-of date. */
interface Fact {
  day: number;
  text(name: string): string | null;
  number(name: string): number;
  date(name: string): number;
}

/** Rows of a kind that name the account, in no order. */
async function factsAbout(context: ExhibitContext, kind: TableKind, index: number): Promise<Fact[]> {
  await context.book.prefetchFacts(kind, context.signal);
  return context.beside(factSteps(context, kind, index));
}

/** Keys looked up in one go. */
const keysAtOnce = 4096;

function* factSteps({ book, asOf }: ExhibitContext, kind: TableKind, index: number): Steps<Fact[]> {
  const found: Fact[] = [];
  for (const columns of book.facts(kind)) {
    const column = (name: string) => columns.find((one) => one.name === name);
    const [account, date] = [column('account'), column('date')];
    if (account?.type !== 'code' || date?.type !== 'day') continue;
    const { dictionary } = account;
    yield breath;
    const own = new Uint8Array(dictionary.length);
    const look = (from: number, to: number) => {
      for (let code = from; code < to; code++)
        own[code] = book.accounts.find(dictionary[code]!) === index ? 1 : 0;
    };
    yield* inBunches(own.length, look, keysAtOnce);
    for (let row = 0; row < account.values.length; row++) {
      const day = date.values[row]!;
      if (own[account.values[row]!] !== 1 || day === missingDay || day > asOf) continue;
      found.push({
        day,
        text(name) {
          const one = column(name);
          return one?.type === 'code' ? (one.dictionary[one.values[row]!] ?? null) : null;
        },
        number(name) {
          const one = column(name);
          return one?.type === 'number' ? one.values[row]! : Number.NaN;
        },
        date(name) {
          const one = column(name);
          return one?.type === 'day' && one.values[row] !== missingDay ? one.values[row]! : Number.NaN;
        },
      });
    }
  }
  return found;
}

function dateColumn(name: string, days: number[]) {
  return numberColumn(name, 'none', days, 'date');
}

/** What the account said, newest first. */
export async function feedbackTable(context: ExhibitContext, index: number): Promise<Table> {
  const facts = await factsAbout(context, 'feedback', index);
  const rows = facts.sort((a, b) => b.day - a.day);
  const score = (name: string) =>
    numberColumn(
      name,
      'score',
      rows.map((row) => row.number(name)),
    );
  return makeTable([
    dateColumn(
      'date',
      rows.map(({ day }) => day),
    ),
    score('nps'),
    score('csat'),
    textColumn(
      'topic',
      rows.map((row) => row.text('topic')),
    ),
    textColumn(
      'comment',
      rows.map((row) => row.text('comment')),
    ),
  ]);
}

/** Visits, calls and tickets, newest first. */
export async function activitiesTable(context: ExhibitContext, index: number): Promise<Table> {
  const facts = await factsAbout(context, 'activities', index);
  const rows = facts.sort((a, b) => b.day - a.day);
  const texts = (name: string) =>
    textColumn(
      name,
      rows.map((row) => row.text(name)),
    );
  const dates = (name: string) =>
    dateColumn(
      name,
      rows.map((row) => row.date(name)),
    );
  return makeTable([
    dateColumn(
      'date',
      rows.map(({ day }) => day),
    ),
    ...['type', 'planned', 'owner', 'note'].map(texts),
    ...['opened', 'due', 'closed'].map(dates),
  ]);
}

/**
 * Revenue targets of the account beside what it brought in their months, oldest first; a period that the as-of date cuts
 * counts what there was up to it. `revenue` starts at month `first`.
 */
export function planTable(
  context: ExhibitContext,
  index: number,
  first: number,
  revenue: ArrayLike<number>,
): Table {
  const targets = context.shared('targets', () => targetsOf(context.book));
  const spans = new Map<string, { month: number; months: number; target: number }>();
  const last = monthOfDay(context.asOf);
  for (let at = targets?.starts[index] ?? 0; targets && at < targets.starts[index + 1]!; at++) {
    const [month, months] = [targets.month[at]!, targets.months[at]!];
    if (month > last) continue;
    const span = spans.get(`${month} ${months}`) ?? { month, months, target: 0 };
    span.target += targets.target[at]!;
    spans.set(`${month} ${months}`, span);
  }
  const rows = [...spans.values()].sort((a, b) => a.month - b.month || a.months - b.months);
  const actual = rows.map(({ month, months }) => {
    let sum = 0;
    for (let at = month; at < month + months; at++) sum += revenue[at - first] ?? 0;
    return sum;
  });
  return makeTable([
    numberColumn(
      'month',
      'none',
      rows.map(({ month }) => month),
      'month',
    ),
    numberColumn(
      'months',
      'months',
      rows.map(({ months }) => months),
      'integer',
    ),
    moneyColumn(
      'target',
      rows.map(({ target }) => target),
    ),
    moneyColumn('revenue', actual),
    ratioColumn(
      'attainment',
      rows.map(({ target }, at) => (target > 0 ? actual[at]! / target : Number.NaN)),
    ),
  ]);
}

const flows = ['received', 'outbound', 'sell_out'] as const;
const coverMonths = 3;
const daysPerMonth = 365.25 / 12;

interface StockMonth {
  received: number;
  outbound: number;
  sell_out: number;
  /** Last position of every site and product, with its day. */
  positions: Map<string, { day: number; inventory: number }>;
}

/**
 * What moved through the account's stock, month by month: flows are summed, `inventory` is the last position of each
 * site and product; `cover` says for how many days it lasts at what left (sell-out, else outbound) in the 3 months to then.
 */
export async function stockTable(context: ExhibitContext, index: number): Promise<Table> {
  const months = new Map<number, StockMonth>();
  for (const fact of await factsAbout(context, 'stock', index)) {
    const month = monthOfDay(fact.day);
    const own = months.get(month) ?? {
      received: Number.NaN,
      outbound: Number.NaN,
      sell_out: Number.NaN,
      positions: new Map(),
    };
    months.set(month, own);
    for (const flow of flows) own[flow] = added(own[flow], fact.number(flow));
    const inventory = fact.number('inventory');
    const place = JSON.stringify([fact.text('site'), fact.text('product')]);
    if (!Number.isNaN(inventory) && fact.day >= (own.positions.get(place)?.day ?? missingDay)) {
      own.positions.set(place, { day: fact.day, inventory });
    }
  }
  const order = [...months.keys()].sort((a, b) => a - b);
  const stocks = order.map((month) => stockOf(months.get(month)!));
  const units = (name: string, values: number[]) => numberColumn(name, 'units', values);
  return makeTable([
    numberColumn('month', 'none', order, 'month'),
    ...flows.map((flow) =>
      units(
        flow,
        order.map((month) => months.get(month)![flow]),
      ),
    ),
    units('inventory', stocks),
    numberColumn(
      'cover',
      'days',
      order.map((month, at) => coverOf(months, month, stocks[at]!)),
    ),
  ]);
}

/** Missing only where both are. */
function added(sum: number, value: number): number {
  if (Number.isNaN(value)) return sum;
  return Number.isNaN(sum) ? value : sum + value;
}

function stockOf({ positions }: StockMonth): number {
  let sum = Number.NaN;
  for (const { inventory } of positions.values()) sum = added(sum, inventory);
  return sum;
}

function coverOf(months: ReadonlyMap<number, StockMonth>, month: number, inventory: number): number {
  let left = 0;
  let seen = 0;
  for (let at = month - coverMonths + 1; at <= month; at++) {
    const one = months.get(at);
    const moved = one ? (Number.isNaN(one.sell_out) ? one.outbound : one.sell_out) : Number.NaN;
    if (Number.isNaN(moved)) continue;
    left += moved;
    seen++;
  }
  return left > 0 ? (inventory * seen * daysPerMonth) / left : Number.NaN;
}
