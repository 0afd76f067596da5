import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf, openTestBook, type TestBook } from './localEngine.ts';

let book: TestBook;
beforeEach(async () => {
  book = await openTestBook();
});
afterEach(() => book.remove());

const lines = [
  'Sales by customer',
  'Customer,City,Year,Jan 2025,Feb 2025,Mar 2025,Apr 2025',
  'Alpha,Paris,,100,200,300,400',
  'Beta,Lyon,,10,oops,30,what',
  ',Nice,,1,2,3,4',
  'Gamma,Metz,,5,,7,bad',
  'Delta,Caen,,1,1,1,1,9',
];

async function importWide(extra: object = {}) {
  const file = await book.csv('months.csv', lines);
  return book.call('ingest.import', {
    file,
    kind: 'sales',
    mapping: { account: 'Customer', city: 'City' },
    rules: {
      missingAccount: 'quarantine',
      cancellation: 'keep',
      cancellationPrefix: 'C',
      zeroPrice: 'keep',
      duplicate: 'keep',
      totalRow: 'quarantine',
      returns: 'detect',
      scenario: 'detect',
      hierarchy: 'all',
      headerCurrency: 'take',
    },
    fileColumn: 'File',
    mode: 'append',
    ...extra,
  });
}

const review = (change: object = {}) =>
  book.call('quarantine.review', {
    batch: 1,
    substitutions: [],
    rows: [],
    accept: [],
    offset: 0,
    limit: 100,
    ...change,
  });

const fixed = {
  batch: 1,
  substitutions: [],
  accept: [],
  rows: [
    { record: 2, cells: ['Beta', 'Lyon', '', '10', '20', '30', '40'] },
    { record: 3, cells: ['Eta', 'Nice', '', '1', '2', '3', '4'] },
  ],
};

describe('quarantined cells of a wide table', () => {
  it('are shown as rows of the file, each once', async () => {
    await importWide();
    const page = await review();
    expect(page.rows.map(({ record, reason, column }) => [record, reason, column])).toEqual([
      [2, 'badNumber', 'Apr 2025'],
      [3, 'missingAccount', null],
      [4, 'badNumber', 'Apr 2025'],
      [5, 'tooManyCells', null],
    ]);
    expect(page).toMatchObject({
      total: 4,
      ready: 0,
      reasons: { badNumber: 2, missingAccount: 1, tooManyCells: 1 },
    });
  });

  it('come in without what was imported of their rows already', async () => {
    await importWide();
    expect(await book.total()).toBe(1000 + 40 + 12);
    const done = await book.call('quarantine.repair', fixed);
    expect(done).toMatchObject({ accepted: 2 + 4, remaining: 2, controlTotals: { revenue: 20 + 40 + 10 } });
    expect(await book.total()).toBe(1000 + 100 + 12 + 10);
    const [origin] = await book.call('workspace.batches', {});
    expect(origin!.quarantined - origin!.repaired).toBe(2);
    expect((await failureOf(book.call('quarantine.repair', fixed))).code).toBe('badInput');
    await book.call('workspace.undo', { batch: 2 });
    expect((await review()).total).toBe(4);
  });

  it('keep the cells that are imported as they are', async () => {
    await importWide();
    const changed = await review({
      rows: [{ record: 2, cells: ['Beta', 'Lyon', '', '11', '20', '30', '40'] }],
    });
    expect(changed.rows[0]).toMatchObject({ reason: 'readBefore', column: 'Jan 2025', value: '11' });
    const renamed = await review({
      rows: [{ record: 2, cells: ['Berta', 'Lyon', '', '10', '20', '30', '40'] }],
    });
    expect(renamed.rows[0]).toMatchObject({ reason: 'readBefore', column: 'Customer' });
    const emptied = await review({ rows: [{ record: 4, cells: ['Gamma', 'Metz', '', '5', '', '7', ''] }] });
    expect(emptied.rows[2]).toMatchObject({ reason: 'blank' });
    const half = await review({ rows: [{ record: 2, cells: ['Beta', 'Lyon', '', '10', '20', '30', 'x'] }] });
    expect(half.rows[0]).toMatchObject({ reason: 'badNumber', column: 'Apr 2025' });
  });

  it('have the name of the file as the others do', async () => {
    await importWide();
    await book.call('quarantine.repair', fixed);
    const query = { measures: ['revenue' as const], by: ['File'], where: [], basis: 'all' as const };
    const { total, n } = await book.call('book.query', query);
    expect(total.revenue).toBe(1000 + 100 + 12 + 10);
    expect(n).toBe(1);
  });
});

describe('control totals of a wide table', () => {
  it('sum all its cells, what was read of a row and what was not', async () => {
    const done = await importWide();
    expect(done.controlTotals.revenue).toBe(1000 + 40 + 12);
    expect(done.sourceTotals.revenue).toBe(1000 + 40 + 10 + 12 + 4);
    expect(done.quarantinedTotals.revenue).toBe(10 + 4);
  });

  it('refuse a file that does not add up', async () => {
    expect((await failureOf(importWide({ control: { revenue: 1 } }))).code).toBe('controlDiffers');
    expect((await importWide({ control: { revenue: 1066 } })).batch).toBe(1);
  });
});
