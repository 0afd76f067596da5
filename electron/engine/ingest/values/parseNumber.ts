import { parseFormal } from './formalNumber.ts';
import { parseRating } from './parseRating.ts';

/** How the numbers of a column are written. */
export interface NumberFormat {
  decimal: '.' | ',';
  /** Power of ten that the header's unit stands for: 4 for 万, 8 for 亿, 0 for none. */
  scale: number;
  /** What `CR` behind a number means: more, unless it marks the amounts that go the other way than those without a mark. */
  credit?: 'negative';
  /** `M` and `B` behind a number stand for millions and billions, as `K` beside them for thousands. */
  millions?: true;
  /** Answers of a survey are read too, with their words. */
  rating?: boolean;
}

/** Ways of writing "no value" that are understood where a number or a date is expected. */
const missingTokens = new Set([
  '',
  '-',
  '--',
  '—',
  '–',
  '.',
  '..',
  'na',
  'n/a',
  '#n/a',
  'nan',
  'null',
  'none',
  'nil',
  '\\n',
  '...',
  '…',
  '……',
  ':',
  'n.a',
  'n.a.',
  'n/d',
  'n.d.',
  'k.a.',
  's/d',
  'not available',
  'not applicable',
  '<na>',
  '<null>',
  '(null)',
  '(blank)',
  '#div/0!',
  '#value!',
  '#ref!',
  '#name?',
  '#num!',
  '#null!',
  '无',
  '暂无',
  '不详',
  '未知',
  '缺失',
  '―',
  '－',
  'ー',
  '***',
]);

export function isMissing(text: string): boolean {
  return (
    text.length < 15 &&
    (missingTokens.has(text.trim().toLowerCase()) ||
      /^\s*:\s?[a-z]{1,2}\s*$/.test(text) ||
      /^\s*\p{Sc}\s*-{1,2}\s*$/u.test(text))
  );
}

/** Codes of currencies (ISO 4217); other capitals before a number make it an identifier (`INV-1001`). */
const codes = [...Intl.supportedValuesOf('currency'), 'RMB', 'NTD'].join('|');
const currencyWord = `[A-Z]{1,3}\\$|(?:${codes})(?![A-Za-z])|\\p{Sc}|R\\$|Rs\\.?|Fr\\.?|kr\\.?`;
const currency = new RegExp(`^(?:${currencyWord})\\s*`, 'u');
/** Characters that take no place: they say where words may be broken and which way they run. */
export const invisible = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** How every number begins. */
const beginning = new RegExp(`^(?:[\\d.,(+-]|${currencyWord})`, 'u');
const currencyAfter = new RegExp(`\\s*(?:${codes}|\\p{Sc}|元|圆|圓|円|원|kr\\.?)$`, 'u');
/** Words after a number that multiply it, as powers of ten; the longest first. */
const suffixes: [RegExp, number][] = [
  [/\s*(?:万亿|萬億)$/, 12],
  [/\s*(?:亿|億)$/, 8],
  [/\s*(?:千万|千萬)$/, 7],
  [/\s*(?:百万|百萬)$/, 6],
  [/\s*[万萬]$/, 4],
  [/\s*千$/, 3],
  [/\s*(?:bn|billion)$/i, 9],
  [/\s*(?:mn|mio\.?|million)$/i, 6],
  [/\s*(?:k|thousand)$/i, 3],
];
const simple = /^-?\d{1,15}(?:\.\d+)?$/;
const plain = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/**
 * The number a cell stands for, correctly rounded; null where it is no number, NaN where it is a sign for "no value".
 * Reads signs before and after, brackets and `DR` as negative, percent, currency signs and codes, thousands separators (comma or
 * point, space, apostrophe; in threes, or in the Indian manner), full-width digits, 千, 万, 亿, k, million and billion.
 */
export function parseNumber(input: string, format: NumberFormat): number | null {
  const value = parseFigure(input, format);
  return value === null && format.rating ? parseRating(input) : value;
}

function parseFigure(input: string, format: NumberFormat): number | null {
  let text = input.trim();
  if (simple.test(text) && format.scale === 0 && (format.decimal === '.' || !text.includes('.')))
    return Number(text);
  if (isMissing(text)) return Number.NaN;
  if (text.length > 60) return null;
  if (!/[\d\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/.test(text))
    return /[零壹-鿿]/u.test(text) ? parseFormal(text) : null;
  if (/[^\x20-\x7e]/.test(text))
    text = withAsciiDigits(withoutNote(text))
      .normalize('NFKC')
      .replace(invisible, '')
      .replace(/[−‒–—△▲]/g, '-')
      .replace(/[’‘]/g, "'");
  if (!beginning.test(text)) return null;
  if (flag.test(text)) text = text.replace(flag, '').trim();
  const side = /(?<=\d)\s*([cd])r\.?$/i.exec(text);
  if (format.millions)
    text = text.replace(/(?<=\d)\s?([MB])(?=\)?$)/, (_, unit) => (unit === 'M' ? 'mn' : 'bn'));
  const bare = withoutSigns(side ? text.slice(0, side.index) : text.replace(/(?<=\d)[.,]-{1,2}$/, ''));
  if (bare === null) return null;
  if (side && (side[1]!.toLowerCase() === 'd' || format.credit === 'negative'))
    bare.negative = !bare.negative;
  const exponent = bare.scaled ? bare.exponent : format.scale;
  const digits = withoutSeparators(bare.text, format.decimal);
  if (digits === null || !plain.test(digits)) return null;
  const value = exponent === 0 ? Number(digits) : shifted(digits, exponent);
  return bare.negative ? -value : value;
}

/** A number without the small figures and signs that point to a footnote: `123.4¹⁾`, `123.4†`. */
function withoutNote(text: string): string {
  return text.replace(
    /(?<=[\d%)])\s*[\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u207d\u207e\u2020\u2021⁎＊※#]+\)?$/u,
    '',
  );
}

/** Marks behind figures of statistics offices, as Eurostat lists them: provisional, estimated, revised, a break … */
const flag =
  /(?<=[\d%])(?:\*{1,3}|\s?\[[\w,]{1,3}\]|\s?\((?:[a-z]|[prebus]{2})\)|\s(?:[bdefnprsuz]{1,2}|bp|ep))$/;

/** Whether a figure bears a mark that says something of it, and is no part of it. */
export function bearsMark(text: string): boolean {
  const bare = text.trim();
  return flag.test(bare) || withoutNote(bare) !== bare;
}

/** Digits and marks of Arabic and Persian in those of ASCII. */
export function withAsciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\u066b\u066c]/g, (mark) =>
    mark === '\u066b' ? '.' : mark === '\u066c' ? ',' : String(mark.charCodeAt(0) & 0xf),
  );
}

interface Bare {
  text: string;
  negative: boolean;
  exponent: number;
  /** It bears a unit of its own (percent, 万), so that the unit of the header does not apply to it. */
  scaled: boolean;
}

/** The digits of a number without what stands around them; null where the signs contradict each other. */
function withoutSigns(input: string): Bare | null {
  const bare: Bare = { text: input, negative: false, exponent: 0, scaled: false };
  let signs = 0;
  let currencies = 0;
  for (let changed = true; changed; ) {
    changed = false;
    const { text } = bare;
    if (/^\(.*\)$/.test(text) || /^[+-]/.test(text) || /\d\s*-$/.test(text)) {
      if (++signs > 1) return null;
      if (text[0] !== '+') bare.negative = true;
      bare.text =
        text[0] === '('
          ? text.slice(1, -1).trim()
          : /^[+-]/.test(text)
            ? text.slice(1).trim()
            : text.slice(0, -1).trim();
      changed = true;
    } else if (/[%‰]$/.test(text)) {
      if (bare.scaled) return null;
      bare.exponent += text.endsWith('%') ? -2 : -3;
      bare.scaled = true;
      bare.text = text.slice(0, -1).trim();
      changed = true;
    } else changed = stripCurrency(bare, currencies++);
    if (currencies > 3) return null;
  }
  const suffix = suffixes.find(([word]) => word.test(bare.text));
  if (suffix) {
    bare.text = bare.text.replace(suffix[0], '');
    bare.exponent += suffix[1];
    bare.scaled = true;
  }
  return bare;
}

function stripCurrency(bare: Bare, seen: number): boolean {
  if (seen > 1) return false;
  const before = bare.text.replace(currency, '');
  const text = before === bare.text ? bare.text.replace(currencyAfter, '') : before;
  if (text === bare.text) return false;
  bare.text = text.trim();
  return true;
}

function shifted(digits: string, exponent: number): number {
  const [mantissa, own] = digits.split(/[eE]/);
  return Number(`${mantissa}e${Number(own ?? 0) + exponent}`);
}

/** The digits with a point as decimal mark, or null where separators are not where thousands are. */
function withoutSeparators(text: string, decimal: '.' | ','): string | null {
  const mark = text.lastIndexOf(decimal);
  const whole = mark < 0 ? text : text.slice(0, mark);
  const rest = mark < 0 ? '' : `.${text.slice(mark + 1)}`;
  if (whole.includes(decimal)) return null;
  if (/^\d*$/.test(whole)) return whole + rest;
  if (mark < 0 && decimal === ',' && /^\d+\.\d*[eE][+-]?\d+$/.test(whole)) return whole;
  if (mark < 0 && /^\d+[eE][+-]?\d+$/.test(whole)) return whole;
  return grouped[decimal].test(whole) ? whole.replace(/\D/g, '') + rest : null;
}

/** Thousands in threes, or in the Indian manner (12,34,567); one kind of separator throughout. */
const grouped = { '.': groupedBy(','), ',': groupedBy('.') };

function groupedBy(separator: string): RegExp {
  return new RegExp(
    `^[1-9]\\d{0,2}([${separator} '\\u00a0\\u202f])(?:\\d{3}(?:\\1\\d{3})*|\\d{2}(?:\\1\\d{2})*\\1\\d{3})$`,
  );
}
