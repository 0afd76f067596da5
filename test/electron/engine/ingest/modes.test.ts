import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf, openTestBook, type TestBook } from './localEngine.ts';

let book: TestBook;
beforeEach(async () => {
  book = await openTestBook();
});
afterEach(() => book.remove());

const header = 'Customer,Item,Order,Date,Revenue,Country';
const january = [header, 'A,P1,1,2025-01-03,100,UK', 'A,P2,1,2025-01-03,50,UK', 'B,P1,2,2025-01-20,70,FR'];
const february = [header, 'A,P1,3,2025-02-05,10,UK', 'B,P2,4,2025-02-09,20,FR'];

async function load(name: string, lines: string[], more: object = {}) {
  return book.call('ingest.import', {
    file: await book.csv(name, lines),
    kind: 'sales',
    mode: 'append',
    ...more,
  });
}

describe('replace', () => {
  it('takes the place of the days that the file covers, says so before, and is undone', async () => {
    await load('january.csv', january);
    await load('february.csv', february);
    const corrected = [header, 'A,P1,1,2025-01-03,90,UK', 'C,P1,9,2025-01-20,5,UK'];
    const file = await book.csv('corrected.csv', corrected);
    const check = await book.call('ingest.check', { file, kind: 'sales', mode: 'replace' });
    expect(check).toMatchObject({
      rows: 2,
      accepted: 2,
      mode: { mode: 'replace', from: '2025-01-03', to: '2025-01-20', within: [] },
      effect: {
        replaced: [{ batch: 1, source: 'january.csv', rows: 3 }],
        replacedRows: 3,
        field: 'revenue',
        before: { rows: 5, total: 250 },
        after: { rows: 4, total: 125 },
      },
    });
    expect(await book.total()).toBe(250);
    const done = await book.call('ingest.import', { file, kind: 'sales', mode: 'replace' });
    expect(await book.total()).toBe(125);
    const batches = await book.call('workspace.batches', {});
    expect(batches.at(-1)).toMatchObject({ mode: { mode: 'replace', from: '2025-01-03' } });
    await book.call('workspace.undo', { batch: done.batch });
    expect(await book.total()).toBe(250);
    await book.call('workspace.undo', { batch: 1 });
    await book.call('workspace.redo', { batch: done.batch });
    expect(await book.total()).toBe(125);
  });

  it('takes a period from the user, and only the accounts that are in the file', async () => {
    await load('january.csv', january);
    await load('february.csv', february);
    await load('a.csv', [header, 'A,P1,1,2025-01-15,1,UK'], {
      mode: 'replace',
      period: '2025-Q1',
      within: ['account'],
    });
    expect(await book.total()).toBe(1 + 70 + 20);
  });

  it('covers whole months where the file has one date a month', async () => {
    await load('january.csv', january);
    await load('february.csv', february);
    const monthly = [header, 'A,,,2025-01-01,1000,UK', 'B,,,2025-02-01,2000,FR'];
    await load('monthly.csv', monthly, { mode: 'replace' });
    expect(await book.total()).toBe(3000);
  });

  it('replaces a list as a whole', async () => {
    await load('january.csv', january);
    const list = (lines: string[]) => ['Customer,Owner,City', ...lines];
    const accounts = async (name: string, lines: string[], mode: 'append' | 'replace') =>
      book.call('ingest.import', { file: await book.csv(name, list(lines)), kind: 'accounts', mode });
    await accounts('one.csv', ['A,Ann,Paris', 'B,Bob,Lyon'], 'append');
    const result = await accounts('two.csv', ['A,,Nice'], 'replace');
    expect(result.info.accounts).toBe(2);
    const owners = await book.call('book.query', {
      measures: ['revenue'],
      by: ['owner'],
      where: [],
      basis: 'net',
    });
    expect(owners.n).toBe(1);
    await book.call('workspace.undo', { batch: result.batch });
    const before = await book.call('book.query', {
      measures: ['revenue'],
      by: ['owner'],
      where: [],
      basis: 'net',
    });
    expect(before.n).toBe(2);
  });
});

describe('upsert', () => {
  it('goes by order and product where there are orders', async () => {
    await load('january.csv', january);
    const done = await load('changed.csv', [header, 'A,P2,1,2025-01-04,55,UK', 'D,P9,5,2025-01-30,1,UK'], {
      mode: 'upsert',
    });
    expect(done.mode).toEqual({ mode: 'upsert', keys: ['order', 'product'] });
    expect(await book.total()).toBe(100 + 55 + 70 + 1);
    await book.call('workspace.undo', { batch: done.batch });
    expect(await book.total()).toBe(220);
  });

  it('goes by the fields that the user chooses, and refuses those that the file lacks', async () => {
    await load('january.csv', january);
    await load('whole.csv', [header, 'A,P9,7,2025-01-03,5,UK'], {
      mode: 'upsert',
      keys: ['account', 'date'],
    });
    expect(await book.total()).toBe(75);
    const error = await failureOf(
      load('bad.csv', [header, 'A,P9,7,2025-01-03,6,UK'], { mode: 'upsert', keys: ['region'] }),
    );
    expect([error.code, error.details.column]).toEqual(['unknownField', 'region']);
    expect(error.details.hint).toContain('account');
  });

  it('obeys the masks in other kinds too', async () => {
    const plans = (name: string, lines: string[], mode: 'append' | 'upsert') =>
      book
        .csv(name, ['Date,Target,Owner', ...lines])
        .then((file) => book.call('ingest.import', { file, kind: 'plans', mode }));
    await plans('one.csv', ['2025-01-01,100,Ann', '2025-01-01,200,Bob'], 'append');
    const file = await book.csv('two.csv', ['Date,Target,Owner', '2025-01-01,150,Ann']);
    const check = await book.call('ingest.check', { file, kind: 'plans', mode: 'upsert' });
    expect(check.mode).toEqual({ mode: 'upsert', keys: ['owner', 'date'] });
    expect(check.effect).toMatchObject({ field: 'target', before: { total: 300 }, after: { total: 350 } });
  });
});

describe('a file that is known', () => {
  it('is refused, added again, or put in place of its batch', async () => {
    const first = await load('january.csv', january);
    const error = await failureOf(load('copy of january.csv', january));
    expect([error.code, error.details.params]).toEqual(['alreadyImported', { batch: first.batch }]);
    expect(error.details.hint).toContain('--again');
    const file = await book.csv('once more.csv', january);
    expect(await book.call('ingest.preview', { file, kind: 'sales' })).toMatchObject({ importedBefore: 1 });
    expect(await book.call('ingest.check', { file, kind: 'sales', mode: 'append' })).toMatchObject({
      importedBefore: 1,
    });
    await load('january.csv', january, { again: true });
    expect(await book.total()).toBe(440);
    const third = await load('january.csv', january, { instead: 2 });
    expect(third.batch).toBe(3);
    const states = (await book.call('workspace.batches', {})).map(({ state }) => state);
    expect(states).toEqual(['active', 'undone', 'active']);
  });

  it('is another thing when taken for another kind, or when its batch was taken back', async () => {
    const first = await load('january.csv', january);
    const file = await book.csv('same.csv', january);
    await book.call('ingest.import', { file, kind: 'accounts', mode: 'append' });
    await book.call('workspace.undo', { batch: first.batch });
    await load('january.csv', january);
    expect(await book.total()).toBe(220);
  });
});

describe('control totals', () => {
  const mapping = { account: 'Customer', date: 'Date', revenue: 'Revenue' };
  const messy = [
    header,
    'A,P1,1,2025-01-03,100.25,UK',
    'A,P2,1,someday,50.50,UK',
    'B,P1,2,2025-01-20,n/a,FR',
  ];

  it('sum the source, what was accepted and what was not', async () => {
    const done = await load('messy.csv', messy, { mapping });
    expect(done).toMatchObject({
      accepted: 1,
      quarantined: 2,
      controlTotals: { revenue: 100.25 },
      sourceTotals: { revenue: 150.75 },
      quarantinedTotals: { revenue: 50.5 },
    });
    const [batch] = await book.call('workspace.batches', {});
    expect(batch).toMatchObject({ sourceTotals: { revenue: 150.75 }, quarantinedTotals: { revenue: 50.5 } });
  });

  it('work out revenue from quantity and price where the file has none', async () => {
    const lines = ['Customer,Date,Qty,Price', 'A,2025-01-03,2,10', 'A,someday,3,5', ',2025-01-04,1,1'];
    const done = await load('lines.csv', lines, {
      mapping: { account: 'Customer', date: 'Date', quantity: 'Qty', price: 'Price' },
      rules: rules({ missingAccount: 'quarantine' }),
    });
    expect(done.sourceTotals).toEqual({ quantity: 6, price: 16, revenue: 36 });
    expect(done.controlTotals).toEqual({ quantity: 2, price: 10, revenue: 20 });
  });

  it('count a repeated account of a list once in the source', async () => {
    const lines = ['Customer,Wallet,City', 'A,10,Paris', 'B,5,Lyon', 'A,20,Nice'];
    const file = await book.csv('list.csv', lines);
    const done = await book.call('ingest.import', { file, kind: 'accounts', mode: 'append' });
    expect(done.sourceTotals.wallet).toBe(35);
    expect(done.controlTotals.wallet).toBe(25);
  });

  it('refuse a file that differs by more than a cent, and import nothing of it', async () => {
    const error = await failureOf(load('messy.csv', messy, { mapping, control: { revenue: 150.7 } }));
    expect(error.code).toBe('controlDiffers');
    expect(error.message).toContain('revenue: 150.75 in the file, 150.7 given, difference 0.05');
    expect(await book.call('workspace.batches', {})).toEqual([]);
    expect((await failureOf(load('messy.csv', messy, { mapping, control: { profit: 1 } }))).code).toBe(
      'unknownField',
    );
    await load('messy.csv', messy, { mapping, control: { revenue: 150.74 } });
    expect(await book.call('edits.list', {})).toMatchObject([
      { kind: 'control', body: { batch: 1, totals: { revenue: 150.74 } } },
    ]);
  });
});

function rules(change: object) {
  return {
    missingAccount: 'keep',
    cancellation: 'keep',
    cancellationPrefix: 'C',
    zeroPrice: 'keep',
    duplicate: 'keep',
    ...change,
  };
}
