import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { rowsOf } from '../tableRows.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const file = (name: string, ...lines: string[]) => folder.write(name, `${lines.join('\n')}\n`);

describe('columns told apart by names', () => {
  it('become series of a market, and their sum is left out', async () => {
    const path = await file(
      'retail.csv',
      'Month,Food,Clothing,Total',
      '2024-01,100.5,20,120.5',
      '2024-02,101.5,21,122.5',
      '2024-03,102.5,,102.5',
    );
    const preview = await previewFile(path);
    expect(preview).toMatchObject({ kind: 'market', mapping: { date: 'Month' } });
    expect(preview.unpivot!.names).toEqual({
      Food: { category: 'Food' },
      Clothing: { category: 'Clothing' },
    });
    expect(preview.warnings.map(({ code }) => code)).toEqual(['namesAcross', 'totalColumns']);
    const { rows, batch } = await rowsOf(path, { kind: 'market' }, ['category', 'date', 'value']);
    expect(rows.toSorted()).toEqual([
      'Clothing,2024-01-01,20',
      'Clothing,2024-02-01,21',
      'Food,2024-01-01,100.5',
      'Food,2024-02-01,101.5',
      'Food,2024-03-01,102.5',
    ]);
    expect(batch).toMatchObject({ rows: 6, accepted: 5, blank: 1 });
    expect(batch.sourceTotals).toMatchObject({ value: 345.5 });
  });

  it('are customers where titles or legal forms say so, with the year beside the month', async () => {
    const path = await file(
      'a.csv',
      'Revenue by customer',
      'Year,Month,Alder & Sons,Birch Ltd,Total',
      '2023,12,10,20,30',
      '2024,1,11,21,32',
      '2024,2,12,22,34',
    );
    expect(await previewFile(path)).toMatchObject({ kind: 'sales', unpivotConfidence: 0.85 });
    const { rows } = await rowsOf(path, { kind: 'sales' }, ['account', 'date', 'revenue']);
    expect(rows).toEqual([
      'Alder & Sons,2023-12-01,10',
      'Alder & Sons,2024-01-01,11',
      'Alder & Sons,2024-02-01,12',
      'Birch Ltd,2023-12-01,20',
      'Birch Ltd,2024-01-01,21',
      'Birch Ltd,2024-02-01,22',
    ]);
  });

  it('are products beside customers where they add up to a total', async () => {
    const path = await file(
      'a.csv',
      'Date,Customer,Licences,Support,Total',
      '2024-01-31,Alder,10,2,12',
      '2024-01-31,Birch,20,3,23',
      '2024-02-29,Alder,11,2,13',
    );
    expect(await previewFile(path)).toMatchObject({ kind: 'sales', mapping: { account: 'Customer' } });
    const { rows } = await rowsOf(path, { kind: 'sales' }, ['account', 'product', 'revenue']);
    expect(rows).toEqual([
      'Alder,Licences,10',
      'Alder,Support,2',
      'Alder,Licences,11',
      'Alder,Support,2',
      'Birch,Licences,20',
      'Birch,Support,3',
    ]);
  });

  it('are one series where there is one', async () => {
    const path = await file(
      'a.csv',
      'observation_date,GDPC1',
      '2023-01-01,1.5',
      '2023-04-01,1.6',
      '2023-07-01,1.7',
    );
    expect(await previewFile(path)).toMatchObject({ kind: 'market', unpivotConfidence: 0.6 });
    const { rows } = await rowsOf(path, { kind: 'market' }, ['category', 'date', 'value']);
    expect(rows[0]).toBe('GDPC1,2023-01-01,1.5');
  });

  it('are what the user says they are, or stay', async () => {
    const path = await file('a.csv', 'Month,North,South', '2024-01,1,2', '2024-02,3,4', '2024-03,5,6');
    const { unpivot } = await previewFile(path);
    const names = { North: { region: 'North' }, South: { region: 'South' } };
    const request = { kind: 'market' as const, unpivot: { ...unpivot!, names } };
    const { rows } = await rowsOf(path, request, ['region', 'category', 'value']);
    expect(rows.toSorted()).toEqual([
      'North,–,1',
      'North,–,3',
      'North,–,5',
      'South,–,2',
      'South,–,4',
      'South,–,6',
    ]);
    const kept = await previewFile(path, { kind: 'market', unpivot: null });
    expect(kept.unpivot).toBeNull();
  });

  it.each([
    ['measures', ['Month,Revenue,Cost', '2024-01,1,2', '2024-02,3,4', '2024-03,5,6']],
    [
      'parts of an amount',
      ['Date,Customer,Net,VAT,Total', '2024-01-01,A,10,2,12', '2024-01-02,B,20,4,24', '2024-01-03,C,5,1,6'],
    ],
    [
      'quotations',
      ['Date,Open,High,Low,Close', '2024-01-01,1,2,1,2', '2024-01-02,2,3,2,3', '2024-01-03,2,3,2,3'],
    ],
  ])('are not %s', async (_, lines) => {
    expect((await previewFile(await file('a.csv', ...lines))).unpivot).toBeNull();
  });

  it('keep what is no number in quarantine', async () => {
    const path = await file(
      'a.csv',
      'Month,Food,Clothing',
      '2024-01,1,x',
      '2024-02,3,4',
      '2024-03,5,6',
      '2024-04,7,8',
    );
    const { batch } = await rowsOf(path, { kind: 'market' }, []);
    expect(batch.quarantine).toMatchObject([{ column: 'Clothing', reason: 'badNumber', value: 'x' }]);
    expect(batch).toMatchObject({ rows: 8, accepted: 7, blank: 0 });
  });
});

describe('records above the dates that describe the columns', () => {
  const office = [
    'Monthly turnover',
    'Title,Turnover; Food;,Turnover; Clothing;',
    'Unit,$ Millions,$ Millions',
    'Series Type,Original,Original',
    'Frequency,Month,Month',
    'Series Start,Apr-1982,Apr-1982',
    'No. Obs,4,4',
    'Series ID,A3348585R,A3348586T',
    'Apr-1982,303.1,41.7',
    'May-1982,297.8,43.1',
    'Jun-1982,298,40.3',
    'Jul-1982,307.9,',
  ];

  it('name the series and give their units', async () => {
    const path = await file('series.csv', ...office);
    const preview = await previewFile(path);
    expect(preview).toMatchObject({ kind: 'market', headerRow: 1, records: 4 });
    expect(preview.warnings.map(({ code }) => code)).toContain('seriesRows');
    const { rows, batch } = await rowsOf(path, { kind: 'market' }, ['category', 'unit', 'date', 'value']);
    expect(rows).toContain('Turnover; Food,$ Millions,1982-04-01,303.1');
    expect(batch).toMatchObject({ rows: 8, accepted: 7, blank: 1 });
  });

  it('may have no name in the first record, and blank records between', async () => {
    const lines = office.map((line) => line.replace(/^Title/, ''));
    const path = await file('series.csv', ...lines.slice(1, 4), ',,', ...lines.slice(4));
    expect(await previewFile(path)).toMatchObject({ kind: 'market', headerRow: 0, records: 4 });
  });

  it('are records like others where the user says where the header is', async () => {
    const path = await file('series.csv', ...office);
    expect((await previewFile(path, { read: { headerRow: 7 } })).records).toBe(4);
    expect((await previewFile(path, { read: { headerRow: 6 } })).records).toBe(5);
  });
});
