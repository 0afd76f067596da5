import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import {
  type Column,
  makeTable,
  numberColumn,
  type Table,
  textColumn,
} from '../../../shared/domain/table.ts';
import type { AssociationRules } from '../analysis/cross-sell/associationRules.ts';
import type { BasketUnit } from '../analysis/cross-sell/baskets.ts';
import { type RuleMeasures, ruleMeasures } from '../analysis/cross-sell/ruleMeasures.ts';
import { runInBackground } from '../background/pool.ts';
import { countColumn, ratioColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { type NamedItems, namedItems } from './items.ts';

/** Values and table `rules` of "What is bought together?". */
export async function rules(context: ExhibitContext): Promise<Exhibit> {
  const parameters = {
    support: context.number('support', 0.01, { min: 0, max: 1 }),
    confidence: context.number('confidence', 0.3, { min: 0, max: 1 }),
    maxLength: context.number('maxLength', 4, { min: 2, max: 10 }),
    unit: context.text('unit', 'order', ['order', 'account']),
    level: context.text('level', 'product'),
    productPattern: context.text('productPattern', ''),
  };
  const items = namedItems(context.book, parameters.level, parameters.productPattern);
  const unit = parameters.unit as BasketUnit;
  const found = await context.longWork(`rules:${JSON.stringify(parameters)}`, (signal) =>
    runInBackground(signal, 'minedRules', context.rows, unit, items.of, parameters),
  );
  return context.exhibit(
    { transactions: found.transactions, items: found.items, rules: found.n },
    rulesTables(found, items),
    {
      method: 'associationRules',
      source: 'Agrawal & Srikant (1994), Fast Algorithms for Mining Association Rules, VLDB',
      parameters,
      warnings: found.warnings,
    },
  );
}

/** Names in a table, where they differ from those of the measure. */
const columnNames: Partial<Record<keyof RuleMeasures, string>> = {
  coverage: 'lhs_support',
  chiSquared: 'chi_squared',
  oddsRatio: 'odds_ratio',
};
const shares = new Set<keyof RuleMeasures>(['support', 'confidence', 'coverage']);

function measureColumn(name: keyof RuleMeasures, values: Float64Array): Column {
  const column = columnNames[name] ?? name;
  if (shares.has(name)) return ratioColumn(column, values);
  return numberColumn(column, name === 'chance' ? 'p' : 'none', values);
}

/** Rules as rows, and `left`: the items of each rule's left side, one a row, because a key may hold any character. */
export function rulesTables(
  found: AssociationRules,
  items: Pick<NamedItems, 'keys' | 'names'>,
): { rules: Table; left: Table } {
  const byKey = (a: number, b: number) => (items.keys[a]! < items.keys[b]! ? -1 : 1);
  const left = Array.from({ length: found.n }, (_, rule) =>
    Array.from(found.lhs.subarray(found.lhsOffsets[rule]!, found.lhsOffsets[rule + 1]!)).sort(byKey),
  );
  const rules = makeTable([
    textColumn(
      'lhs',
      left.map((side) => side.map((item) => items.keys[item]!).join(' + ')),
    ),
    textColumn(
      'lhs_names',
      left.map((side) => side.map((item) => items.names[item]!).join(' + ')),
    ),
    textColumn(
      'rhs',
      Array.from(found.rhs, (item) => items.keys[item]!),
    ),
    textColumn(
      'rhs_name',
      Array.from(found.rhs, (item) => items.names[item]!),
    ),
    countColumn('length', found.length),
    countColumn('count', found.count),
    ...ruleMeasures.map((name) => measureColumn(name, found[name])),
  ]);
  const sides = makeTable([
    countColumn(
      'rule',
      left.flatMap((side, rule) => side.map(() => rule)),
    ),
    textColumn(
      'item',
      left.flatMap((side) => side.map((item) => items.keys[item]!)),
    ),
  ]);
  return { rules, left: sides };
}
