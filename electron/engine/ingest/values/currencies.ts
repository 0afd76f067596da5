/** Units of a currency for one US dollar, roughly, in the last twenty years: enough to tell which way a rate is written. */
const perDollar: Record<string, number> = {
  ...{ USD: 1, EUR: 0.87, GBP: 0.72, CHF: 0.97, CAD: 1.27, AUD: 1.36, NZD: 1.45, JPY: 112, CNY: 6.9 },
  ...{ HKD: 7.8, TWD: 31, KRW: 1180, SGD: 1.36, INR: 68, THB: 33, MYR: 4.1, IDR: 13500, PHP: 50, VND: 22500 },
  ...{ SEK: 8.8, NOK: 8.2, DKK: 6.5, ISK: 125, PLN: 3.8, CZK: 22.5, HUF: 280, RON: 4.1, BGN: 1.7, HRK: 6.6 },
  ...{ TRY: 8, RUB: 62, UAH: 25, BRL: 4, MXN: 18, ARS: 60, CLP: 700, COP: 3300, PEN: 3.5, ZAR: 14, ILS: 3.6 },
  ...{ AED: 3.6725, SAR: 3.75, QAR: 3.64, KWD: 0.305, BHD: 0.376, OMR: 0.385, JOD: 0.709, EGP: 18, MAD: 9.5 },
  ...{ NGN: 350, KES: 105, GHS: 5.5, PKR: 140, BDT: 84, LKR: 160, KZT: 380, GEL: 2.6, MOP: 8, RSD: 103 },
};

/** Units of `to` for one of `from`, roughly; null where it is not known of both. */
export function usualRate(from: string, to: string): number | null {
  const [one, other] = [perDollar[from], perDollar[to]];
  return one === undefined || other === undefined ? null : other / one;
}

export const usualCurrencies: readonly string[] = Object.keys(perDollar);

const codes: ReadonlySet<string> = new Set([...Intl.supportedValuesOf('currency'), 'CNH', 'RMB']);
let english: Map<string, string> | null = null;
let all: Map<string, string> | null = null;

/** Names of currencies in English and Chinese, in lower case; the latter only where a word may be one, for they take long to load. */
function namesLike(word: string): Map<string, string> {
  if (/^[\x20-\x7e]*$/.test(word)) {
    english ??= names(['en']);
    return english;
  }
  all ??= names(['zh-TW', 'zh-CN', 'en']);
  return all;
}

function names(locales: string[]): Map<string, string> {
  const byName = new Map<string, string>();
  for (const locale of locales) {
    const display = new Intl.DisplayNames(locale, { type: 'currency' });
    for (const code of Intl.supportedValuesOf('currency')) {
      const name = display.of(code)?.toLowerCase();
      if (name && (!byName.has(name) || usualCurrencies.includes(code))) byName.set(name, code);
    }
  }
  for (const [name, code] of Object.entries(otherNames)) byName.set(name, code);
  return byName;
}

const otherNames: Record<string, string> = {
  ...{
    'us dollar': 'USD',
    'u.s. dollar': 'USD',
    dollar: 'USD',
    euro: 'EUR',
    'pound sterling': 'GBP',
    sterling: 'GBP',
  },
  ...{ yen: 'JPY', renminbi: 'CNY', yuan: 'CNY', rmb: 'CNY', cnh: 'CNY', 'swiss franc': 'CHF' },
  ...{
    人民币: 'CNY',
    人民幣: 'CNY',
    美元: 'USD',
    美金: 'USD',
    欧元: 'EUR',
    歐元: 'EUR',
    日元: 'JPY',
    日圆: 'JPY',
    港元: 'HKD',
  },
  ...{
    港币: 'HKD',
    港幣: 'HKD',
    英镑: 'GBP',
    英鎊: 'GBP',
    澳元: 'AUD',
    加元: 'CAD',
    新西兰元: 'NZD',
    新加坡元: 'SGD',
  },
  ...{
    瑞士法郎: 'CHF',
    瑞郎: 'CHF',
    韩元: 'KRW',
    韓元: 'KRW',
    泰铢: 'THB',
    卢布: 'RUB',
    林吉特: 'MYR',
    兰特: 'ZAR',
    台币: 'TWD',
  },
};

/** The code of a currency that a text names by code, sign or name; null where it names none. */
export function namedCurrency(text: string): string | null {
  const word = text.normalize('NFKC').trim();
  if (/^[A-Za-z]{3}$/.test(word) && codes.has(word.toUpperCase())) return asUsual(word.toUpperCase());
  const sign = { '€': 'EUR', $: 'USD', US$: 'USD', '£': 'GBP' }[word];
  if (sign) return sign;
  const name = word.toLowerCase();
  if (/^[a-z]{0,2}$/.test(name)) return null;
  return namesLike(name).get(name) ?? namesLike(name).get(name.replace(/s$/, '')) ?? null;
}

/** RMB and CNH are CNY, as everywhere in the book. */
function asUsual(code: string): string {
  return code === 'RMB' || code === 'CNH' ? 'CNY' : code;
}
