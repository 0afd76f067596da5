/** How the numbers of a column are written. */
export interface NumberFormat {
  decimal: '.' | ',';
  /** Power of ten that the header's unit stands for: 4 for 万, 8 for 亿, 0 for none. */
  scale: number;
}

/** Ways of writing "no value" that are understood where a number or a date is expected. */
export const missingTokens = new Set([
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
  '无',
  '暂无',
]);

export function isMissing(text: string): boolean {
  return text.length < 5 && missingTokens.has(text.trim().toLowerCase());
}

const currency = /^(?:[A-Z]{1,3}\$|[A-Z]{3}(?=[\s\d(+.-])|[\p{Sc}]|R\$|RMB|Rs\.?|Fr\.?|kr\.?)\s*/u;
const currencyAfter = /\s*(?:[A-Z]{3}|[\p{Sc}]|元|圆|kr\.?)$/u;
const suffixScale: Record<string, number> = { 万: 4, 亿: 8, 萬: 4, 億: 8 };
const simple = /^-?\d{1,15}(?:\.\d+)?$/;
const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/**
 * The number a cell stands for, correctly rounded; null where it is no number, NaN where it is a sign for "no value".
 * Reads signs before and after, brackets as negative, percent, currency signs, thousands separators (comma or point,
 * space, apostrophe; in threes, or in the Indian manner), 万 and 亿.
 */
export function parseNumber(input: string, format: NumberFormat): number | null {
  let text = input.trim();
  if (simple.test(text) && format.scale === 0 && (format.decimal === '.' || !text.includes('.')))
    return Number(text);
  if (isMissing(text)) return Number.NaN;
  if (/[^\x20-\x7e]/.test(text)) text = text.normalize('NFKC').replace(/[−‒–]/g, '-').replace(/’/g, "'");
  let negative = false;
  if (text.startsWith('(') && text.endsWith(')')) {
    negative = true;
    text = text.slice(1, -1).trim();
  }
  let exponent = format.scale;
  if (text.endsWith('%')) {
    exponent = -2;
    text = text.slice(0, -1).trimEnd();
  }
  const sign = /^[+-]\s*/.exec(text);
  if (sign) {
    if (text[0] === '-') negative = !negative;
    text = text.slice(sign[0].length);
  }
  text = text.replace(currency, '').replace(currencyAfter, '');
  if (!sign && /^[+-]/.test(text)) {
    if (text[0] === '-') negative = !negative;
    text = text.slice(1);
  } else if (!sign && /\d-$/.test(text)) {
    negative = !negative;
    text = text.slice(0, -1);
  }
  const suffix = suffixScale[text.at(-1) ?? ''];
  if (suffix !== undefined) {
    exponent += suffix;
    text = text.slice(0, -1).trimEnd();
  }
  const digits = withoutSeparators(text, format.decimal);
  if (digits === null || !plain.test(digits) || /^[+-]/.test(digits)) return null;
  const value = exponent === 0 ? Number(digits) : shifted(digits, exponent);
  return negative ? -value : value;
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
  if (mark < 0 && decimal === ',' && /^\d+\.?\d*[eE][+-]?\d+$/.test(whole)) return whole;
  if (mark < 0 && /^\d+[eE][+-]?\d+$/.test(whole)) return whole;
  return grouped[decimal].test(whole) ? whole.replace(/\D/g, '') + rest : null;
}

/** Thousands in threes, or in the Indian manner (12,34,567); one kind of separator throughout. */
const grouped = { '.': groupedBy(','), ',': groupedBy('.') };

function groupedBy(separator: string): RegExp {
  return new RegExp(
    `^\\d{1,3}([${separator} '\\u00a0\\u202f])(?:\\d{3}(?:\\1\\d{3})*|\\d{2}(?:\\1\\d{2})*\\1\\d{3})$`,
  );
}
