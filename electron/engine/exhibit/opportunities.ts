import { isoDate } from '../../../shared/domain/calendar.ts';
import type { Exhibit, OptionValue } from '../../../shared/domain/exhibit.ts';
import { makeTable, numberColumn, type Table, textColumn } from '../../../shared/domain/table.ts';
import { type OpportunityKind, opportunityKinds } from '../analysis/opportunities/kinds.ts';
import { statuses } from '../decisions/standing.ts';
import type { ChosenList } from './chosenList.ts';
import { comparisonOf } from './comparison.ts';
import type { ExhibitContext } from './context.ts';
import { pageOf } from './listOrder.ts';
import { type OpportunityList, opportunityList } from './opportunities/list.ts';
import { groupsTable, kindsTable, opportunitiesTable, ownersTable } from './opportunities/tables.ts';

const valueNames: Record<OpportunityKind, string> = {
  retain: 'retain',
  upsell: 'upsell',
  'cross-sell': 'crossSell',
  renewal: 'renewal',
  price: 'price',
};

/**
 * The workbench: values per kind and status, table `opportunities` (a page of it with options `offset` and `limit`),
 * `groups` with option `group`, `kinds`, `owners`, and `lists`: which list every kind goes by. With option `judge` = `yes` the
 * lists are judged on the past first, and a naive one that is better takes the place of ours. Options narrow it: `kind`, `status` (open unless told), `owner`,
 * `account` (one or several), `product`, `search`, `minExpected`; `sort` and `order` put it in order; `movable` replaces factors.
 */
export async function opportunities(context: ExhibitContext): Promise<Exhibit> {
  const list = await opportunityList(context);
  const { rows, options, weighed } = list;
  return context.exhibit(
    valuesOf(list),
    {
      opportunities: await context.beside(opportunitiesTable(context, list, pageOf(rows, options))),
      ...(options.group ? { groups: groupsTable(context, list) } : {}),
      kinds: kindsTable(list),
      owners: ownersTable(list),
      lists: listsTable(list),
    },
    {
      method: 'opportunities',
      source: 'Risk of leaving, headroom and next products, calibrated on the account book’s own past',
      parameters: parametersOf(context, list),
      warnings: weighed.found.warnings,
    },
  );
}

function valuesOf({ weighed, rows, byKind, byStatus }: OpportunityList): Exhibit['values'] {
  let [value, expected] = [0, 0];
  for (const row of rows) {
    value += weighed.found.value[row]!;
    expected += weighed.expected[row]!;
  }
  const values: Exhibit['values'] = { total: rows.length, value, expected };
  for (const [index, kind] of opportunityKinds.entries()) {
    const name = valueNames[kind];
    const { factor, origin, seen } = weighed.movable[kind];
    values[`${name}Value`] = byKind[index]!.value;
    values[`${name}Expected`] = byKind[index]!.expected;
    values[`${name}Count`] = byKind[index]!.count;
    values[`${name}Movable`] = factor;
    values[`${name}MovableOrigin`] = origin;
    values[`${name}MovableSeen`] = seen;
  }
  for (const [index, status] of statuses.entries()) values[`${status}Count`] = byStatus[index]!.count;
  return values;
}

/** Per kind that can be judged: the list in use, the verdict on ours, and what both found in the past. */
function listsTable({ weighed: { lists } }: OpportunityList): Table {
  const counts = (name: string, read: (one: ChosenList) => number | null) =>
    numberColumn(
      name,
      'count',
      lists.map((one) => read(one) ?? Number.NaN),
    );
  const words = (name: string, read: (one: ChosenList) => string) => textColumn(name, lists.map(read));
  return makeTable([
    words('kind', ({ kind }) => kind),
    words('list', ({ name }) => name),
    words('rival', ({ rivalName }) => rivalName),
    words('verdict', ({ verdict }) => verdict),
    counts('taken', ({ taken }) => taken),
    counts('hits', ({ hits }) => hits),
    counts('rival_hits', ({ rivalHits }) => rivalHits),
  ]);
}

/** A long list is only counted. */
function shortList(given: OptionValue): OptionValue {
  return Array.isArray(given) && given.length > 10 ? given.length : given;
}

/** What decides the list, but not which page of it is shown. */
function parametersOf(context: ExhibitContext, { weighed }: OpportunityList): Record<string, OptionValue> {
  const { offset: _offset, limit: _limit, account, ...given } = context.ask.options;
  const factors = opportunityKinds.map(
    (kind) => `${kind}=${Number(weighed.movable[kind].factor.toFixed(4))}`,
  );
  return {
    ...given,
    ...(account === undefined ? {} : { account: shortList(account) }),
    comparedBy: comparisonOf(context).map(({ name }) => name),
    movable: factors.join(', '),
    lists: weighed.lists.map(({ name }) => name),
    snoozedUntil: isoDate(context.decisions.today),
  };
}
