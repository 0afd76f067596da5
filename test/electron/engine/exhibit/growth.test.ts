import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadBook } from '../../../../electron/engine/book/loadBook.ts';
import type { Book } from '../../../../electron/engine/book/types.ts';
import { answer } from '../../../../electron/engine/exhibit/answer.ts';
import { generateSample } from '../../../../electron/engine/sample/generateSample.ts';
import { writeSample } from '../../../../electron/engine/sample/writeSample.ts';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import type { Workspace } from '../../../../electron/engine/workspace/types.ts';
import type { OptionValue, Question } from '../../../../shared/domain/exhibit.ts';
import { numbers, texts } from '../../../../shared/domain/table.ts';

let folder: string;
let workspace: Workspace;
let book: Book;
const size = { accounts: 300, months: 36 };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-growth-'));
  workspace = createWorkspace(join(folder, 'sample.qdeck'));
  await writeSample(workspace, size, { signal: new AbortController().signal, progress: () => undefined });
  book = loadBook(workspace);
});

afterAll(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

function ask(
  question: Question,
  options: Record<string, OptionValue> = {},
  more: { from?: string; to?: string } = {},
) {
  return answer(book, { question, slice: { where: [], basis: 'net' }, options, ...more });
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + (value || 0), 0);

describe('momentum', () => {
  test('finds the market of accounts and products by itself, and who beats it', async () => {
    const exhibit = await ask('momentum');
    expect(exhibit.evidence.parameters.matched).toEqual([
      'category = product category',
      'region = account region',
    ]);
    expect(exhibit.evidence.warnings).toEqual([]);
    const table = exhibit.tables.momentum!;
    expect(new Set(texts(table, 'basis'))).toEqual(new Set(['market']));
    const { beatenMarket, losingMarket } = generateSample(size).truths;
    const ahead = (region: string) => {
      const attribute = book.accounts.attributes.get('region');
      if (attribute?.type !== 'text') throw new Error('Accounts have no region');
      const inRegion = (key: string | null) =>
        attribute.values[attribute.codes[book.accounts.indexOf.get(key ?? '')!]!] === region;
      const rows = texts(table, 'account').flatMap((key, row) => (inRegion(key) ? [row] : []));
      return rows.reduce((total, row) => total + numbers(table, 'performance')[row]!, 0);
    };
    expect(ahead(beatenMarket.region)).toBeGreaterThan(0);
    expect(ahead(losingMarket.region)).toBeLessThan(0);
  });

  test('adds up, by account and in the bridge, for periods asked as well', async () => {
    for (const more of [{}, { from: '2024-H1', to: '2025-Q3' }]) {
      const exhibit = await ask('momentum', {}, more);
      const amounts = numbers(exhibit.tables.bridge!, 'amount');
      const end = amounts.at(-1)!;
      expect(Math.abs(sum(amounts.slice(0, -1)) - end)).toBeLessThan(1e-6 * end);
    }
  });

  test('an account stands beside its own market, month by month and at its level', async () => {
    const account = texts((await ask('momentum')).tables.momentum!, 'account')[0]!;
    const months = (await ask('account', { account })).tables.months!;
    const [own, market] = [numbers(months, 'revenue'), numbers(months, 'own_market')];
    expect(market.every((value) => value > 0)).toBe(true);
    expect(sum(market) / sum(own)).toBeCloseTo(1, 9);
  });

  test('refuses a metric that the market does not have', async () => {
    await expect(ask('momentum', { metric: 'moonlight' })).rejects.toMatchObject({ code: 'unknownField' });
  });
});

describe('headroom', () => {
  test('ranks by the method asked, and compares with numbers of accounts too', async () => {
    for (const [method, column] of [
      ['quantile', 'gap_q50'],
      ['lookalikes', 'gap'],
    ] as const) {
      const table = (await ask('headroom', { method })).tables.headroom!;
      expect(numbers(table, 'value')).toEqual(numbers(table, column));
      const value = numbers(table, 'value');
      expect([...value.keys()].every((row) => row === 0 || value[row - 1]! >= value[row]!)).toBe(true);
    }
    const both = await ask('headroom', { comparedBy: 'segment,wallet', size: 'wallet' });
    const table = both.tables.headroom!;
    const smaller = numbers(table, 'gap').map((gap, row) => Math.min(gap, numbers(table, 'gap_q50')[row]!));
    expect(numbers(table, 'value')).toEqual(smaller);
    expect(texts(both.tables.coefficients!, 'term')).toContain('ln wallet');
    for (const row of Array.from({ length: table.n }, (_, index) => index)) {
      const gaps = ['gap_q50', 'gap_q75', 'gap_q90'].map((name) => numbers(table, name)[row]!);
      expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
    }
  });

  test('an account left out is nobody’s look-alike, and still compared', async () => {
    const before = await ask('headroom', { account: 'A100001' });
    const peer = texts(before.tables.peers!, 'account')[0]!;
    const after = await ask('headroom', { account: 'A100001', leftOut: peer, k: 10 });
    expect(texts(after.tables.peers!, 'account')).not.toContain(peer);
    expect(after.tables.peers!.n).toBe(10);
    expect(texts(after.tables.headroom!, 'account')).toContain(peer);
    expect(after.values.fitted).toBe(Number(before.values.fitted) - 1);
  });

  test.each([
    [{ method: 'guess' }, 'badRequest'],
    [{ comparedBy: 'shoe size' }, 'unknownField'],
    [{ size: 'segment' }, 'unknownField'],
    [{ leftOut: 'nobody' }, 'notFound'],
  ])('refuses %j', async (options, code) => {
    await expect(ask('headroom', options as Record<string, OptionValue>)).rejects.toMatchObject({ code });
  });
});

describe('wallet', () => {
  test('takes what was declared unless it is below revenue, and says so', async () => {
    const exhibit = await ask('wallet');
    const table = exhibit.tables.wallet!;
    const column = (name: string) => numbers(table, name);
    const bases = texts(table, 'basis');
    for (let row = 0; row < table.n; row++) {
      const [revenue, declared] = [column('revenue')[row]!, column('declared')[row]!];
      expect(column('flagged')[row]).toBe(declared < revenue ? 1 : 0);
      if (bases[row] === 'declared') expect(column('wallet')[row]).toBe(declared);
      if (bases[row] === null) continue;
      const [low, share, high] = ['share_low', 'share', 'share_high'].map((name) => column(name)[row]!);
      expect(low! >= 0 && low! <= share! && share! <= high! && high! <= 1).toBe(true);
      expect(column('open')[row]! >= 0).toBe(true);
    }
    expect(exhibit.values.declared).toBe(bases.filter((basis) => basis === 'declared').length);
    expect(exhibit.evidence.warnings.map(({ code }) => code)).toContain('declaredBelowRevenue');
  });
});

describe('price', () => {
  test('lists what leaks most first, sums it by account and product, and shows one product’s buyers', async () => {
    const exhibit = await ask('price', { top: 50 });
    const leakage = numbers(exhibit.tables.price!, 'leakage');
    expect(leakage.length).toBe(50);
    expect([...leakage].every((value, row) => row === 0 || leakage[row - 1]! >= value)).toBe(true);
    for (const name of ['accounts', 'products'])
      expect(sum(numbers(exhibit.tables[name]!, 'leakage'))).toBeCloseTo(Number(exhibit.values.leakage), 4);
    const product = texts(exhibit.tables.products!, 'product')[2]!;
    const one = await ask('price', { product, by: 'segment' });
    expect(new Set(texts(one.tables.buyers!, 'product'))).toEqual(new Set([product]));
    await expect(ask('price', { by: 'shoe size' })).rejects.toMatchObject({ code: 'unknownField' });
  });

  test('the accounts of a product add up to its change', async () => {
    const exhibit = await ask('price-volume-mix', {}, { from: '2025', to: '2026-H1' });
    const product = texts(exhibit.tables.products!, 'product')[0]!;
    const drilled = await ask('price-volume-mix', { product }, { from: '2025', to: '2026-H1' });
    const accounts = drilled.tables.accounts!;
    expect(sum(numbers(accounts, 'change'))).toBeCloseTo(numbers(exhibit.tables.products!, 'change')[0]!, 4);
    for (let row = 0; row < accounts.n; row++) {
      if (texts(accounts, 'class')[row] !== 'both') continue;
      const effects = numbers(accounts, 'volume')[row]! + numbers(accounts, 'price')[row]!;
      expect(effects).toBeCloseTo(numbers(accounts, 'change')[row]!, 4);
    }
    await expect(ask('price-volume-mix', { product: 'nothing' })).rejects.toMatchObject({ code: 'notFound' });
  });
});
