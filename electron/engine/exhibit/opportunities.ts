import { isoDate } from '../../../shared/domain/calendar.ts';
import type { Exhibit, OptionValue } from '../../../shared/domain/exhibit.ts';
import { makeTable, numberColumn, type Table, textColumn } from '../../../shared/domain/table.ts';
import { type OpportunityKind, opportunityKinds } from '../analysis/opportunities/kinds.ts';
import { statuses } from '../decisions/standing.ts';
import type { ChosenList } from './chosenList.ts';
import { comparisonOf } from './comparison.ts';
import type { ExhibitContext } from './context.ts';
import { type OpportunityList, opportunityList } from './opportunities/list.ts';
import { groupsTable, opportunitiesTable, ownersTable } from './opportunities/tables.ts';

const valueNames: Record<OpportunityKind, string> = {
  retain: 'retain',
  upsell: 'upsell',
  'cross-sell': 'crossSell',
  renewal: 'renewal',
  price: 'price',
};

/**
 * The workbench: values per kind and status, table `opportunities` (a page of it with options `offset` and `limit`),
 * `groups` with option `group`, `owners`, and `lists`: which list every kind goes by. With option `judge` = `yes` the
 * lists are judged on the past first, and a naive one that is better takes the place of ours. Options narrow it: `kind`, `status` (open unless told), `owner`,
 * `account`, `product`, `search`, `minExpected`; `sort` and `order` put it in order; `movable` replaces factors.
 */
export async function opportunities(context: ExhibitContext): Promise<Exhibit> {
  const list = await opportunityList(context);
  const { rows, options, weighed } = list;
  const page = rows.subarray(options.offset, Math.min(rows.length, options.offset + options.limit));
  return context.exhibit(
    valuesOf(list),
    {
      opportunities: opportunitiesTable(context, list, page),
      ...(options.group ? { groups: groupsTable(context, list) } : {}),
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
  const values: Exhibit['values'] = { total: rows.length, value: 0, expected: 0 };
  for (const row of rows) {
    values.value = (values.value as number) + weighed.found.value[row]!;
    values.expected = (values.expected as number) + weighed.expected[row]!;
  }
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

/** What decides the list, but not which page of it is shown. */
function parametersOf(context: ExhibitContext, { weighed }: OpportunityList): Record<string, OptionValue> {
  const { offset: _offset, limit: _limit, ...given } = context.ask.options;
  const factors = opportunityKinds.map(
    (kind) => `${kind}=${Number(weighed.movable[kind].factor.toFixed(4))}`,
  );
  return {
    ...given,
    comparedBy: comparisonOf(context).map(({ name }) => name),
    movable: factors.join(', '),
    lists: weighed.lists.map(({ name }) => name),
    snoozedUntil: isoDate(context.decisions.today),
  };
}
