import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../../../electron/engine/ingest/readBatch.ts';
import type { ReadOptions } from '../../../../../shared/contract/ingest.ts';
import { isoDate } from '../../../../../shared/domain/calendar.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const lines = (...all: string[]) => `${all.join('\n')}\n`;

async function ratesOf(text: string, read: ReadOptions = {}) {
  const path = await folder.write('table.csv', text);
  const { batch, warnings } = await readBatch(path, { kind: 'rates', read });
  const valueIn = (name: string, row: number) => {
    const own = batch.columns.find((one) => one.name === name)!;
    return own.type === 'code' ? own.dictionary[own.values[row]!] : own.values[row];
  };
  const rows = Array.from({ length: batch.accepted }, (_, row) => {
    const rate = Number(Number(valueIn('rate', row)).toPrecision(10));
    return `${isoDate(Number(valueIn('date', row)))} 1 ${valueIn('from', row)} = ${rate} ${valueIn('to', row)}`;
  });
  return { rows, batch, warnings };
}

const kindOf = async (text: string) => (await previewFile(await folder.write('kind.csv', text))).kind;

describe('exchange rates below each other', () => {
  it.each([
    [
      'pairs with a stroke',
      lines('Date,Pair,Rate', '2025-01-02,EUR/USD,1.0321', '2025-01-03,GBP/USD,1.2388'),
      ['2025-01-02 1 EUR = 1.0321 USD', '2025-01-03 1 GBP = 1.2388 USD'],
    ],
    [
      'pairs in six letters',
      lines('Date;Currency pair;Close', '2025-01-02;EURUSD;1,0321', '2025-01-03;USDJPY;156,9'),
      ['2025-01-02 1 EUR = 1.0321 USD', '2025-01-03 1 USD = 156.9 JPY'],
    ],
    [
      'pairs of names, one for a hundred units',
      lines('日期,货币对,中间价', '2025-01-02,美元/人民币,7.1879', '2025-01-02,100日元/人民币,4.6'),
      ['2025-01-02 1 USD = 7.1879 CNY', '2025-01-02 1 JPY = 0.046 CNY'],
    ],
    [
      'currencies against the one of the title',
      lines(
        'Exchange rates against the euro',
        '',
        'Date,Currency,Rate',
        '2025-01-02,USD,1.0321',
        '2025-01-02,EUR,1',
        '2025-01-02,GBP,0.83',
      ),
      ['2025-01-02 1 EUR = 1.0321 USD', '2025-01-02 1 EUR = 0.83 GBP'],
    ],
    [
      'the one of several figures that is called the rate, for a hundred units',
      lines(
        '发布日期,货币名称,现汇买入价,现汇卖出价,中行折算价',
        '2025-01-02,美元,728.1,731.2,718.79',
        '2025-01-02,欧元,750.1,755.2,752.4',
      ),
      ['2025-01-02 1 USD = 7.1879 CNY', '2025-01-02 1 EUR = 7.524 CNY'],
    ],
  ])('are read: %s', async (_, text, rows) => {
    const found = await ratesOf(text);
    expect(found.rows).toEqual(rows);
    expect(found.warnings.map(({ code }) => code)).toContain('ratesDown');
    expect(await kindOf(text)).toBe('rates');
    expect(found.batch.accepted + found.batch.quarantine.length + found.batch.blank).toBe(found.batch.rows);
  });

  it('take a currency that comes after the sample like the others', async () => {
    const head = Array.from({ length: 2500 }, (_, at) => {
      const day = isoDate(10_000 + at);
      return `${day},USD/CNY,${(7 + (at % 90) / 100).toFixed(4)}`;
    });
    const { rows } = await ratesOf(
      lines('Date,Pair,Rate', ...head, '2025-01-02,EUR/CNY,7.5', '2025-01-02,USD/CNY,7.1'),
    );
    expect(rows).toHaveLength(2502);
    expect(rows.at(-2)).toBe('2025-01-02 1 EUR = 7.5 CNY');
  });

  it('leave rows out that name no currency or hold no figure, and say where', async () => {
    const filler = Array.from({ length: 2100 }, (_, at) => `${isoDate(10_000 + at)},EUR/USD,1.1${at % 10}`);
    const { batch } = await ratesOf(
      lines(
        'Date,Pair,Rate',
        ...filler,
        '2025-01-02,EUR/XQQ,1.0',
        '2025-01-03,EUR/USD,none',
        '2025-01-04,EUR/USD,',
      ),
    );
    expect(batch.quarantine.map(({ line, column, reason, value }) => [line, column, reason, value])).toEqual([
      [2102, 'Pair', 'badCurrency', 'EUR/XQQ'],
      [2103, 'Rate', 'badNumber', 'none'],
    ]);
    expect(batch.blank).toBe(1);
  });

  it.each([
    ['sales with a currency', lines('Date,Currency,Amount', '2025-01-02,USD,120.5', '2025-01-03,EUR,88')],
    [
      'both currencies in columns of their own',
      lines('Date,From,To,Rate', '2025-01-02,EUR,USD,1.03', '2025-01-03,EUR,GBP,0.84'),
    ],
    [
      'accounts beside',
      lines('Date,Customer,Currency,Rate', '2025-01-02,Alder,USD,1.2', '2025-01-03,Birch,EUR,1.1'),
    ],
  ])('are not seen in %s', async (_, text) => {
    const { unpivot } = await previewFile(await folder.write('other.csv', text));
    expect(unpivot).toBeNull();
  });

  it('are against the currency that the user says', async () => {
    const text = lines('Date,Currency,Rate', '2025-01-02,USD,1.0321', '2025-01-02,GBP,0.83');
    const found = await ratesOf(text, { rateBase: 'EUR', rateFor: 'other' });
    expect(found.rows).toEqual(['2025-01-02 1 EUR = 1.0321 USD', '2025-01-02 1 EUR = 0.83 GBP']);
  });
});
