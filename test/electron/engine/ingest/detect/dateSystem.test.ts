import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../../../electron/engine/ingest/readBatch.ts';
import type { ReadOptions } from '../../../../../shared/contract/ingest.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const day = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date) / 86_400_000;
/** A day as a spreadsheet counts it from 1904, or from 1900. */
const from1904 = (value: number) => String(value + 24_107);
const from1900 = (value: number) => String(value + 25_569);
const orders = Array.from({ length: 30 }, (_, at) => day(2024, 1 + (at % 12), 1 + ((at * 7) % 28)));
const text = (value: number) => new Date(value * 86_400_000).toISOString().slice(0, 10);

async function read(name: string, lines: string[], options?: ReadOptions) {
  const path = await folder.write(name, `${lines.join('\n')}\n`);
  const { batch, warnings } = await readBatch(path, { kind: 'sales', read: options });
  const dates = batch.columns.find((column) => column.name === 'date')!;
  const records = batch.columns.find((column) => column.name === 'record')!;
  const days: string[] = [];
  Array.from(dates.values as Int32Array).forEach((value, row) => {
    days[Number((records.values as Float64Array)[row]) - 1] = text(value);
  });
  return { days, system: warnings.find(({ code }) => code === 'dateSystem')?.params };
}

function column(write: (value: number) => string, more: (value: number, at: number) => string[] = () => []) {
  return orders.map((value, at) => ['Acme', write(value), ...more(value, at), '12.5'].join(','));
}

describe('days counted from 1904', () => {
  it('are told by dates beside them', async () => {
    const lines = ['Account,Order date,Shipped,Revenue', ...column(from1904, (value) => [text(value + 3)])];
    const { days, system } = await read('book.csv', lines);
    expect(system).toMatchObject({ from: '1904', why: 'beside', confidence: 0.97 });
    expect(days).toEqual(orders.map(text));
  });

  it('are told by a year column, and by the year that the file is named after', async () => {
    const years = ['Account,Order date,Year,Revenue', ...column(from1904, () => ['2024'])];
    expect((await read('book.csv', years)).system).toMatchObject({ from: '1904', why: 'beside' });
    const { days, system } = await read('sales 2024.csv', [
      'Account,Order date,Revenue',
      ...column(from1904),
    ]);
    expect(system).toMatchObject({ from: '1904', why: 'years' });
    expect(days).toEqual(orders.map(text));
  });

  it('are told by ends of months', async () => {
    const ends = [1, 2, 3, 4, 5].map((month) => day(2024, month + 1, 1) - 1);
    const lines = ['Account,Month,Revenue', ...ends.map((value) => `Acme,${from1904(value)},5`)];
    const { days, system } = await read('book.csv', lines);
    expect(system).toMatchObject({ from: '1904', why: 'monthEnds' });
    expect(days).toEqual(ends.map(text));
  });

  it('are taken where the user says so, and not where the user says otherwise', async () => {
    const plain = ['Account,Order date,Revenue', ...column(from1904)];
    const asked = await read('book.csv', plain, { dateSystem: 1904 });
    expect(asked.days).toEqual(orders.map(text));
    const refused = await read('sales 2024.csv', plain, { dateSystem: 1900 });
    expect(refused.days).toEqual(orders.map((value) => text(value - 1462)));
  });
});

describe('days counted from 1900 stay', () => {
  it.each<[string, string, string[]]>([
    ['without any evidence', 'book.csv', ['Account,Order date,Revenue', ...column(from1900)]],
    [
      'beside dates',
      'book.csv',
      ['Account,Order date,Due,Revenue', ...column(from1900, (value) => [text(value + 30)])],
    ],
    [
      'in a file named after their year',
      'sales 2024.csv',
      ['Account,Order date,Revenue', ...column(from1900)],
    ],
    [
      'in a file named after another year',
      'as of 2026.csv',
      ['Account,Order date,Revenue', ...column(from1900)],
    ],
    [
      'beside old birthdays',
      'book.csv',
      ['Account,Order date,Founded,Revenue', ...column(from1900, (_, at) => [`19${60 + at}-04-05`])],
    ],
  ])('%s', async (_, name, lines) => {
    const { days, system } = await read(name, lines);
    expect(system).toMatchObject({ from: '1900' });
    expect(days).toEqual(orders.map(text));
  });

  it('as first days of months, which would be last ones the other way', async () => {
    const firsts = [1, 2, 3, 4, 5].map((month) => day(2024, month, 1));
    const lines = ['Account,Month,Revenue', ...firsts.map((value) => `Acme,${from1900(value)},5`)];
    expect((await read('book.csv', lines)).days).toEqual(firsts.map(text));
  });
});

it('figures of five digits are none of it', async () => {
  const lines = ['Account,Date,Revenue', ...orders.map((value, at) => `Acme,${text(value)},${43_000 + at}`)];
  const path = await folder.write('figures 2024.csv', `${lines.join('\n')}\n`);
  const { warnings, kind } = await previewFile(path);
  expect(kind).toBe('sales');
  expect(warnings.filter(({ code }) => code === 'dateSystem')).toEqual([]);
});
