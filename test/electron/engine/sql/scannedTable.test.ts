import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { loadBook } from '../../../../electron/engine/book/loadBook.ts';
import { runSteps } from '../../../../electron/engine/book/steps.ts';
import { arrowToTable } from '../../../../electron/engine/exhibit/arrow.ts';
import { blockRows } from '../../../../electron/engine/sql/columnReader.ts';
import { databaseImage } from '../../../../electron/engine/sql/databaseImage.ts';
import { farTables, partOf } from '../../../../electron/engine/sql/farTables.ts';
import { imageBytes } from '../../../../electron/engine/sql/imageBytes.ts';
import type { Values } from '../../../../electron/engine/sql/protocol.ts';
import { SqlProcess } from '../../../../electron/engine/sql/sqlProcess.ts';
import { SqlSession } from '../../../../electron/engine/sql/sqlSession.ts';
import { textCount, textsNow } from '../../../../electron/engine/sql/sqlTexts.ts';
import type { SqlColumnData, SqlTableData } from '../../../../electron/engine/sql/tableData.ts';
import { dayOf } from '../../../../shared/domain/calendar.ts';
import { numbers, type Table, texts as textsOf } from '../../../../shared/domain/table.ts';
import { seed } from '../../../property/seed.ts';
import { memoryWorkspace, salesBatch } from '../book/memoryWorkspace.ts';

const gigabyte = 2 ** 30;
const apart = new SqlProcess();
afterAll(() => apart.end());

async function ask(given: SqlTableData[], sql: string, spill = true): Promise<Table> {
  const { tables, arrays } = runSteps(farTables(given));
  const outcome = await apart.ask({
    request: { tables, spill, sql, text: sql, limit: 200_000 },
    arrays,
    columnBytes: gigabyte,
    statementBytes: gigabyte,
  });
  if ('error' in outcome) throw new Error(outcome.error.message);
  return arrowToTable(outcome.arrow);
}

/** The bytes of a database, made in this process. */
function imageOf(table: SqlTableData): Buffer {
  const { tables, arrays } = runSteps(farTables([table]));
  const parts: Values[][] = [];
  const supply = {
    ask: (wanted: number[], from: number, to: number) =>
      parts.push(partOf(arrays, { part: 0, arrays: wanted, from, to })) - 1,
    take: (part: number) => parts[part]!,
    drop: () => undefined,
  };
  return databaseImage(tables, supply, () => undefined);
}

const numberColumn = fc
  .array(fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, 1, 2 ** 53, Number.NaN)), {
    minLength: 40,
    maxLength: 40,
  })
  .map((values): SqlColumnData => ({ name: 'number', type: 'number', values: Float64Array.from(values) }));
const texts = textsNow(['', '5', 'ä', '华东', "O'Brien", 'x'.repeat(300)]);
const textColumn = fc
  .array(fc.integer({ min: -1, max: textCount(texts) - 1 }), { minLength: 40, maxLength: 40 })
  .map((codes): SqlColumnData => ({ name: 'text', type: 'text', codes: Int32Array.from(codes), texts }));
const dayColumn = fc
  .array(fc.constantFrom(-2147483648, 0, dayOf(2024, 2, 29), dayOf(2023, 12, 31)), {
    minLength: 3,
    maxLength: 3,
  })
  .chain((days) =>
    fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 40, maxLength: 40 }).map(
      (index): SqlColumnData => ({
        name: 'day',
        type: 'day',
        values: Int32Array.from(days),
        grain: 'month',
        index: Int32Array.from(index),
      }),
    ),
  );

const statements = [
  'select * from t',
  'select text, count(*), total(number), typeof(max(number)), min(day) from t group by text order by 1',
  "select count(*) from t where number > '1'",
  "select count(*) from t where text = 5 or text in ('ä', 5)",
  'select typeof(number), typeof(text), typeof(day), number / 2, text || day from t',
  'select count(*), count(number), count(text), count(day) from t',
  'select a.text, count(*) from t a join u b on a.text = b.text where b.number is not null group by 1 order by 1',
  'select distinct day from t order by day desc limit 3',
];

test('a scanned table answers as a copied one does', async () => {
  await fc.assert(
    fc.asyncProperty(
      numberColumn,
      textColumn,
      dayColumn,
      fc.constantFrom(...statements),
      async (a, b, c, sql) => {
        const named = (name: string, scanned: boolean): SqlTableData => ({
          name,
          n: 40,
          columns: [a, b, c],
          scanned,
        });
        const copied = await ask([named('t', false), named('u', false)], sql);
        const scanned = await ask([named('t', true), named('u', false)], sql, false);
        expect(scanned).toEqual(copied);
      },
    ),
    { seed: seed(), numRuns: 60 },
  );
});

test.each([false, true])(
  'a table reads back every value, over several blocks; scanned: %s',
  async (scanned) => {
    const odd = [0, 1, -1, 127, 128, -128, -129, 2 ** 31, -(2 ** 31) - 1, 2 ** 47, 2 ** 53, 0.1, -0, 1e300];
    const n = 2 * blockRows + 5;
    const values = Float64Array.from({ length: n }, (_, row) => odd[row % 15] ?? Number.NaN);
    const written = Array.from({ length: n }, (_, row) =>
      row % 1000 === 7 ? `${row} ä `.repeat(20_000) : `${row}`,
    );
    const columns: SqlColumnData[] = [
      { name: 'v', type: 'number', values },
      { name: 't', type: 'text', codes: Int32Array.from(values.keys()), texts: textsNow(written) },
    ];
    const table = await ask(
      [{ name: 't', n, columns, scanned }],
      'select v, substr(t, 1, 40) t, length(t) l from t',
    );
    expect(numbers(table, 'v')).toEqual(values);
    expect(textsOf(table, 't')).toEqual(written.map((text) => text.slice(0, 40)));
    expect(Array.from(numbers(table, 'l'))).toEqual(written.map((text) => text.length));
  },
);

test('the size of an image is known before it is made', async () => {
  await fc.assert(
    fc.property(numberColumn, textColumn, dayColumn, fc.constantFrom(3_000, 20_000), (a, b, c, n) => {
      const index = Int32Array.from({ length: n }, (_, row) => row % 40);
      const columns = [
        { ...a, index },
        { ...b, index },
        { ...c, index: index.map((row) => c.index![row]!) },
      ];
      const table: SqlTableData = { name: 't', n, columns };
      const made = imageOf(table).byteLength;
      expect(runSteps(imageBytes(table))).toBeGreaterThan(0.85 * (made - 3 * 65_536));
      expect(runSteps(imageBytes(table))).toBeLessThan(1.1 * made);
    }),
    { seed: seed(), numRuns: 20 },
  );
});

test('where there is no room, a large table is read without a copy, with the same answer', async () => {
  const n = 40_000;
  const rows = Array.from({ length: n }, (_, row) => ({
    account: `A${row % 100}`,
    day: dayOf(2024, 1, 1) + (row % 300),
    revenue: row % 977,
    market: `${row % 2} `.repeat(500),
  }));
  const workspace = memoryWorkspace([salesBatch(rows)]);
  Object.assign(workspace, { encrypted: false });
  const book = loadBook(workspace);
  const session = new SqlSession();
  const sql =
    'select sum(revenue) r, count(*) n, count(distinct account) a, min(account_name) m, max(date) d, sum(length(market)) l from sales';
  const quiet = { signal: new AbortController().signal, progress: () => undefined };
  const known = process.env.QUARTERDECK_MEMORY;
  try {
    const copied = await session.run(book, workspace, sql, 10, quiet);
    session.close();
    process.env.QUARTERDECK_MEMORY = '1';
    const rowsRead: number[] = [];
    const scanned = await session.run(book, workspace, sql, 10, {
      ...quiet,
      progress: ({ phase, rows: seen }) => {
        if (phase === 'sqlScan') rowsRead.push(seen ?? 0);
      },
    });
    expect(arrowToTable(scanned.arrow)).toEqual(arrowToTable(copied.arrow));
    expect(numbers(arrowToTable(scanned.arrow), 'n')[0]).toBe(n);
    expect(Math.max(0, ...rowsRead)).toBeLessThanOrEqual(n);
    expect(
      numbers(
        arrowToTable(
          (await session.run(book, workspace, 'select count(*) n from accounts', 10, quiet)).arrow,
        ),
        'n',
      )[0],
    ).toBe(book.accounts.count);
  } finally {
    if (known === undefined) delete process.env.QUARTERDECK_MEMORY;
    else process.env.QUARTERDECK_MEMORY = known;
    session.close();
  }
});
