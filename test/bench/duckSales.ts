import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Book } from '../../electron/engine/book/types.ts';

/** The sales of a book in DuckDB: the same rows, names in place of codes, with account attributes beside them. */
export async function duckSales(book: Book, threads: number): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  await connection.run(
    'create table sales (account integer, product varchar, date date, orders integer, market varchar, segment varchar, quantity double, revenue double)',
  );
  const appender = await connection.createAppender('sales');
  const [account, product, day] = [book.account(), book.product()!, book.day()];
  const [market, order] = [book.text('market')!, book.text('order')!];
  const [quantity, revenue] = [book.number('quantity')!, book.number('revenue')!];
  const segment = book.accounts.attributes.get('segment');
  if (segment?.type !== 'text') throw new Error('The book has no segments');
  for (let row = 0; row < book.n; row++) {
    appender.appendInteger(account[row]!);
    appender.appendVarchar(book.products.keys[product[row]!]!);
    appender.appendDate({ days: day[row]! } as never);
    appender.appendInteger(order.codes[row]!);
    appender.appendVarchar(market.values[market.codes[row]!]!);
    appender.appendVarchar(segment.values[segment.codes[account[row]!]!]!);
    appender.appendDouble(quantity[row]!);
    appender.appendDouble(revenue[row]!);
    appender.endRow();
  }
  appender.closeSync();
  return connection;
}
