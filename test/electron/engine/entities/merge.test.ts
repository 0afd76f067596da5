import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf, openTestBook, type TestBook } from '../ingest/localEngine.ts';

let book: TestBook;
beforeEach(async () => {
  book = await openTestBook();
  const sales = [
    'Customer,Item,Order,Date,Revenue',
    'Shanghai Huaguang,P1,1,2025-01-03,100',
    'Shanghai Huaguang,P2,1,2025-01-03,10',
    '上海华光有限公司,P1,2,2025-06-01,50',
    'Acme Ltd,P1,3,2025-01-01,5',
    'ACME LIMITED,P1,4,2025-02-01,7',
    'North Star Ltd,P1,5,2025-02-01,1',
    'North Star Foods Ltd,P1,6,2025-02-01,2',
  ];
  await book.call('ingest.import', {
    file: await book.csv('sales.csv', sales),
    kind: 'sales',
    mode: 'append',
  });
  const accounts = [
    'Customer,Owner,City',
    '上海华光有限公司,Li,',
    'Acme Ltd,Ann,Paris',
    'Shanghai Huaguang,,Shanghai',
  ];
  await book.call('ingest.import', {
    file: await book.csv('accounts.csv', accounts),
    kind: 'accounts',
    mode: 'append',
  });
});
afterEach(() => book.remove());

const suggest = () => book.call('entities.suggest', { of: 'account', least: 0.5, offset: 0, limit: 100 });

async function byAccount(): Promise<Record<string, number>> {
  const ask = { question: 'accounts', slice: { where: [], basis: 'net' as const }, options: {} };
  void ask;
  const { arrow } = await book.call('book.query', {
    measures: ['revenue'],
    by: ['account'],
    where: [],
    basis: 'net',
  });
  const { tableFromIPC } = await import('apache-arrow');
  const table = tableFromIPC(arrow);
  const names = table.getChild('account')!.toArray() as string[];
  const sums = table.getChild('revenue')!.toArray() as Float64Array;
  return Object.fromEntries([...names].map((name, at) => [name, sums[at]!]));
}

describe('suggested merges', () => {
  it('come with a score, reasons and both sides, and nothing is merged by itself', async () => {
    const { pairs, members, total } = await suggest();
    expect([members, total]).toEqual([6, 2]);
    const names = pairs.map(({ a, b }) => [a.name, b.name].sort());
    expect(names).toContainEqual(['ACME LIMITED', 'Acme Ltd']);
    expect(names).toContainEqual(['Shanghai Huaguang', '上海华光有限公司']);
    const chinese = pairs.find(({ a, b }) => `${a.name}${b.name}`.includes('Huaguang'))!;
    expect(chinese.reasons.map(({ code }) => code)).toEqual(['pinyin', 'renamed']);
    expect(chinese.score).toBeGreaterThan(0.9);
    expect((await book.call('workspace.info', {}))?.merges).toBe(0);
  });

  it('go away when they are called different', async () => {
    await book.call('entities.dismiss', { of: 'account', a: 'ACME LIMITED', b: 'Acme Ltd' });
    expect(await suggest()).toMatchObject({ total: 1, dismissed: 1 });
  });
});

describe('a merge', () => {
  it('moves sales and missing attributes to the survivor, under the name chosen, and is undone', async () => {
    const info = await book.call('entities.merge', {
      of: 'account',
      from: 'Shanghai Huaguang',
      into: '上海华光有限公司',
      name: '华光',
    });
    expect([info.accounts, info.merges]).toEqual([5, 1]);
    const sums = await byAccount();
    expect(sums.上海华光有限公司).toBe(160);
    expect('Shanghai Huaguang' in sums).toBe(false);
    const where = [{ field: 'city', in: ['Shanghai'] }];
    const inCity = await book.call('book.query', { measures: ['revenue'], by: [], where, basis: 'net' });
    expect(inCity.total.revenue).toBe(160);
    expect((await suggest()).total).toBe(1);
    await book.call('entities.unmerge', { of: 'account', key: 'Shanghai Huaguang' });
    expect(await byAccount()).toMatchObject({ 'Shanghai Huaguang': 110, 上海华光有限公司: 50 });
  });

  it('follows chains, and any of them can be undone in any order', async () => {
    const merge = (from: string, into: string) => book.call('entities.merge', { of: 'account', from, into });
    await merge('Acme Ltd', 'ACME LIMITED');
    await merge('ACME LIMITED', 'North Star Ltd');
    expect((await byAccount())['North Star Ltd']).toBe(13);
    await book.call('edits.undo', { edit: 1 });
    expect(await byAccount()).toMatchObject({ 'Acme Ltd': 5, 'North Star Ltd': 8 });
    await book.call('edits.redo', { edit: 1 });
    await book.call('edits.undo', { edit: 2 });
    expect(await byAccount()).toMatchObject({ 'ACME LIMITED': 12, 'North Star Ltd': 1 });
  });

  it('is refused for what is not there, or is one already', async () => {
    const merge = (from: string, into: string) => book.call('entities.merge', { of: 'account', from, into });
    expect((await failureOf(merge('Nobody', 'Acme Ltd'))).code).toBe('notFound');
    await merge('Acme Ltd', 'ACME LIMITED');
    expect((await failureOf(merge('ACME LIMITED', 'Acme Ltd'))).code).toBe('badInput');
    expect(
      (await failureOf(book.call('entities.unmerge', { of: 'account', key: 'North Star Ltd' }))).code,
    ).toBe('notFound');
  });

  it('outlives its batches: it waits while they are undone', async () => {
    await book.call('entities.merge', { of: 'account', from: 'Acme Ltd', into: 'ACME LIMITED' });
    await book.call('workspace.undo', { batch: 1 });
    expect((await book.call('workspace.info', {}))?.accounts).toBe(3);
    await book.call('workspace.redo', { batch: 1 });
    expect((await byAccount())['ACME LIMITED']).toBe(12);
  });

  it('joins products too', async () => {
    const info = await book.call('entities.merge', { of: 'product', from: 'P2', into: 'P1' });
    expect(info.products).toBe(1);
  });
});

describe('a value set by hand', () => {
  it('is seen by every question, and is undone', async () => {
    const set = { of: 'account' as const, keys: ['North Star Ltd'], field: 'owner', value: 'Zoe' };
    await book.call('entities.setAttribute', set);
    const where = [{ field: 'owner', in: ['Zoe'] }];
    const query = { measures: ['revenue'], by: [], where, basis: 'net' as const };
    expect((await book.call('book.query', query)).total.revenue).toBe(1);
    await book.call('edits.undo', { edit: 1 });
    expect((await book.call('book.query', query)).total.revenue ?? 0).toBe(0);
    const bad = { ...set, keys: ['Nobody'] };
    expect((await failureOf(book.call('entities.setAttribute', bad))).code).toBe('notFound');
  });
});
