import { readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arrowToTable } from '../../../../electron/engine/exhibit/arrow.ts';
import { parseRecords } from '../../../../electron/engine/ingest/csv/dialect.ts';
import { seed } from '../../../property/seed.ts';
import { failureOf, openTestBook, type TestBook } from './localEngine.ts';

let book: TestBook;
beforeEach(async () => {
  book = await openTestBook();
});
afterEach(() => book.remove());

const mapping = { account: 'Kunde', date: 'Datum', revenue: 'Umsatz', order: 'Beleg', price: 'Preis' };
const source = [
  'Kunde;Datum;Umsatz;Beleg;Preis;Notiz',
  'A;03.01.2025;1.000,50;1;2,00;"first; quoted"',
  'B;31.13.2025;20,00;2;2,00;',
  'C;04.01.2025;abc;3;2,00;=1+1',
  'A;05.01.2025;7,00;4;0,00;free',
  'A;05.01.2025;7,00;5;2,00;',
  'A;05.01.2025;7,00;5;2,00;',
  ';;;;;',
  'D;06.01.2025;5,00;6;2,00;surplus;more',
  'E;unknown;9,00;7;2,00;-x',
];
const rules = {
  missingAccount: 'keep',
  cancellation: 'keep',
  cancellationPrefix: 'C',
  zeroPrice: 'quarantine',
  duplicate: 'quarantine',
  totalRow: 'quarantine',
  returns: 'detect',
  scenario: 'detect',
  hierarchy: 'all',
  headerCurrency: 'take',
} as const;

async function importSource() {
  const file = await book.csv('verkauf.csv', source);
  const read = {
    dateOrder: { Datum: 'dmy' as const },
    decimal: { Umsatz: ',' as const, Preis: ',' as const },
  };
  return book.call('ingest.import', { file, kind: 'sales', mapping, rules, read, mode: 'append' });
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

describe('quarantined rows', () => {
  it('are shown cell by cell, with the cell that is wrong', async () => {
    expect(await importSource()).toMatchObject({ rows: 9, accepted: 2, quarantined: 6, blank: 1 });
    const page = await review();
    expect(page.headers).toEqual(['Kunde', 'Datum', 'Umsatz', 'Beleg', 'Preis', 'Notiz']);
    expect(page.fields).toEqual(['account', 'date', 'revenue', 'order', 'price', null]);
    expect(page).toMatchObject({ total: 6, ready: 0, matching: 6 });
    expect(page.rows.map(({ record, reason, column }) => [record, reason, column])).toEqual([
      [2, 'badDate', 'Datum'],
      [3, 'badNumber', 'Umsatz'],
      [4, 'zeroPrice', null],
      [6, 'duplicate', null],
      [8, 'tooManyCells', null],
      [9, 'badDate', 'Datum'],
    ]);
    expect(page.rows[1]!.cells).toEqual(['C', '04.01.2025', 'abc', '3', '2,00', '=1+1']);
    expect((await review({ show: 'badDate' })).rows.map(({ record }) => record)).toEqual([2, 9]);
  });

  it('are validated live as they are changed, read as the file was', async () => {
    await importSource();
    const rows = [{ record: 2, cells: ['B', '31.12.2024', '1.020,00', '2', '2,00', ''] }];
    const substitutions = [{ column: 1, from: 'unknown', to: '07.01.2025', match: 'whole' }];
    const page = await review({ rows, substitutions, accept: ['zeroPrice'] });
    expect(page.ready).toBe(3);
    expect(page.rows.filter(({ reason }) => reason === null).map(({ record }) => record)).toEqual([2, 4, 9]);
    expect((await review({ rows, substitutions, show: 'ready' })).rows.map(({ record }) => record)).toEqual([
      2, 9,
    ]);
    const worse = await review({ rows: [{ record: 2, cells: ['B', '99', '1', '2', '2', ''] }] });
    expect(worse.rows[0]).toMatchObject({ reason: 'badDate', column: 'Datum', value: '99' });
  });

  it('come in as a batch of their own, linked, undoable, with every row accounted for', async () => {
    await importSource();
    const change = {
      batch: 1,
      rows: [{ record: 2, cells: ['B', '31.12.2024', '1.020,00', '2', '2,00', ''] }],
      substitutions: [{ column: 1, from: 'unknown', to: '07.01.2025', match: 'whole' as const }],
      accept: [],
    };
    const done = await book.call('quarantine.repair', change);
    expect(done).toMatchObject({ batch: 2, accepted: 2, remaining: 4, controlTotals: { revenue: 1029 } });
    expect(await book.total()).toBeCloseTo(1007.5 + 1029, 9);
    const [origin, repaired] = await book.call('workspace.batches', {});
    expect(repaired).toMatchObject({ repairOf: 1, source: 'verkauf.csv (repaired rows)' });
    const left = await book.call('workspace.quarantine', { batch: 1, offset: 0, limit: 100 });
    expect(left.total).toBe(4);
    expect(origin!.rows).toBe(origin!.accepted + repaired!.accepted + left.total + origin!.blank);
    expect((await failureOf(book.call('quarantine.repair', change))).code).toBe('badInput');
    await book.call('workspace.undo', { batch: 2 });
    expect((await review()).total).toBe(6);
    expect(await book.total()).toBeCloseTo(1007.5, 9);
    const actions = (await book.call('workspace.audit', { limit: 5 })).map(({ action }) => action);
    expect(actions.slice(0, 2)).toEqual(['undo', 'commit']);
  });

  it('are told in SQL without those that were repaired', async () => {
    await importSource();
    const told = async () => {
      const sql = "SELECT record, reason, value, typeof(text) FROM quarantine WHERE text <> '' ORDER BY line";
      const { arrow } = await book.call('sql.run', { sql, limit: 100 });
      const { columns, n } = arrowToTable(arrow);
      return Array.from({ length: n }, (_, row) => columns.map(({ values }) => values[row]));
    };
    const waiting = async () => {
      const { rows } = await book.call('workspace.quarantine', { batch: 1, offset: 0, limit: 100 });
      return rows.map(({ record, reason, value }) => [record, reason, value, 'text']);
    };
    expect(await told()).toHaveLength(6);
    expect(await told()).toEqual(await waiting());
    const rows = [{ record: 3, cells: ['C', '04.01.2025', '12,00', '3', '2,00', ''] }];
    await book.call('quarantine.repair', { batch: 1, rows, substitutions: [], accept: [] });
    expect(await told()).toHaveLength(5);
    expect(await told()).toEqual(await waiting());
    const count = await book.call('sql.run', { sql: 'SELECT count(*) AS n FROM quarantine', limit: 1 });
    expect(arrowToTable(count.arrow).columns[0]!.values[0]).toBe(5);
  });

  it('stay where they are when none passes, or the batch is not there', async () => {
    await importSource();
    const nothing = { batch: 1, rows: [], substitutions: [], accept: [] };
    expect((await failureOf(book.call('quarantine.repair', nothing))).code).toBe('noData');
    expect((await failureOf(book.call('quarantine.repair', { ...nothing, batch: 9 }))).code).toBe('notFound');
    expect(await book.call('workspace.batches', {})).toHaveLength(1);
  });

  it('upsert where the batch they come from does', async () => {
    const lines = ['Customer,Date,Revenue,Order', 'A,2025-01-01,1,1', 'B,2025-01-02,2,2', 'C,2025-01-03,3,3'];
    await book.call('ingest.import', { file: await book.csv('a.csv', lines), kind: 'sales', mode: 'append' });
    const changed = [...lines.slice(0, 2), 'B,oops,20,2', 'D,2025-01-04,4,4'];
    const file = await book.csv('b.csv', changed);
    const map = { account: 'Customer', date: 'Date', revenue: 'Revenue', order: 'Order' };
    await book.call('ingest.import', { file, kind: 'sales', mapping: map, mode: 'upsert' });
    expect(await book.total()).toBe(1 + 2 + 3 + 4);
    const rows = [{ record: 2, cells: ['B', '2025-01-02', '20', '2'] }];
    const done = await book.call('quarantine.repair', { batch: 2, rows, substitutions: [], accept: [] });
    expect(done.mode).toEqual({ mode: 'upsert', keys: ['order'] });
    expect(await book.total()).toBe(1 + 20 + 3 + 4);
  });
});

describe('a file of quarantined rows', () => {
  async function save(): Promise<{ path: string; records: string[][] }> {
    const path = book.path('repair.csv');
    const { rows } = await book.call('workspace.exportQuarantine', {
      batch: 1,
      file: book.file(path, 'write'),
    });
    expect(rows).toBe(6);
    const text = (await readFile(path, 'utf8')).replace(/^\ufeff/, '');
    return { path, records: parseRecords(text, { delimiter: ',', quote: '"' }).records };
  }

  const csv = (records: string[][], separator = ',') =>
    records
      .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator))
      .join('\r\n');

  it('has the columns of the source and says what is wrong with each row', async () => {
    await importSource();
    const { records } = await save();
    expect(records[0]).toEqual([
      ...['Kunde', 'Datum', 'Umsatz', 'Beleg', 'Preis', 'Notiz', 'surplus 1'],
      ...[
        'quarantine_line',
        'quarantine_record',
        'quarantine_column',
        'quarantine_reason',
        'quarantine_value',
      ],
    ]);
    expect(records[1]!.slice(7)).toEqual([
      '3',
      '2',
      'Datum',
      'A required date is not understood',
      '31.13.2025',
    ]);
  });

  it('changes nothing when it comes back as it was, whatever is in it', async () => {
    await importSource();
    const { path } = await save();
    const error = await failureOf(
      book.call('quarantine.repairFile', { batch: 1, file: book.file(path, 'read'), accept: [] }),
    );
    expect(error.code).toBe('noData');
  });

  it('brings back what was corrected; deleted rows stay in quarantine', async () => {
    await importSource();
    const { path, records } = await save();
    const corrected = records
      .filter((cells) => cells[8] !== '9')
      .map((cells) =>
        cells.map((cell) => (cell === '31.13.2025' ? '31.12.2024' : cell === 'abc' ? '8,00' : cell)),
      );
    corrected.find((cells) => cells[8] === '8')![6] = '';
    await writeFile(path, csv(corrected, ';'));
    const done = await book.call('quarantine.repairFile', {
      batch: 1,
      file: book.file(path, 'read'),
      accept: ['duplicate'],
    });
    expect(done).toMatchObject({ accepted: 4, remaining: 2, controlTotals: { revenue: 20 + 8 + 7 + 5 } });
    const rows = await book.call('workspace.quarantine', { batch: 1, offset: 0, limit: 10 });
    expect(rows.rows.map(({ record }) => record)).toEqual([4, 9]);
  });

  it('is refused without its record column, or with a record twice', async () => {
    await importSource();
    const { path, records } = await save();
    await writeFile(path, csv(records.map((cells) => cells.filter((_, at) => at !== 8))));
    const call = () =>
      book.call('quarantine.repairFile', { batch: 1, file: book.file(path, 'read'), accept: [] });
    expect((await failureOf(call())).details.column).toBe('quarantine_record');
    await writeFile(path, csv([...records, records[1]!]));
    expect(await failureOf(call())).toMatchObject({ code: 'badInput', details: { row: 8 } });
  });
});

describe('any row that an import refuses', () => {
  it('is never lost: rows = accepted + quarantined + blank over both batches', async () => {
    const cell = fc.constantFrom('', '1', '2025-01-01', 'x', '3.5', '"q', 'a,b', ' ');
    const lines = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 });
    let tries = 0;
    await fc.assert(
      fc.asyncProperty(lines, async (body) => {
        const text = body.map((cells) => cells.map((one) => (one === 'a,b' ? '"a,b"' : one)).join(','));
        const file = await book.csv(`f${tries++}.csv`, [
          'Customer,Date,Revenue,Order',
          'A,2025-01-01,1,1',
          ...text,
        ]);
        const map = { account: 'Customer', date: 'Date', revenue: 'Revenue', order: 'Order' };
        const read = { delimiter: ',', quote: '"', headerRow: 0 };
        const done = await book.call('ingest.import', {
          file,
          kind: 'sales',
          mapping: map,
          read,
          mode: 'append',
          again: true,
        });
        expect(done.rows).toBe(done.accepted + done.quarantined + done.blank);
        const page = await review({ batch: done.batch });
        expect(page.total).toBe(done.quarantined);
        if (done.quarantined === 0) return;
        const rows = page.rows.map(({ record }) => ({ record, cells: ['A', '2025-02-02', '5', '9'] }));
        const fixed = await book.call('quarantine.repair', {
          batch: done.batch,
          rows,
          substitutions: [],
          accept: [],
        });
        expect(fixed).toMatchObject({ rows: done.quarantined, accepted: done.quarantined, remaining: 0 });
      }),
      { seed: seed(), numRuns: 40 },
    );
  });
});
