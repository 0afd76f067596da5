import { namedCurrency } from './currencies.ts';

/** What a column of rates is of: a pair, or one currency against one that is named elsewhere. */
export interface RateHeader {
  from: string;
  /** null: the header names one currency only. */
  to: string | null;
  /** Units of `from` that a figure is for, where the header says so. */
  units: number | null;
}

const noise =
  /(?:\b(?:exchange|fx|spot|mid|middle|average|avg|closing|close|rates?|price|fixing|fix|last|currency|ccy)\b|汇率|匯率|中间价|中間價|现汇|牌价|平均|收盘)/giu;

/** Reads a header as a pair of currencies (`EUR/USD`, `USDCNY`, `1 USD = x CNY`, `美元兑人民币`), or as one (`USD`, `JPY/100`). */
export function parseRateHeader(header: string): RateHeader | null {
  const text = header
    .normalize('NFKC')
    .replace(/=X$|\bCurncy$/i, '')
    .replace(/[_]+/g, ' ')
    .replace(noise, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (text === '' || text.length > 60) return null;
  const known = namedCurrency(text);
  if (known) return { from: known, to: null, units: null };
  return equation(text) ?? joined(text) ?? pair(text) ?? ofUnits(text);
}

/** `1 USD = x CNY`, `100 JPY = CNY`. */
function equation(text: string): RateHeader | null {
  const match = /^(1000?0?|1)?\s*(\D+?)\s*=\s*(?:\?|x|n|[.…]+)?\s*(\D+)$/i.exec(text);
  const [from, to] = [namedCurrency(match?.[2] ?? ''), namedCurrency(match?.[3] ?? '')];
  return from && to && from !== to ? { from, to, units: Number(match![1] ?? 1) } : null;
}

/** `USDCNY`, `FXUSDCAD`. */
function joined(text: string): RateHeader | null {
  const match = /^(?:FX)?([A-Z]{3})([A-Z]{3})$/.exec(text);
  const [from, to] = [namedCurrency(match?.[1] ?? ''), namedCurrency(match?.[2] ?? '')];
  return from && to && from !== to ? { from, to, units: null } : null;
}

/** `EUR/USD`, `EUR to USD`, `100JPY/CNY`, `美元兑人民币`. */
function pair(text: string): RateHeader | null {
  for (const mark of [
    /\s*[/→>:|\\]\s*/u,
    /\s+(?:to|into|in|vs\.?|against)\s+/i,
    /\s*[-–]\s*/u,
    /[对兑兌對]/u,
    /\s+/u,
  ]) {
    const parts = text.split(mark);
    if (parts.length !== 2) continue;
    const units = /^(1|10|100|1000|10000)\s*(?=\D)/.exec(parts[0]!)?.[1];
    const from = namedCurrency(parts[0]!.slice(units?.length ?? 0));
    const to = namedCurrency(parts[1]!.replace(/^1\s*/, ''));
    if (from && to && from !== to) return { from, to, units: units === undefined ? null : Number(units) };
  }
  return null;
}

/** `JPY/100`, `100 JPY`, `日元(100)`. */
function ofUnits(text: string): RateHeader | null {
  const match =
    /^(\D+?)\s*[/(x×*]?\s*(?:per\s*)?(1|10|100|1000|10000)\s*(?:units?)?\)?$/iu.exec(text) ??
    /^(1|10|100|1000|10000)\s*(\D+)$/u.exec(text);
  if (!match) return null;
  const [name, count] = /^\d/.test(match[1]!) ? [match[2]!, match[1]!] : [match[1]!, match[2]!];
  const from = namedCurrency(name);
  return from ? { from, to: null, units: Number(count) } : null;
}

const unit =
  '(?:(?:foreign |local |other )?(?:currency )?units?(?: of (?:foreign )?currency)?|(?:foreign|local|other) currency|currency|fc|fremdwährung(?:seinheiten)?|einheiten|einheit|unités?|unidad(?:es)?|unità|外币|单位)';
const per = '\\s*(?:per|pro|je|für|par|por|pour|/)\\s*(?:1\\s*)?';
const ofCurrency = new RegExp(`^(?:${unit}\\b)?${per}(.+)$`, 'iu');
const ofUnit = new RegExp(`^(.+?)${per}${unit}$`, 'iu');

/**
 * The other currency of a column of rates by its header, and what a figure counts: `Units per EUR` is 1 EUR = x of the others,
 * `EUR per unit` one of the others = x EUR. Null where it says neither.
 */
export function rateWay(header: string): { base: string; rateFor: 'base' | 'other' } | null {
  const text = header
    .normalize('NFKC')
    .replace(/^(?:exchange |fx )?(?:rates?|kurs|cours|taux)\b[\s:,-]*/i, '')
    .replace(/[()]/g, ' ')
    .trim();
  const other = namedCurrency(ofUnit.exec(text)?.[1]?.trim() ?? '');
  if (other) return { base: other, rateFor: 'base' };
  const base = namedCurrency(ofCurrency.exec(text)?.[1]?.trim() ?? '');
  return base ? { base, rateFor: 'other' } : null;
}
