import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { program } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-qd-'));
const workspace = join(folder, 'book.qdeck');
const sales = join(folder, 'sales.csv');
const secret = { QD_SECRET: 'correct horse' };

function qd(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr, json: () => JSON.parse(stdout) };
}

function ask(...args: string[]) {
  const answer = qd([...args, '--json']);
  expect(answer.stderr).toBe('');
  expect(answer.status).toBe(0);
  return answer.json();
}

/** Twelve accounts over two years; account A12 stops after a year, A11 appears in the second, one line has no account. */
function salesFile(): string {
  const lines = ['Customer;Item;Order;Date;Qty;Price;Country'];
  for (let account = 1; account <= 12; account++) {
    for (let month = 0; month < 24; month++) {
      if ((account === 12 && month >= 12) || (account === 11 && month < 12)) continue;
      const date = `${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-15`;
      const order = `O${account}-${month}`;
      const country = account % 2 ? 'UK' : 'France';
      lines.push(`A${account};P${1 + (account % 3)};${order};${date};${account};10,50;${country}`);
      if (month % 2) lines.push(`A${account};P4;${order};${date};1;5,00;${country}`);
    }
  }
  lines.push(
    ';P1;O0;2023-01-15;1;3,00;UK',
    'A1;P1;C1;2024-06-20;-1;10,50;UK',
    'A1;P1;O99;not a date;1;1,00;UK',
  );
  return `${lines.join('\n')}\n`;
}

beforeAll(() => {
  writeFileSync(sales, salesFile());
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('qd', () => {
  test('previews a file as the mapping it would import', () => {
    const preview = ask('preview', sales);
    expect(preview).toMatchObject({
      format: 'csv',
      delimiter: ';',
      headerRow: 0,
      records: 399,
      kind: 'sales',
    });
    expect(preview.mapping).toMatchObject({
      account: 'Customer',
      order: 'Order',
      date: 'Date',
      quantity: 'Qty',
      price: 'Price',
      market: 'Country',
    });
    expect(preview.columns[5]).toMatchObject({ header: 'Price', type: 'number', decimal: ',' });
  });

  test('makes a workspace, imports, and accounts for every row', () => {
    expect(ask('init', workspace)).toMatchObject({ accounts: 0, rows: {}, encrypted: false });
    const result = ask('import', workspace, sales, '--as', 'sales');
    expect(result).toMatchObject({
      batch: 1,
      rows: 399,
      accepted: 398,
      quarantined: 1,
      created: { accounts: 12, products: 4 },
    });
    expect(result.rows).toBe(result.accepted + result.quarantined + result.blank);
    expect(result.rules).toContainEqual({ rule: 'missingAccount', action: 'keep', count: 1 });
    expect(ask('info', workspace)).toMatchObject({
      rows: { sales: 398 },
      accounts: 12,
      products: 4,
      firstDate: '2023-01-15',
      lastDate: '2024-12-15',
    });
    expect(ask('quarantine', workspace, '1').rows).toMatchObject([
      { line: 400, column: 'Date', reason: 'badDate', value: 'not a date' },
    ]);
  });

  test('writes an answer as a workbook of all its tables, or one table as text', () => {
    const out = join(folder, 'movement.xlsx');
    const asked = ['analyse', workspace, 'movement', '--from', '2023', '--to', '2024'];
    expect(ask(...asked, '--format', 'xlsx', '--out', out)).toMatchObject({ file: out });
    expect(readFileSync(out).subarray(0, 2).toString()).toBe('PK');
    const text = join(folder, 'movement.csv');
    const { rows } = ask(...asked, '--format', 'csv', '--table', 'accounts', '--out', text);
    expect(readFileSync(text, 'utf8').trim().split('\n')).toHaveLength(rows + 1);
    expect(qd([...asked, '--format', 'csv', '--table', 'none', '--out', text]).status).toBe(3);
    expect(qd([...asked, '--format', 'csv']).status).toBe(2);
  });

  test('answers movement between two years', () => {
    const movement = ask(
      'analyse',
      workspace,
      'movement',
      '--from',
      '2023',
      '--to',
      '2024',
      '--basis',
      'gross',
    );
    expect(movement.counts).toEqual({
      start: 11,
      new: 1,
      reactivated: 0,
      expansion: 0,
      contraction: 0,
      flat: 10,
      churned: 1,
      end: 11,
    });
    const lines = ['new', 'reactivated', 'expansion', 'contraction', 'churned', 'other', 'fx'];
    expect(lines.reduce((sum, line) => sum + movement[line], movement.start)).toBeCloseTo(movement.end, 6);
    expect(movement.evidence.slice.basis).toBe('gross');
    expect(ask('analyse', workspace, 'movement', '--every', 'quarter').periods).toHaveLength(7);
  });

  test('net counts the return, gross does not, and both leave out the row without account', () => {
    const revenue = (basis: string) =>
      ask('query', workspace, JSON.stringify({ measures: ['revenue', 'lines'], basis })).total;
    const [gross, grossLines] = revenue('gross');
    expect([gross - 10.5, grossLines + 1]).toEqual(revenue('net'));
    expect([gross - 10.5 + 3, grossLines + 2]).toEqual(revenue('all'));
  });

  test('queries by field and month, and writes files', () => {
    const result = ask(
      'query',
      workspace,
      JSON.stringify({
        measures: ['revenue', 'active_accounts'],
        by: ['market', 'year'],
        where: [{ field: 'market', in: ['UK'] }],
      }),
    );
    expect(result.columns.map((column: { name: string }) => column.name)).toEqual([
      'market',
      'year',
      'revenue',
      'active_accounts',
    ]);
    expect(result.rows.map((row: unknown[]) => row.slice(0, 2))).toEqual([
      ['UK', '2023'],
      ['UK', '2024'],
    ]);
    for (const format of ['csv', 'xlsx', 'arrow']) {
      const out = join(folder, `out.${format}`);
      ask('query', workspace, '{"measures":["revenue"],"by":["month"]}', '--format', format, '--out', out);
      expect(readFileSync(out).length).toBeGreaterThan(100);
    }
  });

  test.each([
    ['cohorts', (json: { cells: unknown[] }) => json.cells],
    ['rfm', (json: { rows: unknown[] }) => json.rows],
    ['abc', (json: { rows: unknown[] }) => json.rows],
    ['rhythm', (json: { rows: unknown[] }) => json.rows],
    ['survival', (json: { groups: unknown[] }) => json.groups],
    ['activity', (json: { rows: unknown[] }) => json.rows],
    ['headroom', (json: { rows: unknown[] }) => json.rows],
    ['opportunities', (json: { rows: unknown[] }) => json.rows],
    ['rules', (json: { rules: unknown[] }) => json.rules],
  ] as [string, (json: never) => unknown[]][])('answers %s with rows and evidence', (question, rowsOf) => {
    const json = ask('analyse', workspace, question);
    expect(rowsOf(json as never).length).toBeGreaterThan(0);
    expect(json.evidence.rowsIn).toBe(397);
  });

  test('undo takes the batch out of the book and redo brings it back', () => {
    expect(ask('undo', workspace, '1')).toMatchObject({ accounts: 0, rows: {} });
    expect(ask('redo', workspace, '1')).toMatchObject({ accounts: 12, rows: { sales: 398 } });
    expect(ask('batches', workspace).batches).toMatchObject([
      { id: 1, state: 'active', source: 'sales.csv' },
    ]);
    expect(ask('check', workspace)).toMatchObject({ ok: true, problems: [] });
  });

  test('keeps a passphrase out of its arguments, and tells a wrong one from a damaged file', () => {
    const locked = join(folder, 'locked.qdeck');
    expect(qd(['init', locked, '--passphrase-env', 'QD_SECRET', '--json'], secret).json()).toMatchObject({
      encrypted: true,
    });
    expect(qd(['info', locked, '--passphrase-env', 'QD_SECRET', '--json'], secret).status).toBe(0);
    const wrong = qd(['info', locked, '--passphrase-env', 'QD_SECRET', '--json'], {
      QD_SECRET: 'wrong horse',
    });
    expect([wrong.status, wrong.json().error.code]).toEqual([4, 'wrongPassphrase']);
    const none = qd(['info', locked, '--json']);
    expect([none.status, none.json().error.code]).toEqual([4, 'needsPassphrase']);
    const copy = join(folder, 'copy.qdeck');
    expect(qd(['backup', locked, copy, '--passphrase-env', 'QD_SECRET', '--json'], secret).status).toBe(0);
    expect(qd(['info', copy, '--passphrase-env', 'QD_SECRET', '--json'], secret).json()).toMatchObject({
      encrypted: true,
    });
  });

  test.each([
    [['frobnicate'], 2, 'usage'],
    [['analyse', workspace, 'astrology'], 2, 'usage'],
    [['analyse', workspace, 'movement', '--from', '2023-13'], 3, 'badPeriod'],
    [['analyse', workspace, 'rules', '--support', 'much'], 2, 'usage'],
    [['query', workspace, '{"measures":["magic"]}'], 3, 'unknownMeasure'],
    [['query', workspace, '{"measures":["revenue"],"by":["moon"]}'], 3, 'unknownField'],
    [['import', workspace, join(folder, 'absent.csv'), '--as', 'sales'], 3, 'notFound'],
    [['import', workspace, sales, '--as', 'sales', '--map', 'account=Nobody'], 3, 'unknownField'],
    [['info', sales], 4, 'notWorkspace'],
    [['info', join(folder, 'absent.qdeck')], 3, 'notFound'],
    [['info', workspace, '--nonsense'], 2, 'usage'],
    [['info', workspace, '--support', '.1'], 2, 'usage'],
  ])('refuses %j', (args, status, code) => {
    const answer = qd([...args, '--json']);
    expect([answer.status, answer.json().error.code]).toEqual([status, code]);
    expect(answer.json().error.message).toBeTruthy();
  });

  test('fits rules to any file', () => {
    const baskets = join(folder, 'baskets.csv');
    writeFileSync(baskets, 'basket,item\n1,a\n1,b\n2,a\n2,b\n3,a\n4,c\n');
    const json = ask(
      'fit',
      'rules',
      '--data',
      baskets,
      '--basket',
      'basket',
      '--item',
      'item',
      '--support',
      '.5',
      '--confidence',
      '.6',
    );
    expect(json).toMatchObject({ transactions: 4, items: 3 });
    expect(json.rules).toContainEqual(
      expect.objectContaining({ lhs: ['b'], rhs: 'a', count: 2, confidence: 1 }),
    );
  });

  test('prints for people in their language, and help', () => {
    const table = qd(['analyse', workspace, 'concentration', '--lang', 'zh-CN']);
    expect(table.stdout).toMatch(/[\u4e00-\u9fff]/);
    expect(qd([]).stdout).toContain('qd analyse WS QUESTION');
    expect(existsSync(`${workspace}-wal`)).toBe(false);
  });
});
