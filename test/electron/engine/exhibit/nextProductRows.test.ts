import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadBook } from '../../../../electron/engine/book/loadBook.ts';
import type { Book } from '../../../../electron/engine/book/types.ts';
import { answer } from '../../../../electron/engine/exhibit/answer.ts';
import { writeSample } from '../../../../electron/engine/sample/writeSample.ts';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import type { Workspace } from '../../../../electron/engine/workspace/types.ts';
import type { OptionValue } from '../../../../shared/domain/exhibit.ts';
import { numbers, type Table, texts } from '../../../../shared/domain/table.ts';
import { seed } from '../../../property/seed.ts';

let folder: string;
let workspace: Workspace;
let book: Book;
let whole: Table;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-next-products-'));
  workspace = createWorkspace(join(folder, 'sample.qdeck'));
  const size = { accounts: 300, months: 36 };
  await writeSample(workspace, size, { signal: new AbortController().signal, progress: () => undefined });
  book = loadBook(workspace);
  whole = (await ask({})).tables.nextProducts!;
});

afterAll(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

function ask(options: Record<string, OptionValue>) {
  return answer(book, { question: 'next-product', slice: { where: [], basis: 'net' }, options });
}

/** Every row as what its columns say. */
function rowsOf(table: Table): unknown[][] {
  return Array.from({ length: table.n }, (_, row) => table.columns.map(({ values }) => values[row]));
}

async function listed(options: Record<string, OptionValue>): Promise<unknown[][]> {
  return rowsOf((await ask(options)).tables.nextProducts!);
}

describe('the list of next products', () => {
  test('any page is that part of the whole list, in whatever order', async () => {
    const page = fc.record({
      offset: fc.nat({ max: whole.n + 10 }),
      limit: fc.integer({ min: 1, max: whole.n }),
      sort: fc.constantFrom('expected', 'value', 'probability', 'account', 'product', 'buyers', 'affinity'),
      order: fc.constantFrom('ascending', 'descending'),
    });
    await fc.assert(
      fc.asyncProperty(page, async ({ offset, limit, ...order }) => {
        const all = await listed(order);
        const exhibit = await ask({ ...order, offset, limit });
        expect(exhibit.values.total).toBe(whole.n);
        expect(rowsOf(exhibit.tables.nextProducts!)).toEqual(all.slice(offset, offset + limit));
      }),
      { seed: seed(), numRuns: 25 },
    );
    expect(whole.n).toBeGreaterThan(600);
  });

  test.each(['expected', 'value', 'probability', 'buyers', 'affinity'])(
    'by %s the figures fall, or rise; equals stay as they were',
    async (sort) => {
      const place = new Map(rowsOf(whole).map((row, at) => [row.join('\n'), at]));
      for (const [order, sign] of [
        ['descending', 1],
        ['ascending', -1],
      ] as const) {
        const { nextProducts } = (await ask({ sort, order })).tables;
        const values = numbers(nextProducts!, sort);
        const rows = rowsOf(nextProducts!);
        for (let row = 1; row < rows.length; row++) {
          const falls = sign * (values[row - 1]! - values[row]!);
          expect(falls).toBeGreaterThanOrEqual(0);
          if (falls === 0) {
            expect(place.get(rows[row - 1]!.join('\n'))).toBeLessThan(place.get(rows[row]!.join('\n'))!);
          }
        }
        expect(rows.length).toBe(whole.n);
      }
    },
  );

  test('by name as people read them', async () => {
    const { compare } = new Intl.Collator('zh-CN', { numeric: true });
    for (const name of ['account', 'product']) {
      const names = texts((await ask({ sort: name })).tables.nextProducts!, `${name}_name`);
      expect(names).toEqual([...names].sort((a, b) => compare(a!, b!)));
    }
  });

  test('one product, one account: their rows, and what they bring together', async () => {
    const [account, product] = [texts(whole, 'account')[3]!, texts(whole, 'product')[0]!];
    const rows = rowsOf(whole);
    expect(await listed({ account })).toEqual(rows.filter((row) => row[0] === account));
    const { values, tables } = await ask({ product, limit: 2 });
    const own = rows.filter((_, row) => texts(whole, 'product')[row] === product);
    expect(rowsOf(tables.nextProducts!)).toEqual(own.slice(0, 2));
    expect(values.total).toBe(own.length);
    const sums = numbers(tables.nextProducts!, 'expected');
    expect(values.expected).toBeGreaterThan(sums[0]! + sums[1]!);
    expect(values.expected).toBe(
      numbers((await ask({ product })).tables.nextProducts!, 'expected').reduce((a, b) => a + b),
    );
  });

  test('every word of a search stands in the account, the product or a product that speaks for it', async () => {
    const column = (name: string) => texts(whole, name).map((text) => text!.toLowerCase());
    const [keys, accounts] = [column('account'), column('account_name')];
    const [items, products, reasons] = [column('product'), column('product_name'), column('reasons')];
    const named = reasons.map((text) =>
      (JSON.parse(text) as { product?: string; name?: string }[])
        .flatMap(({ product, name }) => [product, name])
        .join('\n'),
    );
    const said = [...keys.keys()].map((row) =>
      [keys[row], accounts[row], items[row], products[row], named[row]].join('\n'),
    );
    const word = accounts[5]!.split(' ')[0]!;
    for (const search of [
      word,
      `  ${word.toUpperCase()} ${items[0]} `,
      products[9]!,
      'nowhere to be found',
    ]) {
      const words = search.trim().toLowerCase().split(/\s+/);
      const found = rowsOf(whole).filter((_, row) => words.every((one) => said[row]!.includes(one)));
      expect(await listed({ search })).toEqual(found);
    }
    expect((await listed({ search: word })).length).toBeGreaterThan(0);
    expect((await ask({ search: 'nowhere to be found' })).values).toMatchObject({ total: 0, expected: 0 });
  });

  test('what it does not know it refuses', async () => {
    await expect(ask({ sort: 'evidence' })).rejects.toMatchObject({ code: 'badRequest' });
    await expect(ask({ order: 'up' })).rejects.toMatchObject({ code: 'badRequest' });
    await expect(ask({ limit: 0 })).rejects.toMatchObject({ code: 'badRequest' });
    await expect(ask({ offset: -1 })).rejects.toMatchObject({ code: 'badRequest' });
    await expect(ask({ account: 'nobody' })).rejects.toMatchObject({ code: 'notFound' });
    await expect(ask({ product: 'nothing' })).rejects.toMatchObject({ code: 'notFound' });
  });
});
