import { dayOf } from '../../../../shared/domain/calendar.ts';
import {
  codedColumn,
  makeTable,
  numberColumn,
  type PackedTexts,
  type Table,
  type TextColumn,
  textColumn,
} from '../../../../shared/domain/table.ts';
import { opportunityKinds } from '../../analysis/opportunities/kinds.ts';
import { joinId } from '../../analysis/opportunities/opportunity.ts';
import { statuses } from '../../decisions/standing.ts';
import { countColumn, moneyColumn, ratioColumn } from '../columns.ts';
import type { ExhibitContext } from '../context.ts';
import { weighedOpportunities } from './found.ts';
import type { OpportunityList } from './list.ts';
import { standingColumns } from './standingColumns.ts';

type Rows = ArrayLike<number>;

function picked(values: ArrayLike<number>, rows: Rows): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!);
}

function codes(values: ArrayLike<number>, rows: Rows): Int32Array {
  return Int32Array.from(rows, (row) => values[row]!);
}

/** Rows of the list in the order given, with where each stands. */
export function opportunitiesTable(
  { book }: ExhibitContext,
  { weighed, standing }: Pick<OpportunityList, 'weighed' | 'standing'>,
  rows: Rows,
): Table {
  const { found, expected, movable } = weighed;
  const { accounts, products } = book;
  const accountCodes = codes(found.account, rows);
  const productCodes = codes(found.product, rows);
  const kindCodes = codes(found.kind, rows);
  const factors = opportunityKinds.map((kind) => movable[kind].factor);
  const decided = <Value>(read: (row: number) => Value) => Array.from(rows, read);
  return makeTable([
    textColumn(
      'id',
      Array.from(rows, (row) =>
        joinId(
          opportunityKinds[found.kind[row]!]!,
          accounts.keys[found.account[row]!]!,
          found.product[row]! < 0 ? null : products.keys[found.product[row]!]!,
        ),
      ),
    ),
    codedColumn('kind', kindCodes, opportunityKinds),
    codedColumn('account', accountCodes, accounts.keys),
    codedColumn('account_name', accountCodes, accounts.names),
    codedColumn('product', productCodes, products.keys),
    codedColumn('product_name', productCodes, products.names),
    moneyColumn('value', picked(found.value, rows)),
    ratioColumn('probability', picked(found.probability, rows)),
    ratioColumn(
      'movable',
      Array.from(rows, (row) => factors[found.kind[row]!]!),
    ),
    moneyColumn('expected', picked(expected, rows)),
    codedColumn('evidence', codes(found.evidence, rows), found.codes),
    packedColumn('evidence_params', pickTexts(found.params, rows)),
    codedColumn('next_step', codes(found.nextStep, rows), found.codes),
    codedColumn('status', codes(standing.status, rows), statuses),
    codedColumn('owner', codes(standing.owner, rows), standing.owners),
    numberColumn(
      'until',
      'none',
      decided((row) => dayOfIso(standing.decided.get(row)?.until ?? null)),
      'date',
    ),
    textColumn(
      'reason',
      decided((row) => standing.decided.get(row)?.reason ?? null),
    ),
    textColumn(
      'note',
      decided((row) => standing.decided.get(row)?.note ?? null),
    ),
  ]);
}

function dayOfIso(text: string | null): number {
  const parts = text?.split('-').map(Number);
  return parts ? dayOf(parts[0]!, parts[1]!, parts[2]!) : Number.NaN;
}

/** What is on the list about one account, dismissed or not, most expected money first. */
export async function accountOpportunities(context: ExhibitContext, account: number): Promise<Table> {
  const weighed = await weighedOpportunities(context);
  const standing = standingColumns(context, weighed);
  const rows = weighed.order.filter((row) => weighed.found.account[row] === account);
  return opportunitiesTable(context, { weighed, standing }, rows);
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
    countColumn('opportunities', picked(count, order)),
    moneyColumn('value', picked(value, order)),
    moneyColumn('expected', picked(sum, order)),
  ]);
}

/** Who has opportunities on the whole list, whatever the filters. */
export function ownersTable({ standing, weighed }: OpportunityList): Table {
  const counts = new Float64Array(standing.owners.length);
  for (let entry = 0; entry < weighed.found.n; entry++) {
    if (standing.owner[entry]! >= 0) counts[standing.owner[entry]!]!++;
  }
  const order = Int32Array.from(counts.keys()).filter((owner) => counts[owner]! > 0);
  return makeTable([
    codedColumn('owner', order, standing.owners),
    countColumn('opportunities', picked(counts, order)),
  ]);
}

const decoder = new TextDecoder();

/** A column over bytes; texts are decoded only when `values` is first asked for. */
function packedColumn(name: string, packed: PackedTexts): TextColumn {
  let values: string[] | null = null;
  return {
    name,
    type: 'text',
    packed,
    get values() {
      values ??= Array.from({ length: packed.offsets.length - 1 }, (_, row) =>
        decoder.decode(packed.bytes.subarray(packed.offsets[row]!, packed.offsets[row + 1]!)),
      );
      return values;
    },
  };
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
