import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrowToTable } from '../../electron/engine/exhibit/arrow.ts';
import type { Basis, Condition } from '../../shared/domain/slice.ts';
import type { Table } from '../../shared/domain/table.ts';
import { basisSql, type Cell, type DuckBook, openDuckBook, type Random, randomOf } from './duckBook.ts';
import { seed } from './seed.ts';

/** Random grouped queries beside the same question in SQL. */
const start = seed();
let duck: DuckBook;
beforeAll(async () => {
  duck = await openDuckBook(start, 1500);
});
afterAll(() => duck.remove());

const measures: Record<string, string> = {
  revenue: 'coalesce(sum(revenue), 0)',
  quantity: 'coalesce(sum(quantity), 0)',
  lines: 'count(*)',
  orders: 'count(distinct "order")',
  products: 'count(distinct product)',
  margin: 'coalesce(sum(revenue) - sum(cost), 0)',
  price: 'if(sum(quantity) = 0, null, sum(revenue) / sum(quantity))',
  order_value: 'sum(revenue) / nullif(count(distinct "order"), 0)',
};
const periods = ['year', 'half', 'quarter', 'month', 'week', 'day'];
const fields = ['account', 'product', 'industry', 'city', 'category', 'channel', ...periods];
const spans = [
  ['2024', '2024-01-01', '2024-12-31'],
  ['2024-H1', '2024-01-01', '2024-06-30'],
  ['2024-Q3', '2024-07-01', '2024-09-30'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2024-W20', '2024-05-13', '2024-05-19'],
  ['2024-03-05..2024-08-02', '2024-03-05', '2024-08-02'],
] as const;
const values: Record<string, string[]> = {
  industry: ['Food', 'Tech', 'nothing'],
  city: ['北京'],
  channel: ['web', 'field'],
  category: ['c0', 'c2'],
  account: ['A001', 'A012', 'A024'],
  product: ['P-1', 'P-9'],
};

interface Asked {
  measures: string[];
  by: string[];
  where: Condition[];
  basis: Basis;
  from?: string;
  to?: string;
}

/** A query and the condition that says the same in SQL. */
function randomQuery(random: Random): { query: Asked; condition: string } {
  const some = (list: readonly string[], most: number) =>
    list.toSorted(() => random(3) - 1).slice(0, random(most + 1));
  const [basis] = some(['net', 'gross', 'all'], 1) as Basis[];
  const query: Asked = {
    measures: [Object.keys(measures)[random(8)]!, 'active_accounts', 'lines'],
    by: some(fields, 3),
    where: [],
    basis: basis ?? 'net',
  };
  const conditions = [basisSql[query.basis]];
  for (const field of some(Object.keys(values), 2)) {
    const list = values[field]!.map((value) => `'${value}'`).join(', ');
    const positive = random(2) === 0;
    query.where.push(positive ? { field, in: values[field]! } : { field, not: values[field]! });
    conditions.push(positive ? `${field} in (${list})` : `(${field} is null or ${field} not in (${list}))`);
  }
  if (random(3) === 0) {
    query.where.push({ field: 'revenue', from: -50, to: 300 });
    conditions.push('revenue between -50 and 300');
  }
  const [text, first, last] = spans[random(spans.length)]!;
  if (random(2) === 0) {
    Object.assign(query, { from: text, to: text });
    conditions.push(`date between '${first}' and '${last}'`);
  }
  return { query, condition: conditions.join(' and ') };
}

async function wantedGroups({ by, measures: asked }: Asked, condition: string): Promise<Map<string, Cell[]>> {
  const groups = by.map((field) => `${field}, `).join('');
  const active = `(select ${groups} account, sum(revenue) as total from v where ${condition} group by all)`;
  const keys = by.map((field) => `t.${field} is not distinct from g.${field}`).join(' and ') || 'true';
  const columns = asked.map((name) =>
    name === 'active_accounts'
      ? `(select count(*) from ${active} t where account is not null and round(total, 4) > 0 and ${keys})`
      : name,
  );
  const own = asked
    .filter((name) => name !== 'active_accounts')
    .map((name) => `${measures[name]} as ${name}`);
  const inner = `select ${groups} ${[...new Set(own)].join(', ')} from v where ${condition} group by ${by.join(', ') || '()'}`;
  const rows = await duck.sql(`select ${groups} ${columns.join(', ')} from (${inner}) g`);
  return new Map(rows.map((row) => [JSON.stringify(row.slice(0, by.length)), row.slice(by.length)]));
}

function cellsOf(table: Table, row: number): Cell[] {
  return table.columns.map((column) => {
    const cell = column.values[row] ?? null;
    return typeof cell === 'number' && Number.isNaN(cell) ? null : cell;
  });
}

test('random grouped queries have the groups and values of SQL', async () => {
  const random = randomOf(start + 1);
  for (let run = 0; run < 60; run++) {
    const { query, condition } = randomQuery(random);
    const said = `seed ${start}, run ${run}: ${JSON.stringify(query)}`;
    const { arrow } = await duck.book.call('book.query', query);
    const table = arrowToTable(arrow);
    const wanted = await wantedGroups(query, condition);
    if (query.by.length > 0) expect(table.n, said).toBe(wanted.size);
    for (let row = 0; row < table.n; row++) {
      const cells = cellsOf(table, row);
      const key = JSON.stringify(cells.slice(0, query.by.length));
      const values = wanted.get(key);
      expect(values, `${said} ${key}`).toBeDefined();
      cells.slice(query.by.length).forEach((cell, at) => {
        const [found, right] = [cell as number | null, values![at] as number | null];
        if (found === null || right === null) expect(found, `${said} ${key}`).toBe(right);
        else
          expect(Math.abs(found - right), `${said} ${key}`).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(right)));
      });
    }
  }
});
