import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as XLSX from 'xlsx';

const program = fileURLToPath(new URL('../../../electron/cli/qd.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-qd-pivot-'));
const workspace = join(folder, 'book.qdeck');

function qd(...args: string[]) {
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
}

function ask(...args: string[]) {
  const { status, stdout, stderr } = qd(...args, '--json');
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

beforeAll(() => {
  const sales = join(folder, 'sales.csv');
  writeFileSync(
    sales,
    [
      'Customer,Country,Date,Order,Revenue',
      'A,UK,2023-01-05,1,10',
      'A,UK,2024-01-05,2,15',
      'B,FR,2024-02-01,3,5',
      'B,FR,2024-02-02,3,-1',
    ].join('\n'),
  );
  ask('init', workspace);
  ask('import', workspace, sales, '--as', 'sales');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const spec = {
  rows: [{ field: 'market' }],
  columns: [{ field: 'year' }],
  measures: [{ measure: 'revenue' }, { measure: 'orders' }, { measure: 'revenue', as: 'yearChange' }],
};

test('a pivot as JSON: heads and cells, missing ones null', () => {
  const answer = ask('pivot', workspace, JSON.stringify(spec));
  expect(answer).toMatchObject({ rowFields: ['market'], columnFields: ['year'], n: 3, rowsIn: 4 });
  expect(answer.columns.map(({ path }: { path: string[] }) => path)).toEqual([['2023'], ['2024'], []]);
  expect(answer.rows.map(({ path }: { path: string[] }) => path)).toEqual([['FR'], ['UK'], []]);
  expect(answer.rows[0].cells).toEqual([null, null, null, 4, 1, null, 4, 1, null]);
  expect(answer.rows[1].cells.slice(0, 6)).toEqual([10, 1, null, 15, 1, 0.5]);
  expect(answer.measures[2]).toEqual({ measure: 'revenue', as: 'yearChange', unit: 'ratio' });
});

test('a pivot as files, from a file, in Chinese', () => {
  const file = join(folder, 'pivot.json');
  writeFileSync(file, JSON.stringify(spec));
  const out = join(folder, 'pivot.xlsx');
  const csv = join(folder, 'pivot.csv');
  expect(
    ask('pivot', workspace, `@${file}`, '--format', 'xlsx', '--out', out, '--lang', 'zh-CN'),
  ).toMatchObject({ rows: 3 });
  const sheet = XLSX.read(readFileSync(out)).Sheets.透视表!;
  expect((sheet.A8 as XLSX.CellObject).v).toBe('总计');
  ask('pivot', workspace, `@${file}`, '--format', 'csv', '--out', csv);
  expect(readFileSync(csv, 'utf8')).toContain('Grand total,10,1,,19,2');
});

test('a wrong pivot, measure or format is told, with the exit code for it', () => {
  expect(qd('pivot', workspace, '{"rows":[{"field":"market"}]}').status).toBe(2);
  expect(qd('pivot', workspace, JSON.stringify({ ...spec, rows: [{ field: 'planet' }] })).status).toBe(3);
  expect(qd('pivot', workspace, JSON.stringify(spec), '--format', 'xlsx').status).toBe(2);
});

test('a statement as JSON and as files; what is refused is told', () => {
  const answer = ask(
    'sql',
    workspace,
    'select account, sum(revenue) r, null x from sales group by 1 order by 1',
  );
  expect(answer).toMatchObject({
    rows: [
      ['A', 25, null],
      ['B', 4, null],
    ],
    n: 2,
    more: false,
  });
  expect(ask('sql', workspace, 'select * from sales', '--limit', '1')).toMatchObject({ n: 1, more: true });
  const out = join(folder, 'rows.xlsx');
  expect(ask('sql', workspace, 'select * from sales', '--format', 'xlsx', '--out', out)).toMatchObject({
    rows: 4,
    more: false,
  });
  expect(XLSX.read(readFileSync(out)).SheetNames).toHaveLength(2);
  const csv = join(folder, 'rows.csv');
  ask('sql', workspace, 'select date, revenue from sales order by date', '--format', 'csv', '--out', csv);
  expect(readFileSync(csv, 'utf8')).toBe(
    '\ufeffdate,revenue\r\n2023-01-05,10\r\n2024-01-05,15\r\n2024-02-01,5\r\n2024-02-02,-1\r\n',
  );
  const refused = qd('sql', workspace, 'delete from sales', '--json');
  expect([refused.status, JSON.parse(refused.stdout).error.code]).toEqual([3, 'sqlRefused']);
  const failed = qd('sql', workspace, 'select revnue from sales', '--json');
  expect(JSON.parse(failed.stdout).error.message).toContain('did you mean revenue?');
  expect(qd('sql', workspace, 'select 1', '--limit', '0').status).toBe(2);
});
