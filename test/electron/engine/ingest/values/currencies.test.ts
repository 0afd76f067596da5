import { expect, it } from 'vitest';
import { namedCurrency, usualCurrencies } from '../../../../../electron/engine/ingest/values/currencies.ts';

it('currencies are known by code, sign and name, in English and Chinese', () => {
  for (const locale of ['en', 'zh-CN', 'zh-TW']) {
    const names = new Intl.DisplayNames(locale, { type: 'currency' });
    for (const code of usualCurrencies) {
      const name = names.of(code)!;
      expect([name, namedCurrency(name)]).toEqual([name, code]);
      expect(namedCurrency(` ${name.toUpperCase()}`)).toBe(code);
      expect(namedCurrency(code.toLowerCase())).toBe(code);
    }
  }
  expect(['€', 'US$', 'RMB', 'cnh', 'euros', 'Swiss Francs', '美金', '人民币'].map(namedCurrency)).toEqual([
    ...['EUR', 'USD', 'CNY', 'CNY', 'EUR', 'CHF', 'USD', 'CNY'],
  ]);
});

it('letters and words that name no currency', () => {
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at));
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  expect([...letters, ...pairs, '', 's', 'region', 'stück', '件'].map(namedCurrency)).toEqual(
    Array.from({ length: 26 + 26 * 26 + 5 }, () => null),
  );
});
