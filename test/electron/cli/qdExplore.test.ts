import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { program } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-qd-explore-'));
const workspace = join(folder, 'book.qdeck');
const sales = `account,date,product,revenue,quantity,market
A,2024-01-05,p,10.5,1,UK
A,2024-02-05,q,20,2,UK
B,2024-02-20,p,5,3,FR
B,2024-03-01,p,7.25,3,FR
C,2024-03-09,r,100,5,
`;

function qd(...args: string[]): { code: number; json: unknown; text: string } {
  const done = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  return { code: done.status ?? -1, json: parsed(done.stdout), text: done.stdout + done.stderr };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

beforeAll(() => {
  const file = join(folder, 'sales.csv');
  writeFileSync(file, sales);
  expect(qd('init', workspace).code).toBe(0);
  expect(qd('import', workspace, file, '--as', 'sales').code).toBe(0);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const view = {
  charts: [
    { kind: 'time', x: { field: 'day', grain: 'month' }, measure: 'revenue' },
    { kind: 'bars', x: { field: 'market' }, measure: 'revenue' },
    { kind: 'histogram', x: { field: 'quantity' }, measure: 'lines' },
  ],
  filters: { c1: { x: { from: 19_754, below: null } } },
};

test('bins with and without the selections elsewhere, each chart without its own', () => {
  const { code, json } = qd('explore', workspace, JSON.stringify(view), '--json');
  expect(code).toBe(0);
  expect(json).toMatchObject({
    rows: { all: 5, now: 4 },
    accounts: 3,
    charts: [
      {
        id: 'c1',
        axes: [{ labels: ['2024-01', '2024-02', '2024-03'], grain: 'month' }],
        now: { lines: [1, 2, 2], revenue: [10.5, 25, 107.25] },
      },
      {
        id: 'c2',
        axes: [{ values: ['UK', 'FR'], missing: true, others: 0 }],
        all: { lines: [2, 2, 1], revenue: [30.5, 12.25, 100] },
        now: { lines: [1, 2, 1], revenue: [20, 12.25, 100] },
      },
      {
        id: 'c3',
        axes: [{ labels: ['1', '2', '3', '4', '5'], missing: false }],
        all: { lines: [1, 1, 2, 0, 1] },
        now: { lines: [0, 1, 2, 0, 1] },
      },
    ],
  });
});

test('what cubes answer beside it', () => {
  const { code, json } = qd('explore', workspace, JSON.stringify(view), '--check', '--json');
  expect(code).toBe(0);
  expect(json).toMatchObject({
    check: {
      compared: [
        { active: 'c1', passive: 'c2', lines: 0 },
        { active: 'c1', passive: 'c3', lines: 0 },
        { active: 'c1', passive: 'total', lines: 0 },
      ],
    },
  });
});

test('what cannot be shown is refused with the reason', () => {
  const one = (chart: object) => JSON.stringify({ charts: [chart] });
  const histogram = qd(
    'explore',
    workspace,
    one({ kind: 'histogram', x: { field: 'market' }, measure: 'lines' }),
  );
  expect(histogram.code).toBe(3);
  expect(histogram.text).toContain('histogram cannot show the field "market"');
  expect(
    qd('explore', workspace, one({ kind: 'bars', x: { field: 'nothing' }, measure: 'lines' })).code,
  ).toBe(3);
  expect(
    qd('explore', workspace, one({ kind: 'bars', x: { field: 'market' }, measure: 'margin' })).code,
  ).toBe(3);
  expect(qd('explore', workspace, one({ kind: 'pie', x: { field: 'market' }, measure: 'lines' })).code).toBe(
    2,
  );
  expect(qd('explore', workspace, '{').code).toBe(2);
  expect(qd('explore', workspace).code).toBe(2);
});

test('tiers stand in their order, with all values of the field', () => {
  const tiers = { charts: [{ kind: 'tiers', x: { field: 'market' }, measure: 'revenue' }] };
  const { code, json } = qd('explore', workspace, JSON.stringify(tiers), '--json');
  expect(code).toBe(0);
  expect(json).toMatchObject({
    charts: [
      { axes: [{ values: ['FR', 'UK'], missing: true, others: 0 }], all: { revenue: [12.25, 30.5, 100] } },
    ],
  });
});
