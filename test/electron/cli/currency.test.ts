import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { program } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-currency-'));
const workspace = join(folder, 'book.qdeck');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function qd(...args: string[]) {
  const { status, stdout } = spawnSync(process.execPath, [program, ...args, '--json'], { encoding: 'utf8' });
  return { status, answer: JSON.parse(stdout) };
}

function done(...args: string[]) {
  const { status, answer } = qd(...args);
  expect([status, answer.error]).toEqual([0, undefined]);
  return answer;
}

function load(name: string, kind: string, lines: string[]) {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return done('import', workspace, path, '--as', kind);
}

const byCurrency = '{"measures":["revenue","lines"],"by":["currency"]}';

test('qd tells amounts in one currency, names what has no rate, and takes the choice', () => {
  done('init', workspace);
  load('sales.csv', 'sales', [
    'Customer,Date,Revenue,Currency',
    'Ashford,2024-01-10,100,EUR',
    'Ashford,2024-07-10,120,EUR',
    'Bellamy,2024-01-20,100,USD',
    'Bellamy,2024-07-20,100,usd',
    'Corrigan,2024-02-01,50,GBP',
    'Corrigan,2024-07-01,70,',
  ]);
  const none = done('query', workspace, byCurrency);
  expect(none.total[1]).toBe(290);
  expect(none.currency).toMatchObject({ reporting: 'EUR' });
  const left = none.warnings.find(({ code }: { code: string }) => code === 'leftOutWithoutRate');
  expect(left.params).toEqual({ rows: 3, money: 'USD 200, GBP 50', currency: 'EUR' });
  expect(none.warnings).toContainEqual({
    code: 'rowsWithoutCurrency',
    params: { rows: 1, amount: 70, currency: 'EUR' },
  });
  expect(qd('query', workspace, byCurrency, '--currency', 'GBP').answer.total[1]).toBe(120);

  const rates = load('rates.csv', 'rates', [
    'Date,From,To,Rate',
    '2024-01,USD,EUR,0.9',
    '2024-07,USD,EUR,0.8',
    '2024-07,USD,EUR,0.5',
    '2024-01,EUR,GBP,0.8',
    '2024-02,EUR,GBP,0',
    '2024-03,EUR,GBP,-1',
  ]);
  expect([rates.accepted, rates.quarantined]).toEqual([3, 3]);
  const refused = done('quarantine', workspace, '2');
  expect(refused.rows.map((row: { line: number; reason: string }) => [row.line, row.reason])).toEqual([
    [4, 'contradictoryRate'],
    [6, 'badRate'],
    [7, 'badRate'],
  ]);

  expect(done('query', workspace, byCurrency).total[1]).toBeCloseTo(290 + 90 + 80 + 50 / 0.8, 9);
  const movement = done('analyse', workspace, 'movement', '--from', '2024-H1', '--to', '2024-H2');
  expect([movement.start, movement.end, movement.fx]).toEqual([252.5, 270, -10]);
  expect([movement.expansion, movement.contraction]).toEqual([27.5, 0]);
  expect(movement.evidence.currency.used).toContainEqual({
    ...{ from: 'USD', to: 'EUR', first: '2024-01-01', last: '2024-07-01', rates: 2 },
  });
  const constant = ['--rates', 'constant', '--from', '2024-H1', '--to', '2024-H2'];
  const atBase = done('analyse', workspace, 'movement', ...constant);
  expect([atBase.start, atBase.end, atBase.fx, atBase.nrr]).toEqual([252.5, 280, 0, movement.nrr]);
  expect(qd('analyse', workspace, 'movement', '--rates', 'weekly').answer.error.code).toBe('badRequest');

  const pivot = '{"rows":[{"field":"currency"}],"measures":[{"measure":"revenue"}]}';
  expect(done('pivot', workspace, pivot, '--currency', 'usd').currency.reporting).toBe('USD');
  const charts = '{"charts":[{"kind":"bars","x":{"field":"currency"},"measure":"revenue"}]}';
  expect(done('explore', workspace, charts, '--currency', 'usd').currency.reporting).toBe('USD');
  const fixed = ['--rates-of', '2024-H1'];
  expect(done('query', workspace, byCurrency, ...fixed).total[1]).toBeCloseTo(290 + 180 + 62.5, 9);
  expect(done('pivot', workspace, pivot, ...fixed).currency).toMatchObject({
    rates: 'constant',
    base: { first: '2024-01-01', last: '2024-06-30' },
  });
  const sums = done('sql', workspace, 'SELECT sum(revenue) a, sum(revenue_reporting) b FROM sales');
  expect(sums.rows[0]).toEqual([540, 290 + 90 + 80 + 62.5]);

  expect(done('currency', workspace, 'gbp').reportingCurrency).toBe('GBP');
  expect(done('info', workspace).reportingCurrency).toBe('GBP');
  expect(done('analyse', workspace, 'movement').evidence.currency.reporting).toBe('GBP');
  expect(done('currency', workspace, 'usual').reportingCurrency).toBe('EUR');
  const many = Array.from({ length: 20 }, (_, row) => `Dunmore,2024-02-${row + 1},10,USD`);
  load('dollars.csv', 'sales', ['Customer,Date,Revenue,Currency', ...many]);
  expect(done('info', workspace).reportingCurrency).toBe('EUR');
  expect(done('analyse', workspace, 'movement').evidence.currency.reporting).toBe('EUR');
  expect(done('currency', workspace, 'usual').reportingCurrency).toBe('USD');
  expect(qd('currency', workspace, 'JPY').answer.error).toMatchObject({
    code: 'badRequest',
    hint: 'Currencies: USD, EUR, GBP',
  });
});
