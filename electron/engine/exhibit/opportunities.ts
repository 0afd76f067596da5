import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { makeTable, type Table, textColumn } from '../../../shared/domain/table.ts';
import {
  type Opportunities,
  type Opportunity,
  opportunityKinds,
} from '../analysis/opportunities/opportunity.ts';
import { runInBackground } from '../background/pool.ts';
import { accountText } from '../book/fields.ts';
import { accountColumns, moneyColumn, productColumns, ratioColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { comparisonFields } from './headroom.ts';
import { historyOf } from './retention.ts';

/** One ranked list over all kinds, remembered; look-alikes share the fields that option `comparedBy` names. */
export function opportunitiesOf(context: ExhibitContext): Promise<Opportunities> {
  const { book } = context;
  const fields = comparisonFields(context);
  return context.longWork(`opportunities:${fields.join('\u0001')}`, async (signal) =>
    runInBackground(signal, 'findOpportunities', context.rows, {
      asOf: context.asOf,
      history: await historyOf(context),
      labels: {
        accountKeys: book.accounts.keys,
        productKeys: book.products.keys,
        productNames: book.products.names,
      },
      categories: fields.map((name) => accountText(book, name)!.codes),
    }),
  );
}

/** Rows of the list, most expected money first. */
export function opportunitiesTable(context: ExhibitContext, list: Opportunity[]): Table {
  return makeTable([
    textColumn(
      'id',
      list.map((one) => one.id),
    ),
    textColumn(
      'kind',
      list.map((one) => one.kind),
    ),
    ...accountColumns(
      context.book,
      list.map((one) => one.account),
    ),
    ...productColumns(
      context.book,
      list.map((one) => one.product),
    ),
    moneyColumn(
      'value',
      list.map((one) => one.value),
    ),
    ratioColumn(
      'probability',
      list.map((one) => one.probability),
    ),
    moneyColumn(
      'expected',
      list.map((one) => one.expected),
    ),
    textColumn(
      'evidence',
      list.map((one) => one.evidence),
    ),
    textColumn(
      'evidence_params',
      list.map((one) => JSON.stringify(one.params)),
    ),
    textColumn(
      'next_step',
      list.map((one) => one.nextStep),
    ),
  ]);
}

/** Values per kind and table `opportunities`; option `kind` keeps one kind. */
export async function opportunities(context: ExhibitContext): Promise<Exhibit> {
  const kind = context.text('kind', '', ['', ...opportunityKinds]);
  const { list, totals, warnings } = await opportunitiesOf(context);
  const shown = kind === '' ? list : list.filter((one) => one.kind === kind);
  return context.exhibit(
    {
      retainValue: totals.retain.value,
      upsellValue: totals.upsell.value,
      crossSellValue: totals['cross-sell'].value,
      retainExpected: totals.retain.expected,
      upsellExpected: totals.upsell.expected,
      crossSellExpected: totals['cross-sell'].expected,
      retainCount: totals.retain.count,
      upsellCount: totals.upsell.count,
      crossSellCount: totals['cross-sell'].count,
    },
    { opportunities: opportunitiesTable(context, shown) },
    {
      method: 'opportunities',
      source: 'Own rhythm, look-alikes and white space, calibrated on the account book’s own past',
      parameters: { ...(kind === '' ? {} : { kind }), comparedBy: comparisonFields(context) },
      warnings,
    },
  );
}
