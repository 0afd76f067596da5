import { describe, expect, test } from 'vitest';
import { changeSentences } from '../../../renderer/features/overview/changeWords.ts';
import { grainOfText, rateOfPeriod } from '../../../renderer/features/overview/periodRates.ts';
import { isMissing, tileChange, tileSpecs, tileValue } from '../../../renderer/features/overview/tiles.ts';
import { createFormat } from '../../../shared/i18n/format.ts';
import type { Locale } from '../../../shared/i18n/messages.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';
import { exhibitOf, movementPeriods } from '../../shared/charts/exhibits.ts';

function words(locale: Locale) {
  return { t: createTranslate(locale), format: createFormat(locale), locale };
}

const spec = (value: string) => tileSpecs.find((each) => each.value === value)!;
const summary = exhibitOf(
  'summary',
  {
    revenue: 1_200_000,
    revenuePrior: 1_000_000,
    nrr: 0.95,
    margin: null,
    orders: 90,
    ordersPrior: 100,
    retainValue: 0,
  },
  {},
);

describe('headline numbers', () => {
  test('amounts are compared as a share, with sign and arrow', () => {
    expect(tileValue(spec('revenue'), summary, words('en'))).toBe('1.2M');
    expect(tileChange(spec('revenue'), summary, null, words('en'))).toEqual({
      text: '▲ +20.0%',
      direction: 1,
    });
    expect(tileChange(spec('orders'), summary, null, words('en'))).toEqual({
      text: '▼ −10.0%',
      direction: -1,
    });
  });

  test('amounts name the currency they are told in', () => {
    const told = (reporting: string) => ({
      ...summary,
      evidence: { ...summary.evidence, currency: { reporting } },
    });
    const revenue = (reporting: string, locale: Locale) =>
      tileValue(spec('revenue'), told(reporting), words(locale));
    expect(revenue('EUR', 'en')).toBe('€1.2M');
    expect(revenue('CNY', 'en')).toBe('CN¥1.2M');
    expect(revenue('CNY', 'zh-CN')).toBe('¥120万');
    expect(revenue('USD', 'zh-CN')).toBe('US$120万');
    expect(revenue('POINTS', 'en')).toBe('POINTS 1.2M');
    expect(tileValue(spec('retainValue'), told('EUR'), words('en'))).toBe('€0');
    expect(tileValue(spec('margin'), told('EUR'), words('en'))).toBe('–');
  });

  test('rates are compared in percentage points with the rate of the period before', () => {
    expect(tileChange(spec('nrr'), summary, 0.9, words('en'))).toEqual({
      text: '▲ +5.0 points',
      direction: 1,
    });
    expect(tileChange(spec('nrr'), summary, 1, words('zh-CN'))?.text).toBe('▼ −5.0 个百分点');
    expect(tileChange(spec('nrr'), summary, null, words('en'))).toBeNull();
  });

  test('a number that is not available is an en dash, never zero', () => {
    expect(tileValue(spec('margin'), summary, words('en'))).toBe('–');
    expect(isMissing(spec('margin'), summary)).toBe(true);
    expect(tileChange(spec('margin'), summary, null, words('en'))).toBeNull();
    expect(isMissing(spec('retainValue'), summary)).toBe(false);
    expect(tileValue(spec('retainValue'), summary, words('en'))).toBe('0');
  });

  test('growth from nothing is no percentage', () => {
    const fresh = exhibitOf('summary', { revenue: 10, revenuePrior: 0 }, {});
    expect(tileChange(spec('revenue'), fresh, null, words('en'))).toBeNull();
  });
});

describe('the rate of the period before', () => {
  test('is looked up in periods of the same length', () => {
    expect(
      ['2011', '2011-H1', '2011-Q3', '2011-05', '2011-W20', '2010-12-01..2011-05-31'].map(grainOfText),
    ).toEqual(['year', 'half', 'quarter', 'month', null, null]);
  });

  test('is missing where the data does not cover the period', () => {
    expect(rateOfPeriod(movementPeriods, '2011-11', 'nrr')).toBe(0.7);
    expect(rateOfPeriod(movementPeriods, '2011-12', 'nrr')).toBeNull();
    expect(rateOfPeriod(movementPeriods, '2009-01', 'nrr')).toBeNull();
    expect(rateOfPeriod(null, '2011-11', 'nrr')).toBeNull();
  });
});

test('a change without words of its own is left out rather than shown as a code', () => {
  expect(changeSentences(exhibitOf('summary', {}, {}), words('en'))).toEqual([]);
});
