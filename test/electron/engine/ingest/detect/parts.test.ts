import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findSideBySide } from '../../../../../electron/engine/ingest/detect/sideBySide.ts';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../../../electron/engine/ingest/readBatch.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const file = (lines: string[]) => folder.write('tables.csv', `${lines.join('\n')}\n`);

describe('tables side by side', () => {
  const lines = [
    'Sales,,,,Targets,',
    'Account,Date,Revenue,,Month,Target',
    'Alder,2025-01-03,100,,2025-01,150',
    '"Birch, Ltd",2025-01-09,80,,2025-02,90',
    'Alder,2025-02-11,60,,,',
    'Birch,2025-02-11,10,,,',
    'Cedar,2025-02-11,50,,,',
    'Dogwood,2025-02-12,oops,,,',
  ];

  it('are each read as a table of its own', async () => {
    const path = await file(lines);
    const left = await previewFile(path, { kind: 'sales' });
    expect(left).toMatchObject({
      parts: ['Sales', 'Targets'],
      part: 0,
      kind: 'sales',
      records: 6,
      headerRow: 1,
    });
    expect(left.warnings.map(({ code }) => code)).toContain('sideBySide');
    const right = await previewFile(path, { read: { part: 1 } });
    expect(right).toMatchObject({ part: 1, kind: 'plans', records: 2 });
    const { batch } = await readBatch(path, { kind: 'plans', read: { part: 1 } });
    expect(batch).toMatchObject({ accepted: 2, blank: 4, rows: 6, controlTotals: { target: 240 } });
  });

  it('name the line of the file for what they refuse', async () => {
    const { batch } = await readBatch(await file(lines), { kind: 'sales' });
    expect(batch).toMatchObject({ accepted: 5, controlTotals: { revenue: 300 } });
    expect(batch.quarantine).toMatchObject([{ line: 8, reason: 'badNumber', column: 'Revenue' }]);
  });

  it('are told by names that come again, or by one that ends first, not by a gap', () => {
    const same = [
      ['Item', 'Sum', '', 'Item', 'Sum'],
      ['a', '1', '', 'b', '2'],
      ['c', '3', '', 'd', '4'],
    ];
    expect(findSideBySide(same)?.map(({ columns }) => columns)).toEqual([
      [0, 1],
      [3, 4],
    ]);
    const gap = same.map((cells, row) => (row === 0 ? ['Item', 'Area', '', 'Jan', 'Feb'] : cells));
    const figures = gap.map((cells, row) => (row === 0 ? cells : ['x', 'y', '', '1', '2']));
    expect(findSideBySide(figures)).toBeNull();
    const ratios = gap.map((cells, row) => (row === 0 ? cells : ['x', 'y', '', row < 2 ? '1.5' : '', '2.5']));
    expect(findSideBySide(ratios)).toBeNull();
    const spaced = [
      ['Item', 'Area', '', 'Owner', 'Sum'],
      ['a', 'n', '', 'Jo', '1'],
      ['b', 's', '', 'Al', '2'],
    ];
    expect(findSideBySide(spaced)).toBeNull();
    const noted = [
      ...spaced,
      ['Total', 'all', '', '', ''],
      ['', '', '', '', ''],
      ['printed by Jo', '', '', '', ''],
    ];
    expect(findSideBySide(noted)).toBeNull();
    const longer = [...spaced, ['c', 'n', '', '', ''], ['d', 's', '', '', '']];
    expect(findSideBySide(longer)).toHaveLength(2);
  });
});

describe('tables one below the other', () => {
  const lines = [
    'Account,Date,Revenue',
    'Alder,2025-01-03,100',
    'Birch,2025-01-09,80',
    '',
    'Targets by owner',
  ];
  lines.push(
    'Owner,Month,Target',
    'Jo,2025-01,150',
    'Al,2025-01,x',
    'Cy,2025-01,5',
    'Di,2025-01,5',
    'Ed,2025-01,5',
  );

  it('can each be chosen', async () => {
    const path = await file(lines);
    const first = await previewFile(path);
    expect(first).toMatchObject({ part: 0, kind: 'sales', records: 2 });
    expect(first.parts).toEqual(['Account, Date, Revenue', 'Targets by owner']);
    const second = await previewFile(path, { kind: 'plans', read: { part: 1 } });
    expect(second).toMatchObject({ part: 1, kind: 'plans', records: 5, headerRow: 1 });
    const { batch } = await readBatch(path, { kind: 'plans', read: { part: 1 } });
    expect(batch.quarantine).toMatchObject([{ line: 8, reason: 'badNumber' }]);
    expect(batch.controlTotals).toEqual({ target: 165 });
  });
});
