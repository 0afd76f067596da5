import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { columnHeads, figuresPage, rowHeads } from '../../electron/engine/book/pivot/page.ts';
import { openPivot } from '../../electron/engine/book/pivot/pivot.ts';
import { pivotSpec } from '../../shared/contract/pivot.ts';
import type { PivotSpec } from '../../shared/domain/pivot.ts';
import { duckSales } from './duckSales.ts';
import { makeBook } from './syntheticBook.ts';

/**
 * A pivot with every level open, from the question to its first 100 rows, beside DuckDB asked for the same levels by
 * GROUPING SETS, both on all cores and in turn; medians of five. Also what turning a page and opening a group cost.
 * What scrolling through one costs the page: test/bench/tableScroll.ts. Run: `node test/bench/pivot.ts [rows]` (default 10 000 000).
 */

const rows = Number(process.argv[2] ?? 10_000_000);
const signal = new AbortController().signal;
const month = "strftime(date, '%Y-%m')";

interface Case {
  name: string;
  spec: object;
  sql: string;
}

const sums = 'sum(revenue), sum(quantity), count(*)';

const cases: Case[] = [
  {
    name: 'market > segment × month, 3 sums',
    spec: {
      rows: [{ field: 'market' }, { field: 'segment' }],
      columns: [{ field: 'month' }],
      measures: [{ measure: 'revenue' }, { measure: 'quantity' }, { measure: 'lines' }],
    },
    sql: `select market, segment, ${month} m, ${sums} from sales group by grouping sets ((market, segment, m), (market, m), (m), (market, segment), (market), ())`,
  },
  {
    name: 'market > product × year > month, 3 sums',
    spec: {
      rows: [{ field: 'market' }, { field: 'product' }],
      columns: [{ field: 'year' }, { field: 'month' }],
      measures: [{ measure: 'revenue' }, { measure: 'quantity' }, { measure: 'lines' }],
    },
    sql: `select market, product, year(date) y, ${month} m, ${sums} from sales group by grouping sets ((market, product, y, m), (market, y, m), (y, m), (market, product, y), (market, y), (y), (market, product), (market), ())`,
  },
  {
    name: 'market × month, revenue, orders, active accounts',
    spec: {
      rows: [{ field: 'market' }],
      columns: [{ field: 'month' }],
      measures: [{ measure: 'revenue' }, { measure: 'orders' }, { measure: 'active_accounts' }],
    },
    sql: `select market, ${month} m, sum(revenue), count(distinct orders), count(distinct account) from sales group by grouping sets ((market, m), (m), (market), ())`,
  },
  {
    name: 'account × month, revenue',
    spec: {
      rows: [{ field: 'account' }],
      columns: [{ field: 'month' }],
      measures: [{ measure: 'revenue' }],
    },
    sql: `select account, ${month} m, sum(revenue) from sales group by grouping sets ((account, m), (m), (account), ())`,
  },
];

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Days after the last sale: another question to the cache, the same rows. */
let distinct = 0;
function fresh(spec: object): PivotSpec {
  const to = new Date(Date.UTC(2030, 0, 1 + distinct++)).toISOString().slice(0, 10);
  return pivotSpec.parse({ ...spec, to }) as PivotSpec;
}

async function measureEngine(): Promise<void> {
  const book = makeBook(rows, 50_000);
  const connection = await duckSales(book, availableParallelism());
  console.log(`${rows} rows, ${book.accounts.count} accounts, ${availableParallelism()} cores`);
  console.log('pivot\trows × columns\tours ms\tDuckDB ms\tDuckDB / ours\tnext page ms');
  for (const { name, spec, sql } of cases) {
    const [ours, duck, pages]: number[][] = [[], [], []];
    let size = '';
    for (let repeat = 0; repeat < 6; repeat++) {
      const asked = fresh(spec);
      let start = performance.now();
      const pivot = await openPivot(book, asked, 'en', signal);
      rowHeads(pivot, { offset: 0, limit: 100 });
      columnHeads(pivot);
      figuresPage(pivot, { offset: 0, limit: 100 }, { offset: 0, limit: 24 });
      if (repeat > 0) ours!.push(performance.now() - start);
      start = performance.now();
      const again = await openPivot(book, asked, 'en', signal);
      figuresPage(again, { offset: Math.floor(again.rows.length / 2), limit: 100 }, { offset: 0, limit: 24 });
      if (repeat > 0) pages!.push(performance.now() - start);
      start = performance.now();
      await connection.runAndReadAll(sql);
      if (repeat > 0) duck!.push(performance.now() - start);
      size = `${pivot.rows.length} × ${pivot.columns.length}`;
    }
    const [own, peer] = [median(ours!), median(duck!)];
    console.log(
      [name, size, own.toFixed(0), peer.toFixed(0), (peer / own).toFixed(2), median(pages!).toFixed(1)].join(
        '\t',
      ),
    );
  }
}

await measureEngine();
process.exit(0);
