import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../../../electron/engine/ingest/readBatch.ts';
import { parseRateHeader } from '../../../../../electron/engine/ingest/values/rateHeader.ts';
import type { ReadOptions } from '../../../../../shared/contract/ingest.ts';
import { isoDate } from '../../../../../shared/domain/calendar.ts';
import { failureOf } from '../localEngine.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

async function ratesOf(text: string, read: ReadOptions = {}) {
  const path = await folder.write('table.csv', text);
  const { batch, warnings } = await readBatch(path, { kind: 'rates', read });
  const column = (name: string) => batch.columns.find((one) => one.name === name)!;
  const textIn = (name: string, row: number) => {
    const own = column(name);
    return own.type === 'code' ? own.dictionary[own.values[row]!] : own.values[row];
  };
  const rows = Array.from({ length: batch.accepted }, (_, row) => {
    const rate = Number((column('rate').values[row] ?? 0).toPrecision(10));
    return `${isoDate(Number(textIn('date', row)))} 1 ${textIn('from', row)} = ${rate} ${textIn('to', row)}`;
  });
  return { rows, batch, warnings, kind: (await previewFile(path, { read })).kind };
}

describe('a header of rates', () => {
  it.each([
    ['EUR/USD', 'EUR', 'USD', null],
    ['USDCNY', 'USD', 'CNY', null],
    ['FXUSDCAD', 'USD', 'CAD', null],
    ['1 USD = x CNY', 'USD', 'CNY', 1],
    ['100 JPY = CNY', 'JPY', 'CNY', 100],
    ['100JPY/CNY', 'JPY', 'CNY', 100],
    ['USD to EUR rate', 'USD', 'EUR', null],
    ['美元兑人民币', 'USD', 'CNY', null],
    ['JPY', 'JPY', null, null],
    ['JPY/100', 'JPY', null, 100],
    ['日元(100)', 'JPY', null, 100],
    ['US dollar', 'USD', null, null],
    ['英镑', 'GBP', null, null],
  ])('%s', (header, from, to, units) => {
    expect(parseRateHeader(header)).toEqual({ from, to, units });
  });

  it.each(['Revenue', 'Net', 'Jan', '2025-01', 'Customer', 'SKU', 'All'])('%s is none', (header) => {
    expect(parseRateHeader(header)?.to ?? null).toBeNull();
  });
});

describe('rates with a column for each currency', () => {
  const daily =
    'Date,USD,JPY,BGN,GBP,\n2025-01-02,1.0321,162.61,1.9558,0.8306,\n2025-01-03,1.0299,161.9,1.9558,N/A,\n';

  it('are told to be against the euro by their figures', async () => {
    const { rows, batch, kind } = await ratesOf(daily);
    expect(kind).toBe('rates');
    expect(rows.slice(0, 4)).toEqual([
      '2025-01-02 1 EUR = 1.0321 USD',
      '2025-01-02 1 EUR = 162.61 JPY',
      '2025-01-02 1 EUR = 1.9558 BGN',
      '2025-01-02 1 EUR = 0.8306 GBP',
    ]);
    expect(batch).toMatchObject({ accepted: 7, blank: 1, rows: 8 });
  });

  it('are read the other way round, or against another currency, as the user says', async () => {
    const { rows } = await ratesOf(daily, { rateBase: 'EUR', rateFor: 'base' });
    expect(rows[0]).toBe('2025-01-02 1 USD = 1.0321 EUR');
    const other = await ratesOf('Date,AAA,USD,GBP\n2025-01-02,1,1.3,1.7\n', {
      rateBase: 'JOD',
      rateFor: 'other',
    });
    expect(other.rows).toEqual(['2025-01-02 1 JOD = 1.3 USD', '2025-01-02 1 JOD = 1.7 GBP']);
  });

  it('are for a hundred units where figures or headers say so, each column by itself', async () => {
    const { rows } = await ratesOf(
      '人民币汇率中间价\n日期,美元,欧元,日元,林吉特\n2025-01-02,718.79,746.92,4.5871,61.55\n',
    );
    expect(rows).toEqual([
      '2025-01-02 1 USD = 7.1879 CNY',
      '2025-01-02 1 EUR = 7.4692 CNY',
      '2025-01-02 1 JPY = 0.045871 CNY',
      '2025-01-02 1 CNY = 0.6155 MYR',
    ]);
  });

  it('of pairs are read as written unless figures contradict', async () => {
    const { rows } = await ratesOf('month,USDCNY,EURUSD,100JPY/CNY\n2025-01,0.137,0.96,4.58\n');
    expect(rows).toEqual([
      '2025-01-01 1 CNY = 0.137 USD',
      '2025-01-01 1 EUR = 0.96 USD',
      '2025-01-01 1 JPY = 0.0458 CNY',
    ]);
  });

  it('put words into quarantine, with their column and line', async () => {
    const text =
      'Date,USD/CNY,EUR/CNY\n2025-01-02,7.18,closed\n2025-01-03,7.19,7.41\n2025-01-06,7.2,7.4\n2025-01-07,7.2,7.4\n';
    const { batch } = await ratesOf(text);
    expect(batch.quarantine).toMatchObject([
      { line: 2, column: 'EUR/CNY', reason: 'badNumber', value: 'closed' },
    ]);
    expect(batch.rows).toBe(batch.accepted + batch.quarantine.length + batch.blank);
  });

  it('ask for the other currency where nothing tells it', async () => {
    const path = await folder.write('a.csv', 'Date,EUR,GBP\n2025-01-02,5.3,9.9\n2025-01-03,5.3,9.9\n');
    const preview = await previewFile(path);
    expect(preview.kind).toBe('rates');
    expect(preview.warnings.map(({ code }) => code)).toContain('rateBaseNeeded');
    expect(await failureOf(readBatch(path, { kind: 'rates' }))).toMatchObject({ code: 'mappingIncomplete' });
  });

  it('are none where rows are of accounts', async () => {
    const path = await folder.write(
      'a.csv',
      'Account,Date,USD,EUR\nAlder,2025-01-02,100,50\nBirch,2025-01-03,20,10\n',
    );
    expect((await previewFile(path)).unpivot).toBeNull();
  });
});
