import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { qd } from './runQd.ts';

const folder = mkdtempSync(join(tmpdir(), 'qd-next-product-'));
const book = join(folder, 'book.qdeck');

interface Answer {
  total: number;
  rows: { account: string; product: string; value: number; reasons?: unknown }[];
}

function listed(...more: string[]): Answer {
  const { status, stderr, json } = qd('analyse', book, 'next-product', '--json', ...more);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return json() as Answer;
}

beforeAll(() => {
  const made = qd('sample', book, '--accounts', '200', '--products', '20', '--json');
  expect(made.stderr).toBe('');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the list of next products comes whole, or a page of it in the order asked for', () => {
  const whole = listed();
  expect(whole.total).toBe(whole.rows.length);
  expect(whole.total).toBeGreaterThan(200);
  const page = listed('--offset', '10', '--limit', '25');
  expect(page).toMatchObject({ total: whole.total, rows: whole.rows.slice(10, 35) });
  const values = listed('--sort', 'value', '--limit', '50').rows.map(({ value }) => value);
  expect(values).toEqual([...values].sort((a, b) => b - a));
  expect(values[0]).toBe(Math.max(...whole.rows.map(({ value }) => value)));
  const { product } = whole.rows[7]!;
  const own = whole.rows.filter((row) => row.product === product);
  expect(listed('--product', product)).toMatchObject({ total: own.length, rows: own });
  expect(qd('analyse', book, 'next-product', '--product', 'nothing').status).toBe(3);
});

test('reasons can be left out, as the page does, and the months of XYZ chosen', () => {
  const page = ['--limit', '5'];
  const [plain, full] = [listed(...page, '--reasons', 'none'), listed(...page)];
  expect(full.rows.every((row) => 'reasons' in row)).toBe(true);
  expect(plain.rows).toEqual(full.rows.map(({ reasons: _, ...row }) => row));
  const { evidence } = qd('analyse', book, 'abc', '--xyz-months', '2025-01..2025-06', '--json').json() as {
    evidence: { parameters: object };
  };
  expect(evidence.parameters).toMatchObject({ xyzMonths: '2025-01..2025-06' });
});
