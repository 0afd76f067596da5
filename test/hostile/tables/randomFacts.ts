import type { Random } from './asianTexts.ts';
import type { factWords } from './factWords.ts';

/** Sales of one customer on a day or in a period, in cents. */
export interface Fact {
  account: string;
  /** First day of the period, as an ISO date. */
  date: string;
  cents: number;
}

/** A cell as text, and as a spreadsheet would hold it. */
export interface Cell {
  text: string;
  /** Number of the cell; with `day`, the format in which it is shown. */
  value?: number;
  format?: 'general' | 'amount' | 'date' | 'month' | 'moment' | 'percent';
}

export type FactLanguage = (typeof factWords)[keyof typeof factWords];

export const textCell = (text: string): Cell => ({ text });
const pad = (value: number, width = 2) => String(value).padStart(width, '0');
const serialOf = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000 + 25_569;
const partsOf = (iso: string) => iso.split('-').map(Number) as [number, number, number];

/** How a table writes its amounts. */
export interface AmountStyle {
  way: string;
  write: (cents: number) => Cell;
  /** Power of ten that the header or a title gives. */
  unit: 0 | 3 | 4;
}

/** One way to write amounts, taken by chance; figures of a unit have three decimals. */
export function amountStyle(random: Random, language: FactLanguage, unit: 0 | 3 | 4): AmountStyle {
  const decimal = random(4) === 0 ? '.' : language.decimal;
  const group = decimal === ',' ? ['.', ' ', '', '\u00a0'][random(4)]! : [',', '', '', "'"][random(4)]!;
  const negative = ['-', '-', 'brackets', 'behind', 'minus'][random(5)]!;
  const sign = ['', '', '', 'before', 'behind', 'code'][random(6)]!;
  const write = (cents: number): Cell => {
    const [whole, part] = (Math.abs(cents) / 100 / 10 ** unit).toFixed(unit + 2).split('.') as [
      string,
      string,
    ];
    const figures = `${whole.replace(/\B(?=(\d{3})+$)/g, group)}${decimal}${part}`;
    const signed = (text: string) => {
      if (cents >= 0) return text;
      if (negative === 'brackets') return `(${text})`;
      if (negative === 'behind' && sign !== 'behind') return `${text}-`;
      return `${negative === 'minus' ? '\u2212' : '-'}${text}`;
    };
    const money =
      sign === 'before'
        ? signed(`${language.sign}${figures}`)
        : sign === 'behind'
          ? `${signed(figures)} ${language.sign}`
          : sign === 'code'
            ? `${language.code} ${signed(figures)}`
            : signed(figures);
    return { text: money, value: cents / 100 / 10 ** unit, format: 'amount' };
  };
  return { way: `${decimal}${group}${negative}${sign}`, write, unit };
}

/** How a table writes its dates; `months`: only the month is told. */
export interface DateStyle {
  way: string;
  write: (iso: string) => Cell;
  months: 1 | 3 | 6 | 12 | 'week' | null;
}

const english = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const long = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const short = (year: number) => pad(year % 100);

type Writer = (y: number, m: number, d: number, random: Random) => string;
const clock = (random: Random) => `${pad(random(24))}:${pad(random(60))}`;
const dayWriters: Record<string, Writer> = {
  iso: (y, m, d) => `${y}-${pad(m)}-${pad(d)}`,
  'iso moment': (y, m, d, random) => `${y}-${pad(m)}-${pad(d)}T${clock(random)}:09Z`,
  'iso zone': (y, m, d, random) => `${y}-${pad(m)}-${pad(d)}T${clock(random)}:09.120+02:00`,
  'iso clock': (y, m, d, random) => `${y}-${pad(m)}-${pad(d)} ${clock(random)}:30`,
  'space zone': (y, m, d, random) => `${y}-${pad(m)}-${pad(d)} ${clock(random)}:30 +0800`,
  'ymd slash': (y, m, d) => `${y}/${m}/${d}`,
  'ymd slash clock': (y, m, d, random) => `${y}/${m}/${d} ${random(24)}:${pad(random(60))}`,
  'ymd point': (y, m, d) => `${y}.${pad(m)}.${pad(d)}`,
  compact: (y, m, d) => `${y}${pad(m)}${pad(d)}`,
  'dmy slash': (y, m, d) => `${pad(d)}/${pad(m)}/${y}`,
  'dmy slash short': (y, m, d) => `${d}/${m}/${short(y)}`,
  'dmy slash clock': (y, m, d, random) => `${pad(d)}/${pad(m)}/${y} ${clock(random)}`,
  'dmy point': (y, m, d) => `${pad(d)}.${pad(m)}.${y}`,
  'dmy point short': (y, m, d) => `${pad(d)}.${pad(m)}.${short(y)}`,
  'dmy hyphen': (y, m, d) => `${pad(d)}-${pad(m)}-${y}`,
  'mdy slash': (y, m, d) => `${pad(m)}/${pad(d)}/${y}`,
  'mdy slash short': (y, m, d) => `${m}/${d}/${short(y)}`,
  'mdy clock': (y, m, d, random) =>
    `${m}/${d}/${y} ${1 + random(12)}:${pad(random(60))}:00 ${random(2) === 0 ? 'AM' : 'PM'}`,
  'mdy comma clock': (y, m, d, random) =>
    `${m}/${d}/${y}, ${1 + random(12)}:${pad(random(60))} ${random(2) === 0 ? 'AM' : 'PM'}`,
  'day month': (y, m, d) => `${pad(d)}-${english[m - 1]}-${y}`,
  'day month short': (y, m, d) => `${pad(d)}-${english[m - 1]}-${short(y)}`,
  'day month capital': (y, m, d) => `${pad(d)}-${english[m - 1]!.toUpperCase()}-${short(y)}`,
  'day month words': (y, m, d) => `${d} ${long[m - 1]} ${y}`,
  'month day': (y, m, d) => `${english[m - 1]} ${d}, ${y}`,
  'long month day': (y, m, d) => `${long[m - 1]} ${d}, ${y}`,
  weekday: (y, m, d) => {
    const day = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][
      new Date(Date.UTC(y, m - 1, d)).getUTCDay()
    ];
    return `${day}, ${pad(d)} ${english[m - 1]} ${y}`;
  },
  'month day clock': (y, m, d, random) =>
    `${english[m - 1]} ${d}, ${y} ${1 + random(12)}:${pad(random(60))} PM`,
  chinese: (y, m, d) => `${y}年${m}月${d}日`,
};
const monthWriters: Record<string, Writer> = {
  'iso month': (y, m) => `${y}-${pad(m)}`,
  'month compact': (y, m) => `${y}${pad(m)}`,
  'month slash': (y, m) => `${y}/${pad(m)}`,
  'month first': (y, m) => `${pad(m)}/${y}`,
  'month point': (y, m) => `${pad(m)}.${y}`,
  'month name short': (y, m) => `${english[m - 1]}-${short(y)}`,
  'month name': (y, m) => `${english[m - 1]} ${y}`,
  'month name hyphen': (y, m) => `${english[m - 1]}-${y}`,
  'month name long': (y, m) => `${long[m - 1]} ${y}`,
  'month quote': (y, m) => `${english[m - 1]} '${short(y)}`,
  'month capitals': (y, m) => `${english[m - 1]!.toUpperCase()} ${y}`,
  'year and name': (y, m) => `${y} ${english[m - 1]}`,
  'month statistics': (y, m) => `${y}M${pad(m)}`,
  'chinese month': (y, m) => `${y}年${m}月`,
  'chinese month two': (y, m) => `${y}年${pad(m)}月份`,
};
const quarterOf = (m: number) => Math.ceil(m / 3);
const quarterWriters: Record<string, Writer> = {
  'quarter first': (y, m) => `Q${quarterOf(m)} ${y}`,
  'quarter last': (y, m) => `${y}Q${quarterOf(m)}`,
  'quarter hyphen': (y, m) => `${y}-Q${quarterOf(m)}`,
  'quarter short': (y, m) => `${quarterOf(m)}Q${short(y)}`,
  'quarter short mark': (y, m) => `Q${quarterOf(m)}'${short(y)}`,
  'quarter slash': (y, m) => `Q${quarterOf(m)}/${y}`,
  'chinese quarter': (y, m) => `${y}年第${['一', '二', '三', '四'][quarterOf(m) - 1]}季度`,
};

const halfOf = (m: number) => (m < 7 ? 1 : 2);
const halfWriters: Record<string, Writer> = {
  'half first': (y, m) => `H${halfOf(m)} ${y}`,
  'half last': (y, m) => `${y}H${halfOf(m)}`,
  'half hyphen': (y, m) => `${y}-H${halfOf(m)}`,
  'half short': (y, m) => `${halfOf(m)}H${short(y)}`,
  'half slash': (y, m) => `H${halfOf(m)}/${y}`,
  'half german': (y, m) => `${halfOf(m)}. Halbjahr ${y}`,
  'half spanish': (y, m) => `S${halfOf(m)} ${y}`,
  'chinese half': (y, m) => `${y}年${halfOf(m) === 1 ? '上' : '下'}半年`,
};
const yearWriters: Record<string, Writer> = {
  year: (y) => String(y),
  'fiscal short': (y) => `FY${short(y)}`,
  'fiscal long': (y) => `FY ${y}`,
  'chinese year': (y) => `${y}年`,
  'chinese year of business': (y) => `${y}年度`,
};
/** Year and week of a day, as ISO 8601 counts. */
function weekOf(y: number, m: number, d: number): { year: number; week: number } {
  const day = new Date(Date.UTC(y, m - 1, d));
  const thursday = new Date(day.getTime() + (3 - ((day.getUTCDay() + 6) % 7)) * 86_400_000);
  const year = thursday.getUTCFullYear();
  return { year, week: 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / 604_800_000) };
}

const weekly =
  (write: (week: number, year: number) => string): Writer =>
  (y, m, d) => {
    const { year, week } = weekOf(y, m, d);
    return write(week, year);
  };
const weekWriters: Record<string, Writer> = {
  'week iso': weekly((week, year) => `${year}-W${pad(week)}`),
  'week joined': weekly((week, year) => `${year}W${pad(week)}`),
  'week first': weekly((week, year) => `W${pad(week)} ${year}`),
  'week German': weekly((week, year) => `KW ${week}/${year}`),
  'week German joined': weekly((week, year) => `KW${pad(week)} ${year}`),
  'week words': weekly((week, year) => `Week ${week}, ${year}`),
  'week Chinese': weekly((week, year) => `${year}年第${week}周`),
};

/** One way to write the dates of a list. */
export function dateStyle(random: Random): DateStyle {
  const [writers, months] = (
    [
      [dayWriters, null],
      [dayWriters, null],
      [dayWriters, null],
      [monthWriters, 1],
      [quarterWriters, 3],
    ] as const
  )[random(5)]!;
  return styleOf(random, writers, months);
}

/** One way to write days, and one to write months. */
export const dayStyle = (random: Random): DateStyle => styleOf(random, dayWriters, null);
export const monthStyle = (random: Random): DateStyle => styleOf(random, monthWriters, 1);

/** One way to write quarters, half years, years of business or weeks. */
export function longerStyle(random: Random): DateStyle {
  const kinds = [
    [quarterWriters, 3],
    [halfWriters, 6],
    [yearWriters, 12],
    [weekWriters, 'week'],
  ] as const;
  const [writers, months] = kinds[random(kinds.length)]!;
  return styleOf(random, writers, months);
}

/** One way to write months or quarters across. */
export function periodStyle(random: Random): DateStyle {
  return random(4) === 0 ? styleOf(random, quarterWriters, 3) : styleOf(random, monthWriters, 1);
}

function styleOf(random: Random, writers: Record<string, Writer>, months: DateStyle['months']): DateStyle {
  const names = Object.keys(writers);
  const way = names[random(names.length)]!;
  const format = months === 1 ? 'month' : way.includes('clock') || way.includes('moment') ? 'moment' : 'date';
  return {
    way,
    months,
    write: (iso) => {
      const text = writers[way]!(...partsOf(iso), random);
      return months !== null && months !== 1 ? { text } : { text, value: serialOf(iso), format };
    },
  };
}
