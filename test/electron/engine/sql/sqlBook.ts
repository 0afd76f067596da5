import { afterAll } from 'vitest';
import { loadBook } from '../../../../electron/engine/book/loadBook.ts';
import { arrowToTable } from '../../../../electron/engine/exhibit/arrow.ts';
import { SqlSession } from '../../../../electron/engine/sql/sqlSession.ts';
import { dayOf } from '../../../../shared/domain/calendar.ts';
import type { Table } from '../../../../shared/domain/table.ts';
import { codes, memoryWorkspace, newBatch, salesBatch } from '../book/memoryWorkspace.ts';

/* A book with something of everything, and statements over it. */

export const quiet = () => ({ signal: new AbortController().signal, progress: () => undefined });

const oddNames = ['quo"te', 'select', 'order by', '区域', "it's", 'a.b', '[x]', '`tick`'];

export const workspace = memoryWorkspace([
  newBatch(
    'accounts',
    [
      { ...codes('account', ['a', 'b', 'c']), labels: ['Ärger & Söhne', '华东公司', null] },
      codes('segment', ['Gold', null, 'Silver']),
      { name: 'wallet', type: 'number', values: Float64Array.of(10, Number.NaN, 0) },
      { name: 'contract_end', type: 'day', values: Int32Array.of(dayOf(2024, 2, 29), -2147483648, 0) },
      ...oddNames.map((name) => codes(name, ['x', name, null])),
    ],
    3,
  ),
  salesBatch(
    Array.from({ length: 500 }, (_, index) => ({
      account: index % 9 === 8 ? null : ['a', 'b', 'c', 'd'][index % 4]!,
      day: dayOf(2023, 11, 1) + (index % 200),
      revenue: index % 50 === 7 ? Number.NaN : ((index * 37) % 101) - 20.25,
      quantity: index % 13,
      product: index % 6 === 0 ? null : `P${index % 3}`,
      order: `O${index % 70}`,
      market: index % 10 === 0 ? "O'Brien" : 'UK',
    })),
  ),
  newBatch(
    'feedback',
    [
      codes('account', ['华东公司', 'a']),
      { name: 'date', type: 'day', values: Int32Array.of(dayOf(2024, 1, 1), dayOf(2024, 1, 2)) },
      codes('comment', ['好', 'x'.repeat(150_000)]),
    ],
    2,
  ),
  newBatch(
    'stock',
    [
      codes('account', ['a', 'd']),
      codes('product', ['P1', 'P9']),
      { name: 'date', type: 'day', values: Int32Array.of(dayOf(2024, 1, 1), dayOf(2024, 1, 2)) },
    ],
    2,
  ),
]);
Object.assign(workspace, { quarantinePart: () => null });
export const book = loadBook(workspace);

export const session = new SqlSession();
afterAll(() => session.close());

export async function ask(sql: string, limit = 100_000): Promise<Table> {
  return arrowToTable((await session.run(book, workspace, sql, limit, quiet())).arrow);
}

export const cells = (table: Table, row = 0) => table.columns.map((column) => column.values[row]);
