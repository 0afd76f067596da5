import type { SqlTable } from '../../../shared/contract/sql.ts';
import type { MessageKey } from '../../../shared/i18n/messages.ts';

export interface SqlExample {
  title: MessageKey;
  sql: string;
}

const examples: (SqlExample & { needs: string[] })[] = [
  {
    title: 'sql.example.months',
    needs: ['revenue'],
    sql: `select month(date) as month, sum(revenue) as revenue, count(distinct account) as accounts
from sales
group by 1
order by 1`,
  },
  {
    title: 'sql.example.top',
    needs: ['revenue'],
    sql: `select account, account_name, sum(revenue) as revenue, max(date) as last_order
from sales
group by account
order by revenue desc
limit 50`,
  },
  {
    title: 'sql.example.lost',
    needs: ['revenue'],
    sql: `with last as (
  select account, account_name, max(date) as last_order, sum(revenue) as revenue
  from sales
  group by account
)
select *
from last
where last_order < (select date(max(date), '-6 months') from sales)
order by revenue desc`,
  },
  {
    title: 'sql.example.products',
    needs: ['revenue', 'market', 'product'],
    sql: `with totals as (
  select market, product_name, sum(revenue) as revenue
  from sales
  group by market, product_name
)
select market, product_name, revenue,
  rank() over (partition by market order by revenue desc) as place
from totals
order by market, place`,
  },
  {
    title: 'sql.example.batches',
    needs: [],
    sql: `select kind, source, imported_at, accepted, quarantined, state
from batches
order by batch desc`,
  },
];

/** Those that the workspace's columns can answer. */
export function examplesFor(tables: SqlTable[]): SqlExample[] {
  const sales = tables.find(({ name }) => name === 'sales');
  const columns = new Set(sales?.columns.map(({ name }) => name) ?? []);
  return examples.filter(({ needs }) => needs.every((column) => columns.has(column)));
}
