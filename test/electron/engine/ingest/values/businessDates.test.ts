import { describe, expect, it } from 'vitest';
import { profileColumn } from '../../../../../electron/engine/ingest/detect/columns.ts';
import type { DateFormat } from '../../../../../electron/engine/ingest/values/dateTypes.ts';
import { parseDate } from '../../../../../electron/engine/ingest/values/parseDate.ts';
import { parsePeriodHeader, writingOf } from '../../../../../electron/engine/ingest/values/periodHeader.ts';
import { isoDate } from '../../../../../shared/domain/calendar.ts';

const format: DateFormat = { order: 'ymd', serial: false };

/** Day and length of a text; null where it is no date. */
function read(text: string, own: Partial<DateFormat> = {}): string | null {
  const date = parseDate(text, { ...format, ...own });
  if (date === null || date === 'missing') return null;
  return date.months === undefined ? isoDate(date.day) : `${isoDate(date.day)}+${date.months}`;
}

describe('years of business', () => {
  it.each([
    ['FY24', '2024-01-01+12', '2023-04-01+12'],
    ['FY 2024', '2024-01-01+12', '2023-04-01+12'],
    ['FY2024 Q1', '2024-01-01+3', '2023-04-01+3'],
    ['Q3 FY25', '2025-07-01+3', '2024-10-01+3'],
    ['FY25-Q4', '2025-10-01+3', '2025-01-01+3'],
    ['2H FY24', '2024-07-01+6', '2023-10-01+6'],
    ['FY24 P02', '2024-02-01+1', '2023-05-01+1'],
    ['FY24 Jan', '2024-01-01+1', '2024-01-01+1'],
    ['FY24 Apr', '2024-04-01+1', '2023-04-01+1'],
    ['2023/24', '2023-04-01+12', '2023-04-01+12'],
    ['FY2023/24', '2023-04-01+12', '2023-04-01+12'],
    ['2023/2024 Q4', '2024-01-01+3', '2024-01-01+3'],
    ['2024P03', '2024-03-01+1', '2023-06-01+1'],
    ['2024财年', '2024-01-01+12', '2023-04-01+12'],
  ])('%s', (text, unknown, april) => {
    expect([read(text), read(text, { fiscalStart: 4 })]).toEqual([unknown, april]);
  });

  it.each(['FY24 Q5', '2024P13', '2023/25', 'FY', 'FY24 Foo'])('%s is none', (text) => {
    expect(read(text)).toBeNull();
  });

  it('are told from months by all values of a column', () => {
    const split = profileColumn('Year', ['2010-11', '2011-12', '2012-13', '2013-14']);
    expect([split.writing.splitYears, split.dated, [...split.calendars]]).toEqual([true, 1, ['fiscal']]);
    expect(profileColumn('Month', ['2010-11', '2010-12', '2011-01']).writing.splitYears).toBeUndefined();
  });

  it('never lose their year in a header', () => {
    for (const header of ['Q3 FY25', 'FY25 Q3', 'FY 2025', 'Period 3 2025', 'FY25 Revenue']) {
      const period = parsePeriodHeader(header);
      expect([header, period?.yearless, isoDate(period!.date.day).slice(0, 4)]).toEqual([
        header,
        false,
        '2025',
      ]);
    }
  });
});

describe('other calendars and writings', () => {
  it.each([
    ['2567-01-15', '2024-01-15'],
    ['15 ม.ค. 2567', '2024-01-15'],
    ['มกราคม 2567', '2024-01-01+1'],
    ['民國113年5月12日', '2024-05-12'],
    ['令和6年5月1日', '2024-05-01'],
    ['R6/5', '2024-05-01+1'],
    ['2024-W05-3', '2024-01-29'],
    ['CW05/24', '2024-01-29'],
    ['jan/24', '2024-01-01+1'],
    ['Jan24', '2024-01-01+1'],
    ['24Q1', '2024-01-01+3'],
    ['1H24', '2024-01-01+6'],
    ['2024S2', '2024-07-01+6'],
    ['M05 2024', '2024-05-01+1'],
    ['Jan 2024 - Mar 2024', '2024-01-01+3'],
    ['2024-01/2024-03', '2024-01-01+3'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('reads a year and a month where years are fewer than months', () => {
    const headers = ['24-Jan', '24-Feb', '24-Mar', '24-Apr'];
    const writing = writingOf(headers);
    expect(headers.map((header) => isoDate(parsePeriodHeader(header, writing)!.date.day))).toEqual([
      '2024-01-01',
      '2024-02-01',
      '2024-03-01',
      '2024-04-01',
    ]);
    expect(writingOf(['05-Jan', '12-Jan', '19-Jan', '26-Jan'])).toEqual({});
  });
});

it('takes one word throughout for a month only where the header says so', () => {
  expect(profileColumn('Région', ['ARA', 'ARA']).type).toBe('text');
  expect(profileColumn('Month', ['May', 'May']).type).toBe('date');
  expect(profileColumn('When', ['May', 'June']).type).toBe('date');
});

describe('digits without a mark', () => {
  const dates = (values: string[]) => {
    const { dateOrder, serial, writing, orderConfidence } = profileColumn('Date', values);
    return {
      days: values.map((value) => read(value, { order: dateOrder, serial, ...writing })),
      orderConfidence,
    };
  };

  it.each([
    [
      ['240105', '240231', '240318'],
      ['2024-01-05', null, '2024-03-18'],
    ],
    [
      ['240105', '240228', '240318'],
      ['2024-01-05', '2024-02-28', '2024-03-18'],
    ],
    [
      ['050124', '280224', '180324'],
      ['2024-01-05', '2024-02-28', '2024-03-18'],
    ],
    [
      ['010524', '022824', '031824'],
      ['2024-01-05', '2024-02-28', '2024-03-18'],
    ],
    [
      ['05012024', '28022024'],
      ['2024-01-05', '2024-02-28'],
    ],
    [
      ['202401', '202402', '202412'],
      ['2024-01-01+1', '2024-02-01+1', '2024-12-01+1'],
    ],
    [
      ['1704067200', '1706745600'],
      ['2024-01-01', '2024-02-01'],
    ],
    [
      ['1704067200000', '1706745600123'],
      ['2024-01-01', '2024-02-01'],
    ],
    [
      ['45292', '45323'],
      ['2024-01-01', '2024-02-01'],
    ],
    [
      ['123456', '654321', '999999'],
      [null, null, null],
    ],
  ])('%j', (values, expected) => {
    expect(dates(values).days).toEqual(expected);
  });
});
