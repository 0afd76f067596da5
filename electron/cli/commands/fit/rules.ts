import type { Table } from '../../../../shared/domain/table.ts';
import { findAssociationRules } from '../../../engine/analysis/cross-sell/associationRules.ts';
import { makeBaskets } from '../../../engine/analysis/cross-sell/baskets.ts';
import { rulesTables } from '../../../engine/exhibit/rules.ts';
import { readColumns } from '../../../engine/ingest/readColumns.ts';
import type { Answer, Command } from '../../command.ts';
import { printTable } from '../../output.ts';
import { rulesJson } from '../../shapes.ts';
import { required } from './required.ts';

/** Association rules over baskets: who buys this, buys that. */
export async function fitRules({ args, t }: Parameters<Command>[0]): Promise<Answer> {
  const [basket, item] = await readColumns(required(args, 'data'), [
    { header: required(args, 'basket'), as: 'text' },
    { header: required(args, 'item'), as: 'text' },
  ]);
  if (basket?.as !== 'text' || item?.as !== 'text') throw new Error('Baskets and items are text');
  const found = findAssociationRules(
    makeBaskets(basket.codes, item.codes, basket.dictionary.length, item.dictionary.length),
    {
      support: args.number('support') ?? 0.01,
      confidence: args.number('confidence') ?? 0.3,
      maxLength: args.number('max-length') ?? 10,
    },
  );
  const { rules, left } = rulesTables(found, { keys: item.dictionary, names: item.dictionary });
  const values = { transactions: found.transactions, items: found.items };
  return {
    json: { ...rulesJson(values, rules, left), warnings: found.warnings as never },
    text: printTable(withoutNames(rules), t),
  };
}

function withoutNames(table: Table): Table {
  const hidden = new Set(['lhs_names', 'rhs_name']);
  const columns = table.columns.filter((column) => !hidden.has(column.name));
  return { columns, n: table.n };
}
