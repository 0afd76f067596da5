import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DateFormat } from '../../electron/engine/ingest/values/dateTypes.ts';
import { parseDate } from '../../electron/engine/ingest/values/parseDate.ts';
import { type NumberFormat, parseNumber } from '../../electron/engine/ingest/values/parseNumber.ts';
import { dayOf, daysInMonth } from '../../shared/domain/calendar.ts';
import { seed } from './seed.ts';

const runs = { seed: seed(), numRuns: 3000 };
const pad = (value: number) => String(value).padStart(2, '0');
const short = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const long = 'January February March April May June July August September October November December'.split(
  ' ',
);
const chinese = '一 二 三 四 五 六 七 八 九 十 十一 十二'.split(' ');
const weekdays = '日一二三四五六';

interface Day {
  year: number;
  month: number;
  day: number;
}

type Writing = [string, (day: Day) => string, Partial<DateFormat>?];

/** Ways of writing a day; each must be read back as that day. */
const dayWritings: Writing[] = [
  ['iso', ({ year, month, day }) => `${year}-${pad(month)}-${pad(day)}`],
  ['iso, time and zone', ({ year, month, day }) => `${year}-${pad(month)}-${pad(day)}T10:20:30.5+08:00`],
  ['slashes', ({ year, month, day }) => `${year}/${month}/${day} 9:05`],
  ['compact', ({ year, month, day }) => `${year}${pad(month)}${pad(day)}`],
  ['day first', ({ year, month, day }) => `${day}.${month}.${year}`, { order: 'dmy' }],
  [
    'day first, short year',
    ({ year, month, day }) => `${pad(day)}/${pad(month)}/${pad(year % 100)}`,
    { order: 'dmy' },
  ],
  ['month first', ({ year, month, day }) => `${month}/${day}/${year} 3:20 PM`, { order: 'mdy' }],
  ['named', ({ year, month, day }) => `${day} ${short[month - 1]}. ${year}`],
  ['named, month first', ({ year, month, day }) => `${long[month - 1]} ${day}, ${year}`],
  ['named, short', ({ year, month, day }) => `${pad(day)}-${short[month - 1]}-${pad(year % 100)}`],
  ['Chinese', ({ year, month, day }) => `${year}年${month}月${day}日`],
  ['Chinese, weekday', (one) => `${one.year}年${one.month}月${one.day}日 星期${weekdays[weekday(one)]}`],
  ['German', ({ year, month, day }) => `${day}. ${german[month - 1]} ${year}`],
  ['French', ({ year, month, day }) => `${day === 1 ? '1er' : day} ${french[month - 1]} ${year} 9:05`],
  ['Spanish', ({ year, month, day }) => `${day} de ${spanish[month - 1]} de ${year}`],
  ['Russian', ({ year, month, day }) => `${day} ${russian[month - 1]} ${year} г.`],
  ['Korean', ({ year, month, day }) => `${year}년 ${month}월 ${day}일`],
  ['years of the emperor', ({ year, month, day }) => `${emperor(year, month, day)}${month}月${day}日`],
  ['points and blanks', ({ year, month, day }) => `${year}. ${month}. ${day}.`],
  ['with a zone by name', ({ year, month, day }) => `${year}-${pad(month)}-${pad(day)} 23:05:06 CEST`],
  [
    'C',
    (one) =>
      `${weekdayName(one)} ${short[one.month - 1]} ${String(one.day).padStart(2)} 14:05:06 ${one.year}`,
  ],
  [
    'JavaScript',
    (one) =>
      `${weekdayName(one)} ${short[one.month - 1]} ${pad(one.day)} ${one.year} 14:05:06 GMT+0100 (CET)`,
  ],
  ['server log', ({ year, month, day }) => `${pad(day)}/${short[month - 1]}/${year}:14:05:06 +0100`],
  [
    'Oracle',
    ({ year, month, day }) =>
      `${pad(day)}-${short[month - 1]!.toUpperCase()}-${pad(year % 100)} 02.05.06.000000 PM`,
  ],
  ['DB2', ({ year, month, day }) => `${year}-${pad(month)}-${pad(day)}-14.05.06.123456`],
  ['fourteen digits', ({ year, month, day }) => `${year}${pad(month)}${pad(day)}140506`],
  ['full width', ({ year, month, day }) => fullWidth(`${year}-${pad(month)}-${pad(day)}`)],
  ['serial', ({ year, month, day }) => String(dayOf(year, month, day) + 25_569), { serial: true }],
];

const german = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(
  ' ',
);
const french = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
);
const spanish =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');
const russian = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(
  ' ',
);

/** The year as Japan counts it from 1 May 2019 and 8 January 1989 on. */
function emperor(year: number, month: number, day: number): string {
  const from = (...start: [number, number, number]) => dayOf(year, month, day) >= dayOf(...start);
  if (from(2019, 5, 1)) return year === 2019 ? '令和元年' : `令和${year - 2018}年`;
  return from(1989, 1, 8) ? `平成${year - 1988}年` : `昭和${year - 1925}年`;
}

const weekdayName = (one: Day) => 'Sun Mon Tue Wed Thu Fri Sat'.split(' ')[weekday(one)]!;

function weekday({ year, month, day }: Day): number {
  return (((dayOf(year, month, day) + 4) % 7) + 7) % 7;
}

function fullWidth(text: string): string {
  return [...text]
    .map((one) =>
      one === ' ' ? '\u3000' : one > '~' ? one : String.fromCharCode(one.charCodeAt(0) + 0xfee0),
    )
    .join('');
}

interface Period {
  year: number;
  month: number;
  months: number;
}

/** Ways of writing a period; each must be read back as its first day and its length. */
const periodWritings: [string, number[], (period: Period) => string, boolean?][] = [
  ['month', [1], ({ year, month }) => `${year}-${pad(month)}`],
  ['month, six digits', [1], ({ year, month }) => `${year}${pad(month)}`],
  ['month, last year', [1], ({ year, month }) => `${pad(month)}/${year}`],
  ['month by name', [1], ({ year, month }) => `${short[month - 1]} ${year}`],
  ['month by name, short year', [1], ({ year, month }) => `${short[month - 1]}-${pad(year % 100)}`],
  ['month in Chinese', [1], ({ year, month }) => `${year}年${month}月`],
  ['month in Chinese numerals', [1], ({ year, month }) => `${year}年${chinese[month - 1]}月份`],
  ['month without year', [1], ({ month }) => `${month}月`, true],
  ['English month without year', [1], ({ month }) => long[month - 1]!, true],
  ['quarter', [3], ({ year, month }) => `${year}Q${(month + 2) / 3}`],
  ['quarter first', [3], ({ year, month }) => `Q${(month + 2) / 3} ${year}`],
  ['quarter in Chinese', [3], ({ year, month }) => `${year}年第${chinese[(month - 1) / 3]}季度`],
  ['half', [6], ({ year, month }) => `H${month === 1 ? 1 : 2} ${year}`],
  ['half in Chinese', [6], ({ year, month }) => `${year}${month === 1 ? '上' : '下'}半年`],
  ['year', [12], ({ year }) => `${year}年`],
  ['run', [2, 3, 4], ({ year, month, months }) => `${year}年${month}-${month + months - 1}月`],
  ['run without year', [2], ({ month, months }) => `${month}—${month + months - 1}月`, true],
  [
    'run, both named',
    [2, 3],
    ({ year, month, months }) => `${year}-${pad(month)}至${year}-${pad(month + months - 1)}`,
  ],
];

it('reads every writing of a day back', () => {
  const days = fc.record({
    year: fc.integer({ min: 1971, max: 2069 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  });
  fc.assert(
    fc.property(days, fc.constantFrom(...dayWritings), (one, [name, write, format]) => {
      const day = { ...one, day: Math.min(one.day, daysInMonth(one.year, one.month)) };
      const text = write(day);
      const parsed = parseDate(text, { order: 'ymd', serial: false, ...format });
      expect({ name, text, day: parsed && parsed !== 'missing' && parsed.day }).toEqual({
        name,
        text,
        day: dayOf(day.year, day.month, day.day),
      });
    }),
    runs,
  );
});

it('reads every writing of a period back, with its length', () => {
  const starts = fc.record({
    year: fc.integer({ min: 1971, max: 2069 }),
    start: fc.nat(11),
    pick: fc.nat(10),
  });
  fc.assert(
    fc.property(
      starts,
      fc.constantFrom(...periodWritings),
      ({ year, start, pick }, [name, lengths, write, yearless]) => {
        const months = lengths[pick % lengths.length]!;
        const steps = name.startsWith('run') ? 1 : months;
        const month = Math.min(Math.floor(start / steps) * steps + 1, 13 - months);
        const text = write({ year, month, months });
        const parsed = parseDate(text, { order: 'dmy', serial: false, ...(yearless ? { year } : {}) });
        const found = parsed &&
          parsed !== 'missing' && {
            day: parsed.day,
            months: parsed.months,
            absent: parsed.year === 'absent',
          };
        expect({ name, text, found }).toEqual({
          name,
          text,
          found: { day: dayOf(year, month, 1), months, absent: yearless === true },
        });
        if (yearless) expect(parseDate(text, { order: 'dmy', serial: false })).toBeNull();
      },
    ),
    runs,
  );
});

/** Writes cents with separators. */
function written(cents: number, thousands: string, decimal: string, indian: boolean): string {
  const whole = String(Math.floor(cents / 100));
  const rest =
    indian && whole.length > 3
      ? whole.slice(0, -3).replace(/\B(?=(?:\d{2})+$)/g, thousands) + thousands + whole.slice(-3)
      : whole.replace(/\B(?=(?:\d{3})+$)/g, thousands);
  return `${rest}${decimal}${pad(cents % 100)}`;
}

type Dress = [string, (digits: string) => string, number];

/** What stands around a number, and what it multiplies it by. */
const dresses: Dress[] = [
  ['plain', (digits) => digits, 1],
  ['minus', (digits) => `-${digits}`, -1],
  ['true minus', (digits) => `−${digits}`, -1],
  ['trailing minus', (digits) => `${digits}-`, -1],
  ['brackets', (digits) => `(${digits})`, -1],
  ['currency', (digits) => `€ ${digits}`, 1],
  ['currency after', (digits) => `${digits} USD`, 1],
  ['currency in brackets', (digits) => `($${digits})`, -1],
  ['yuan', (digits) => `￥${digits}元`, 1],
  ['minus before currency', (digits) => `-£${digits}`, -1],
  ['percent', (digits) => `${digits}%`, 0.01],
  ['ten thousands', (digits) => `${digits}万`, 10_000],
  ['hundred millions of yuan', (digits) => `${digits} 亿元`, 100_000_000],
  ['thousands', (digits) => `${digits}k`, 1000],
  ['full width', fullWidth, 1],
];

const separators: [string, NumberFormat['decimal'], string, boolean][] = [
  [',', '.', '.', false],
  ['.', ',', ',', false],
  [' ', '.', '.', false],
  ['\u00a0', ',', ',', false],
  ['\u2009', '.', '.', false],
  ['\u202f', ',', ',', false],
  ["'", '.', '.', false],
  ['’', '.', '.', false],
  [',', '.', '.', true],
  ['', '.', '.', false],
];

it('reads every writing of a number back, correctly rounded', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 99_999_999_999 }),
      fc.constantFrom(...separators),
      fc.constantFrom(...dresses),
      (cents, [thousands, decimal, mark, indian], [name, dress, factor]) => {
        const text = dress(written(cents, thousands, mark, indian));
        const exponent = Math.round(Math.log10(Math.abs(factor)));
        const value =
          Number(`${Math.floor(cents / 100)}.${pad(cents % 100)}e${exponent}`) * Math.sign(factor);
        expect({ name, text, value: parseNumber(text, { decimal, scale: 0 }) }).toEqual({
          name,
          text,
          value: value === 0 ? expect.closeTo(0) : value,
        });
      },
    ),
    runs,
  );
});

it('takes no words, dates, codes or telephone numbers for numbers', () => {
  for (const text of [
    'Acme 12',
    'A-12',
    '2011-05-17',
    '17/05/2011',
    '10:20',
    '+86 138 0000 1111',
    'NW1 3BF',
    '1-2月',
    '12 Main St',
    'k',
    '万',
    '()',
    '(5',
    '--5',
    '1,23,4',
  ]) {
    expect({ text, value: parseNumber(text, { decimal: '.', scale: 0 }) }).toEqual({ text, value: null });
  }
});
