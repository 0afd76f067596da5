import { dayOf } from '../../../../shared/domain/calendar.ts';
import {
  type Column,
  codedColumn,
  makeTable,
  numberColumn,
  type PackedTexts,
  type Table,
  textColumn,
} from '../../../../shared/domain/table.ts';
import { opportunityKinds } from '../../analysis/opportunities/kinds.ts';
import { joinId } from '../../analysis/opportunities/opportunity.ts';
import { inBunches, type Steps } from '../../book/steps.ts';
import type { Book } from '../../book/types.ts';
import { type Standing, statuses } from '../../decisions/standing.ts';
import { countColumn, moneyColumn, packedColumn, pickedFrom, ratioColumn, tableSteps } from '../columns.ts';
import type { ExhibitContext } from '../context.ts';
import { weighedOpportunities } from './found.ts';
import type { OpportunityList } from './list.ts';
import { standingColumns } from './standingColumns.ts';

type Rows = ArrayLike<number>;

function codes(values: ArrayLike<number>, rows: Rows): Int32Array {
  const picked = new Int32Array(rows.length);
  for (let at = 0; at < picked.length; at++) picked[at] = values[rows[at]!]!;
  return picked;
}

type ShownList = Pick<OpportunityList, 'weighed' | 'standing'>;

/** Rows of the list in the order given, with where each stands. */
export function* opportunitiesTable({ book }: ExhibitContext, list: ShownList, rows: Rows): Steps<Table> {
  const ids: string[] = [];
  const { kind, account, product } = list.weighed.found;
  yield* inBunches(
    rows.length,
    (from, to) => {
      for (let at = from; at < to; at++) {
        const row = rows[at]!;
        const productKey = product[row]! < 0 ? null : book.products.keys[product[row]!]!;
        ids.push(joinId(opportunityKinds[kind[row]!]!, book.accounts.keys[account[row]!]!, productKey));
      }
    },
    idsAtOnce,
  );
  return yield* tableSteps(columnsOf(book, list, rows, ids));
}

const idsAtOnce = 4096;

function* columnsOf(
  { accounts, products }: Book,
  { weighed, standing }: ShownList,
  rows: Rows,
  ids: string[],
): Generator<Column, void> {
  const { found, expected, movable } = weighed;
  const accountCodes = codes(found.account, rows);
  const productCodes = codes(found.product, rows);
  const kindCodes = codes(found.kind, rows);
  const factors = opportunityKinds.map((kind) => movable[kind].factor);
  const decided = <Value>(read: (standing: Standing | undefined) => Value) =>
    Array.from(rows, (row) => read(standing.decided.get(row)));
  yield textColumn('id', ids);
  yield codedColumn('kind', kindCodes, opportunityKinds);
  yield codedColumn('account', accountCodes, accounts.keys);
  yield codedColumn('account_name', accountCodes, accounts.names);
  yield codedColumn('product', productCodes, products.keys);
  yield codedColumn('product_name', productCodes, products.names);
  yield moneyColumn('value', pickedFrom(found.value, rows));
  yield ratioColumn('probability', pickedFrom(found.probability, rows));
  yield ratioColumn('movable', pickedFrom(factors, kindCodes));
  yield moneyColumn('expected', pickedFrom(expected, rows));
  yield codedColumn('evidence', codes(found.evidence, rows), found.codes);
  yield packedColumn('evidence_params', pickTexts(found.params, rows));
  yield codedColumn('next_step', codes(found.nextStep, rows), found.codes);
  yield codedColumn('status', codes(standing.status, rows), statuses);
  yield codedColumn('owner', codes(standing.owner, rows), standing.owners);
  const until = decided((one) => dayOfIso(one?.until ?? null));
  yield numberColumn('until', 'none', until, 'date');
  yield textColumn(
    'reason',
    decided((one) => one?.reason ?? null),
  );
  yield textColumn(
    'note',
    decided((one) => one?.note ?? null),
  );
}

function dayOfIso(text: string | null): number {
  const parts = text?.split('-').map(Number);
  return parts ? dayOf(parts[0]!, parts[1]!, parts[2]!) : Number.NaN;
}

/** What is on the list about one account, dismissed or not, most expected money first. */
export async function accountOpportunities(context: ExhibitContext, account: number): Promise<Table> {
  const weighed = await weighedOpportunities(context);
  const standing = await standingColumns(context, weighed);
  const rows = weighed.order.filter((row) => weighed.found.account[row] === account);
  return context.beside(opportunitiesTable(context, { weighed, standing }, rows));
}

/** Sums over the rows by account or owner, most expected money first. */
export function groupsTable({ book }: ExhibitContext, list: OpportunityList): Table {
  const { weighed, standing, rows, options } = list;
  const { found, expected } = weighed;
  const isAccount = options.group === 'account';
  const codeOf = isAccount ? found.account : standing.owner;
  const size = isAccount ? book.accounts.count : standing.owners.length;
  const [count, value, sum] = [
    new Float64Array(size + 1),
    new Float64Array(size + 1),
    new Float64Array(size + 1),
  ];
  for (const row of rows) {
    const code = codeOf[row]! + 1;
    count[code]!++;
    value[code]! += found.value[row]!;
    sum[code]! += expected[row]!;
  }
  const order = Array.from(count.keys())
    .filter((code) => count[code]! > 0)
    .sort((a, b) => sum[b]! - sum[a]! || a - b);
  const member = Int32Array.from(order, (code) => code - 1);
  return makeTable([
    codedColumn('group', member, isAccount ? book.accounts.keys : standing.owners),
    codedColumn('group_name', member, isAccount ? book.accounts.names : standing.owners),
    countColumn('opportunities', pickedFrom(count, order)),
    moneyColumn('value', pickedFrom(value, order)),
    moneyColumn('expected', pickedFrom(sum, order)),
  ]);
}

/** What is at stake per kind: to keep, grow and widen always, renewals and prices where there are any. */
export function kindsTable({ byKind }: Pick<OpportunityList, 'byKind'>): Table {
  const kinds = opportunityKinds.map((kind, at) => ({ kind, ...byKind[at]! }));
  const shown = kinds.filter(({ count }, at) => at < alwaysShown || count > 0);
  return makeTable([
    textColumn(
      'kind',
      shown.map(({ kind }) => kind),
    ),
    countColumn(
      'opportunities',
      Float64Array.from(shown, ({ count }) => count),
    ),
    moneyColumn(
      'value',
      Float64Array.from(shown, ({ value }) => value),
    ),
    moneyColumn(
      'expected',
      Float64Array.from(shown, ({ expected }) => expected),
    ),
  ]);
}

const alwaysShown = 3;

/** Who has opportunities on the whole list, whatever the filters. */
export function ownersTable({ standing, weighed }: OpportunityList): Table {
  const counts = new Float64Array(standing.owners.length);
  for (let entry = 0; entry < weighed.found.n; entry++) {
    if (standing.owner[entry]! >= 0) counts[standing.owner[entry]!]!++;
  }
  const order = Int32Array.from(counts.keys()).filter((owner) => counts[owner]! > 0);
  return makeTable([
    codedColumn('owner', order, standing.owners),
    countColumn('opportunities', pickedFrom(counts, order)),
  ]);
}

function pickTexts({ bytes, offsets }: PackedTexts, rows: Rows): PackedTexts {
  const picks = new Int32Array(rows.length + 1);
  for (let at = 0; at < rows.length; at++) {
    picks[at + 1] = picks[at]! + offsets[rows[at]! + 1]! - offsets[rows[at]!]!;
  }
  const copied = new Uint8Array(picks[rows.length]!);
  for (let at = 0; at < rows.length; at++) {
    copied.set(bytes.subarray(offsets[rows[at]!]!, offsets[rows[at]! + 1]!), picks[at]!);
  }
  return { bytes: copied, offsets: picks };
}
