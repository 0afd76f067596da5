import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadBook } from '../../../../electron/engine/book/loadBook.ts';
import type { Book } from '../../../../electron/engine/book/types.ts';
import { answer } from '../../../../electron/engine/exhibit/answer.ts';
import { writeSample } from '../../../../electron/engine/sample/writeSample.ts';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import type { Workspace } from '../../../../electron/engine/workspace/types.ts';
import type { Progress } from '../../../../shared/contract/method.ts';
import type { Ask, OptionValue, Question } from '../../../../shared/domain/exhibit.ts';
import { numbers, type Table, texts } from '../../../../shared/domain/table.ts';
import { CancelledError } from '../../../../shared/errors/errors.ts';

let folder: string;
let workspace: Workspace;
let book: Book;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-lists-'));
  workspace = createWorkspace(join(folder, 'sample.qdeck'));
  const size = { accounts: 300, months: 36 };
  await writeSample(workspace, size, { signal: new AbortController().signal, progress: () => undefined });
  book = loadBook(workspace);
});

afterAll(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

function askFor(question: Question, options: Record<string, OptionValue>): Ask {
  return { question, slice: { where: [], basis: 'net' }, options };
}

function ask(question: Question, options: Record<string, OptionValue> = {}) {
  return answer(book, askFor(question, options));
}

/** A column by account, or by account and product. */
function byPair(table: Table, column: string, product = false): Map<string, number> {
  const keys = texts(table, 'account').map((account, row) =>
    product ? `${account}:${texts(table, 'product')[row]}` : account!,
  );
  return new Map(keys.map((key, row) => [key, numbers(table, column)[row]!]));
}

describe('one number has one definition', () => {
  test('cross-sell has the probability of the next-product list and of the white space', async () => {
    const own = (await ask('opportunities', { kind: 'cross-sell' })).tables.opportunities!;
    const list = byPair((await ask('next-product')).tables.nextProducts!, 'probability', true);
    const found = byPair(own, 'probability', true);
    expect(found.size).toBeGreaterThan(50);
    for (const [pair, probability] of found) expect(list.get(pair)).toBe(probability);

    const { cells, accounts, products } = (await ask('white-space', { products: 300 })).tables;
    const keyOf = (row: number) =>
      `${texts(accounts!, 'account')[numbers(cells!, 'account_row')[row]!]}:${
        texts(products!, 'product')[numbers(cells!, 'product_row')[row]!]
      }`;
    let compared = 0;
    numbers(cells!, 'probability').forEach((probability, row) => {
      const same = found.get(keyOf(row));
      if (same === undefined) return;
      expect(same).toBe(probability);
      compared++;
    });
    expect(compared).toBe(found.size);
  });

  test('what is at stake by kind is the sum of the list, whatever page of it is asked for', async () => {
    const { kinds, opportunities } = (await ask('opportunities')).tables;
    const page = (await ask('opportunities', { limit: 5 })).tables;
    expect(page.opportunities!.n).toBe(5);
    expect(texts(kinds!, 'kind').slice(0, 3)).toEqual(['retain', 'upsell', 'cross-sell']);
    const listed = texts(opportunities!, 'kind');
    for (const [row, kind] of texts(kinds!, 'kind').entries()) {
      const rows = listed.flatMap((one, at) => (one === kind ? [at] : []));
      expect(numbers(kinds!, 'opportunities')[row]).toBe(rows.length);
      for (const name of ['value', 'expected']) {
        const sum = rows.reduce((total, at) => total + numbers(opportunities!, name)[at]!, 0);
        expect(numbers(kinds!, name)[row]).toBeCloseTo(sum, 6);
        expect(numbers(page.kinds!, name)[row]).toBe(numbers(kinds!, name)[row]);
      }
    }
  });

  test('a list narrowed to accounts is that part of the whole, in its order', async () => {
    const whole = (await ask('opportunities')).tables.opportunities!;
    const keys = texts(whole, 'account');
    const wanted = [keys[0]!, keys[7]!, 'nobody'];
    const narrowed = await ask('opportunities', { account: wanted, limit: 50 });
    const rows = keys.flatMap((key, row) => (wanted.includes(key!) ? [row] : []));
    const ids = texts(whole, 'id');
    expect(texts(narrowed.tables.opportunities!, 'id')).toEqual(rows.map((row) => ids[row]));
    expect(narrowed.values.total).toBe(rows.length);
    const first = rows.filter((row) => keys[row] === wanted[0]).length;
    expect((await ask('opportunities', { account: wanted[0]! })).values.total).toBe(first);
    expect((await ask('opportunities', { account: [] })).values.total).toBe(0);
  });

  test('upsell has the probability of the headroom list, and no more than its gap', async () => {
    const own = (await ask('opportunities', { kind: 'upsell' })).tables.opportunities!;
    const { headroom } = (await ask('headroom')).tables;
    const [probability, gap] = [byPair(headroom!, 'probability'), byPair(headroom!, 'value')];
    const found = byPair(own, 'probability');
    expect(found.size).toBeGreaterThan(5);
    for (const [account, one] of found) expect(probability.get(account)).toBe(one);
    for (const [account, value] of byPair(own, 'value')) expect(value).toBeLessThanOrEqual(gap.get(account)!);
  });
});

describe('which list every kind goes by', () => {
  test('is ours at once, and what stood the test once it was judged', async () => {
    const first = (await ask('opportunities')).tables.lists!;
    expect(texts(first, 'kind')).toEqual(['retain', 'upsell', 'cross-sell']);
    expect(texts(first, 'verdict')).toEqual(['notJudged', 'notJudged', 'notJudged']);
    expect(texts(first, 'list')).toEqual(['retain', 'upsell', 'cross-sell']);

    const told: Progress[] = [];
    const asked = askFor('opportunities', { judge: 'yes' });
    const { tables } = await answer(book, asked, undefined, undefined, (progress) => told.push(progress));
    const done = told.map((progress) => progress.done);
    expect(told.every(({ phase, total }) => phase === 'backtest' && total === 15)).toBe(true);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.length).toBeGreaterThan(6);
    expect(done.at(-1)).toBe(15);

    const judged = tables.lists!;
    for (const [row, kind] of texts(judged, 'kind').entries()) {
      const { values } = await ask('backtest', { list: kind! });
      expect(texts(judged, 'verdict')[row]).toBe(values.verdict);
      expect(texts(judged, 'list')[row]).toBe(values.used);
      expect(numbers(judged, 'taken')[row]).toBe(values.taken);
      expect(numbers(judged, 'hits')[row]).toBe(values.hits);
      expect(numbers(judged, 'rival_hits')[row]).toBe(values.rivalHits);
    }
  });

  test('stops being judged when nobody waits any more', async () => {
    const giveUp = new AbortController();
    const asked = askFor('backtest', { list: 'cross-sell', k: 7 });
    const waiting = answer(book, asked, giveUp.signal, undefined, () => giveUp.abort());
    await expect(waiting).rejects.toThrow(CancelledError);
  });

  test('refuses another word', async () => {
    await expect(ask('opportunities', { judge: 'perhaps' })).rejects.toMatchObject({ code: 'badRequest' });
  });
});
