import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../../../electron/engine/ingest/readBatch.ts';
import type { TableKind } from '../../../../../shared/domain/fields.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const file = (lines: string[]) => folder.write('table.csv', `${lines.join('\n')}\n`);

const oneRow = [
  'Account,Jan-25 Actual,Jan-25 Budget,Jan-25 PY,Feb-25 Actual,Feb-25 Budget,Feb-25 PY',
  'Alder,1,10,100,2,20,200',
  'Birch,3,30,300,4,40,400',
];
const twoRows = [
  '客户,1月,,,2月,,',
  ',本年,预算,去年同期,本年,预算,去年同期',
  '上海甲公司,1,10,100,2,20,200',
  '北京乙公司,3,30,300,4,40,400',
];

async function sums(lines: string[], kind: TableKind, scenario?: string) {
  const { batch } = await readBatch(await file(lines), {
    kind,
    read: { year: 2025, ...(scenario ? { scenario } : {}) },
  });
  const days = batch.columns.find(({ name }) => name === 'date')!.values as Int32Array;
  const first = new Date(Math.min(...Array.from(days)) * 86_400_000).toISOString().slice(0, 7);
  return { total: Object.values(batch.controlTotals)[0], first };
}

describe.each([
  ['in one header row', oneRow, ['Actual', 'Budget', 'PY']],
  ['in two header rows', twoRows, ['本年', '预算', '去年同期']],
])('scenarios %s', (_, lines, words) => {
  const [actual, budget, prior] = words as [string, string, string];

  it('sales take what was, plans what was budgeted', async () => {
    expect(await sums(lines, 'sales')).toEqual({ total: 10, first: '2025-01' });
    expect(await sums(lines, 'plans')).toEqual({ total: 100, first: '2025-01' });
  });

  it('another is taken where the user says so; the year before counts one year earlier', async () => {
    expect(await sums(lines, 'sales', budget)).toEqual({ total: 100, first: '2025-01' });
    expect(await sums(lines, 'sales', prior)).toEqual({ total: 1000, first: '2024-01' });
    expect(await sums(lines, 'sales', 'Nothing of that')).toEqual({ total: 10, first: '2025-01' });
  });

  it('are shown with what is taken', async () => {
    const preview = await previewFile(await file(lines), { kind: 'sales', read: { year: 2025 } });
    expect(preview.scenariosAcross).toEqual({ values: words, taken: actual, confidence: 0.9 });
    expect(preview.unpivot?.scenario).toBe(actual);
    const warning = preview.warnings.find(({ code }) => code === 'scenariosAcross');
    expect(warning?.params).toMatchObject({ taken: actual, left: `${budget}, ${prior}` });
  });
});

it('the year before is taken from a year column too', async () => {
  const lines = [
    'Account,Year,Jan CY,Jan PY,Feb CY,Feb PY,Mar CY,Mar PY',
    'Alder,2025,1,10,2,20,3,30',
    'Birch,2024,4,40,5,50,6,60',
  ];
  const { batch } = await readBatch(await file(lines), { kind: 'sales', read: { scenario: 'PY' } });
  const days = batch.columns.find(({ name }) => name === 'date')!.values as Int32Array;
  const years = new Set(Array.from(days, (value) => new Date(value * 86_400_000).getUTCFullYear()));
  expect([...years].sort()).toEqual([2023, 2024]);
  expect(batch.controlTotals.revenue).toBe(210);
});

describe('is not asked', () => {
  it.each<[string, string[]]>([
    ['where there are only periods', ['Account,2025-01,2025-02,2025-03', 'Alder,1,2,3', 'Birch,4,5,6']],
    ['of measures', ['Account,2025-01 Qty,2025-01 Revenue,2025-02 Qty,2025-02 Revenue', 'Alder,1,2,3,4']],
    ['of one scenario', ['Account,Jan-25 Actual,Feb-25 Actual,Mar-25 Actual', 'Alder,1,2,3']],
  ])('%s', async (_, lines) => {
    expect((await previewFile(await file(lines), { kind: 'sales' })).scenariosAcross).toBeNull();
  });
});
