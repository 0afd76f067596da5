import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { rateWay } from '../../../../../electron/engine/ingest/values/rateHeader.ts';
import { rowsOf } from '../tableRows.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const file = (...lines: string[]) => folder.write('export.csv', `${lines.join('\n')}\n`);

describe('orders of a shop whose number stands on every line', () => {
  const header =
    'Name,Email,Currency,Subtotal,Total,Discount Code,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Created at';

  it('keep customer and day on further lines, and count what each line sells', async () => {
    const path = await file(
      header,
      '#1001,a@x.com,EUR,30,37,SPRING,1,Mug,10,Alder,2024-01-02',
      '#1001,,,,,,2,Cup,10,,',
      '#1002,b@x.com,EUR,10,17,,1,Mug,10,Birch,2024-01-03',
      '#1003,c@x.com,EUR,50,57,,1,Mug,20,Cedar,2024-01-04',
      '#1003,,,,,,3,Cup,10,,',
    );
    const preview = await previewFile(path);
    expect(preview).toMatchObject({ kind: 'sales', mapping: { account: 'Billing Name', order: 'Name' } });
    expect(preview.mapping.revenue).toBeUndefined();
    const { rows, batch } = await rowsOf(path, { kind: 'sales' }, ['order', 'account', 'date', 'revenue']);
    expect(rows).toEqual([
      '#1001,Alder,2024-01-02,10',
      '#1001,Alder,2024-01-02,20',
      '#1002,Birch,2024-01-03,10',
      '#1003,Cedar,2024-01-04,20',
      '#1003,Cedar,2024-01-04,30',
    ]);
    expect(batch).toMatchObject({ rows: 5, accepted: 5 });
  });

  it('carry nothing from one order to the next', async () => {
    const path = await file(
      'Order No,Customer,Date,Coupon,Item,Qty,Price',
      'A-1001,Alder,2024-01-02,SPRING,Mug,1,10',
      'A-1001,,,,Cup,2,10',
      ...Array.from({ length: 10 }, (_, at) => `A-20${at + 10},Birch,2024-01-03,,Mug,1,10`),
      'A-3001,,2024-01-04,,Mug,1,10',
      'A-3001,,,,Cup,1,10',
    );
    const { rows } = await rowsOf(path, { kind: 'sales' }, ['order', 'account', 'Coupon']);
    expect(rows.filter((row) => row.startsWith('A-1001'))).toEqual([
      'A-1001,Alder,SPRING',
      'A-1001,Alder,SPRING',
    ]);
    expect(rows.filter((row) => row.startsWith('A-2') && !row.endsWith('Birch,'))).toEqual([]);
    expect(rows.filter((row) => row.startsWith('A-3001'))).toEqual(['A-3001,,', 'A-3001,,']);
  });
});

describe('rates whose header says what a figure counts', () => {
  it.each([
    ['Units per EUR', 'EUR', 'other'],
    ['EUR per unit', 'EUR', 'base'],
    ['Exchange rate (units per USD)', 'USD', 'other'],
    ['Einheiten je EUR', 'EUR', 'other'],
  ] as const)('%s', (header, base, rateFor) => {
    expect(rateWay(header)).toEqual({ base, rateFor });
  });

  it.each(['Rate', 'Price per unit', 'Units', 'kg per unit', 'EUR/USD'])('%s says neither', (header) => {
    expect(rateWay(header)).toBeNull();
  });

  it('are read beside codes and names of currencies, for the month of the title', async () => {
    const path = await file(
      'Exchange rates May 2024',
      'Currency code,Currency name,Units per EUR,EUR per unit',
      'USD,US Dollar,1.08,0.93',
      'GBP,Pound Sterling,0.85,1.17',
      'JPY,Yen,160.2,0.0062',
    );
    expect(await previewFile(path)).toMatchObject({ kind: 'rates' });
    const { rows } = await rowsOf(path, { kind: 'rates' }, ['date', 'from', 'to', 'rate']);
    expect(rows).toEqual(['2024-05-01,EUR,USD,1.08', '2024-05-01,EUR,GBP,0.85', '2024-05-01,EUR,JPY,160.2']);
  });

  it('are turned where they count the other way', async () => {
    const path = await file(
      'Date,Currency,EUR per unit',
      '2024-01-31,USD,0.92',
      '2024-01-31,GBP,1.17',
      '2024-02-29,USD,0.93',
    );
    const { rows } = await rowsOf(path, { kind: 'rates' }, ['from', 'to', 'rate']);
    expect(rows).toEqual(['USD,EUR,0.92', 'GBP,EUR,1.17', 'USD,EUR,0.93']);
  });
});

describe('days and months without a mark between them', () => {
  it('are of the year that a title names', async () => {
    const path = await file(
      'Buchungsjournal 2024',
      'Kunde;Belegdatum;Umsatz',
      'Alder;1403;1190,00',
      'Birch;1503;595,00',
      'Alder;203;119,00',
    );
    const { rows } = await rowsOf(path, { kind: 'sales' }, ['account', 'date', 'revenue']);
    expect(rows).toEqual(['Alder,2024-03-14,1190', 'Alder,2024-03-02,119', 'Birch,2024-03-15,595']);
  });

  it('are none where they could be years', async () => {
    const path = await file(
      'Report 2024',
      'Kunde;Datum;Umsatz',
      'Alder;2011;1',
      'Birch;2012;2',
      'Cedar;1912;3',
    );
    const { rows } = await rowsOf(path, { kind: 'sales' }, ['date']);
    expect(rows).toEqual(['2011-01-01', '2012-01-01', '1912-01-01']);
  });
});

it('the rate of a tax is no price', async () => {
  const path = await file(
    'Receiver Name,Invoice Number,Invoice date,Rate,Taxable Value,Cess Amount',
    'Alder,INV-1,02-Apr-2024,18.00,1000.00,0',
    'Birch,INV-2,03-Apr-2024,12.00,500.00,0',
  );
  const { mapping } = await previewFile(path);
  expect(mapping).toMatchObject({ account: 'Receiver Name', revenue: 'Taxable Value' });
  expect(mapping.price).toBeUndefined();
});
