import { makeTable, numberColumn, type Table, textColumn } from '../../../../shared/domain/table.ts';
import { missingDay, type StoredColumn } from '../../workspace/types.ts';
import type { Check, QualityData } from '../types.ts';

interface PlanRow {
  day: number;
  account: string | null;
  owner: string | null;
  target: number;
}

/** Targets for an account that neither a list nor a sale knows, or for an owner who owns no account. */
export const unmatchedPlans: Check = (data) => {
  const owners = new Set(data.owners);
  const found: PlanRow[] = [];
  let rows = 0;
  data.facts.plans.forEach((columns, batch) => {
    const accountOf = data.planAccounts[batch] ?? new Int32Array(0);
    const read = planReader(columns);
    rows += read.rows;
    for (let row = 0; row < read.rows; row++) {
      const code = read.account?.values[row] ?? -1;
      const unknownAccount = code >= 0 && !isKnown(data, accountOf[code] ?? -1);
      const owner = read.text(read.owner, row);
      const unknownOwner = owner !== null && owners.size > 0 && !owners.has(owner);
      if (unknownAccount || unknownOwner) found.push(read.row(row));
    }
  });
  if (rows === 0) return null;
  return { count: found.length, of: rows, unit: 'rows', list: asTable(found), touched: null };
};

/** An account that only plans name is not known. */
function isKnown({ accounts, offsets }: QualityData, account: number): boolean {
  if (account < 0) return false;
  return accounts.fromFacts[account] === 0 || offsets[account + 1]! > offsets[account]!;
}

function planReader(columns: StoredColumn[]) {
  const find = (name: string) => columns.find((column) => column.name === name);
  const code = (name: string) => {
    const column = find(name);
    return column?.type === 'code' ? column : null;
  };
  const [account, owner, date, target] = [code('account'), code('owner'), find('date'), find('target')];
  const text = (column: typeof account, row: number) =>
    column ? (column.dictionary[column.values[row]!] ?? null) : null;
  return {
    rows: columns[0]?.values.length ?? 0,
    account,
    owner,
    text,
    row: (row: number): PlanRow => ({
      day: date?.values[row] ?? missingDay,
      account: text(account, row),
      owner: text(owner, row),
      target: target?.values[row] ?? Number.NaN,
    }),
  };
}

function asTable(rows: PlanRow[]): Table {
  return makeTable([
    numberColumn(
      'date',
      'none',
      rows.map(({ day }) => (day === missingDay ? Number.NaN : day)),
      'date',
    ),
    textColumn(
      'account',
      rows.map(({ account }) => account),
    ),
    textColumn(
      'owner',
      rows.map(({ owner }) => owner),
    ),
    numberColumn(
      'target',
      'money',
      rows.map(({ target }) => target),
    ),
  ]);
}
