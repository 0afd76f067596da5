import { isoDate } from '../../../shared/domain/calendar.ts';
import type { Exhibit, OptionValue } from '../../../shared/domain/exhibit.ts';
import { type OpportunityKind, opportunityKinds } from '../analysis/opportunities/opportunity.ts';
import { statuses } from '../decisions/standing.ts';
import { comparisonFields } from './comparison.ts';
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
 * `groups` with option `group`, and `owners`. Options narrow it: `kind`, `status` (open unless told), `owner`,
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
    },
    {
      method: 'opportunities',
      source: 'Own rhythm, look-alikes and white space, calibrated on the account book’s own past',
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

/** What decides the list, but not which page of it is shown. */
function parametersOf(context: ExhibitContext, { weighed }: OpportunityList): Record<string, OptionValue> {
  const { offset: _offset, limit: _limit, ...given } = context.ask.options;
  const factors = opportunityKinds.map(
    (kind) => `${kind}=${Number(weighed.movable[kind].factor.toFixed(4))}`,
  );
  return {
    ...given,
    comparedBy: comparisonFields(context),
    movable: factors.join(', '),
    snoozedUntil: isoDate(context.decisions.today),
  };
}
