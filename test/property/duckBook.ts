import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { analysisJson } from '../../electron/cli/shapes.ts';
import { arrowToTable } from '../../electron/engine/exhibit/arrow.ts';
import { importRules } from '../../shared/contract/ingest.ts';
import type { Exhibit } from '../../shared/domain/exhibit.ts';
import type { Basis } from '../../shared/domain/slice.ts';
import { openTestBook, type TestBook } from '../electron/engine/ingest/localEngine.ts';

export type Cell = string | number | null;
/** Whole numbers from 0 to below `below`, the same for the same seed. */
export type Random = (below: number) => number;

/** Random numbers of a seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** One book, imported from the same files by the engine and by DuckDB, which is asked with SQL over the view `v`. */
export interface DuckBook {
  book: TestBook;
  sql(statement: string): Promise<Cell[][]>;
  /** The JSON of `qd analyse`. */
  analyse(ask: Omit<Exhibit['ask'], 'slice'>, basis: Basis): Promise<Record<string, unknown>>;
  remove(): Promise<void>;
}

/** The rows that a basis counts, as SQL. */
export const basisSql: Record<Basis, string> = {
  net: 'account is not null',
  gross: 'account is not null and quantity > 0 and price > 0',
  all: 'true',
};

const view = `create view v as select s.*, industry, city, category, date::varchar as day,
  strftime(date, '%Y-%m') as month, strftime(date, '%Y') as year, strftime(date, '%G-W%V') as week,
  strftime(date, '%Y-Q') || quarter(date) as quarter, strftime(date, '%Y-H') || ceil(month(date) / 6.0)::int as half
  from s left join a on s.account = a.account_id left join p on s.product = p.sku`;

const rules = importRules.parse({ missingAccount: 'keep', zeroPrice: 'keep', duplicate: 'keep' });

/** A book with the odd things of real ones: returns, free goods, blanks, leavers, late comers, accounts below zero. */
export async function openDuckBook(seed: number, rows: number): Promise<DuckBook> {
  const random = randomOf(seed);
  const files = { a: accountsFile(random), p: productsFile(random), s: salesFile(random, rows) };
  const book = await openTestBook();
  const duck = await (await DuckDBInstance.create(':memory:')).connect();
  for (const [table, kind] of [
    ['a', 'accounts'],
    ['p', 'products'],
    ['s', 'sales'],
  ] as const) {
    const file = await book.csv(`${table}.csv`, files[table]);
    await book.call('ingest.import', { file, kind, mode: 'append', ...(kind === 'sales' ? { rules } : {}) });
    await duck.run(readSql(table, book.path(`${table}.csv`), files[table][0]!));
  }
  await duck.run(view);
  return {
    book,
    sql: (statement) => rowsOf(duck, statement),
    analyse: async (ask, basis) => {
      const { tables, ...rest } = await book.call('analyse.run', { ...ask, slice: { where: [], basis } });
      const decoded = Object.entries(tables).map(([name, { arrow }]) => [name, arrowToTable(arrow)]);
      return analysisJson({ ...rest, tables: Object.fromEntries(decoded) } as Exhibit);
    },
    remove: async () => {
      duck.closeSync();
      await book.remove();
    },
  };
}

const types: Record<string, string> = {
  date: 'date',
  revenue: 'double',
  quantity: 'double',
  price: 'double',
  cost: 'double',
};

function readSql(table: string, path: string, header: string): string {
  const columns = header.split(',').map((name) => `'${name}': '${types[name] ?? 'varchar'}'`);
  return `create table ${table} as select * ${table === 's' ? 'rename (account_id as account, sku as product)' : ''}
    from read_csv('${path}', header = true, columns = {${columns.join(', ')}})`;
}

async function rowsOf(duck: DuckDBConnection, statement: string): Promise<Cell[][]> {
  const rows = (await duck.runAndReadAll(statement)).getRowsJS();
  return rows.map((row) => row.map((cell) => (typeof cell === 'bigint' ? Number(cell) : (cell as Cell))));
}

function accountsFile(random: Random): string[] {
  const lines = Array.from({ length: 22 }, (_, account) =>
    [
      id(account),
      `Name ${account}`,
      ['Food', 'Tech', '', 'Hotel'][random(4)],
      ['北京', 'York'][random(2)],
    ].join(','),
  );
  return ['account_id,account,industry,city', ...lines];
}

function productsFile(random: Random): string[] {
  return [
    'sku,product,category',
    ...Array.from({ length: 12 }, (_, product) => `P-${product},Thing ${product},c${random(3)}`),
  ];
}

function id(account: number): string {
  return `A${String(account).padStart(3, '0')}`;
}

function salesFile(random: Random, rows: number): string[] {
  const start = Date.UTC(2023, 10, 20) / 864e5;
  const lines = Array.from({ length: rows }, () => {
    const account = random(25);
    const day = start + (account < 5 ? random(200) : account < 8 ? 300 + random(200) : random(520));
    const sign = account === 12 || random(8) === 0 ? -1 : 1;
    const quantity = random(30) === 0 ? 0 : sign * (1 + random(30));
    const price = random(40) === 0 ? 0 : (1 + random(4000)) / 100;
    const revenue = account === 13 ? 0 : Math.round(quantity * price * 100) / 100;
    return [
      random(50) === 0 ? '' : id(account),
      new Date(day * 864e5).toISOString().slice(0, 10),
      random(30) === 0 ? '' : `P-${random(12)}`,
      random(50) === 0 ? '' : `O-${random(rows / 3)}`,
      quantity,
      price,
      revenue,
      Math.round(quantity * price * 60) / 100,
      ['web', 'field', ''][random(3)],
    ].join(',');
  });
  return ['account_id,date,sku,order,quantity,price,revenue,cost,channel', ...lines];
}
