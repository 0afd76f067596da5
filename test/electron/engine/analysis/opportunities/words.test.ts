import { describe, expect, it } from 'vitest';
import type { Opportunity } from '../../../../../electron/engine/analysis/opportunities/opportunity.ts';
import { locales, type MessageKey, messages } from '../../../../../shared/i18n/messages.ts';
import { createTranslate } from '../../../../../shared/i18n/translate.ts';

const samples: Record<string, Opportunity['params']> = {
  retainLate: {
    days: 41,
    medianGap: 12.5,
    orderDays: 9,
    percentile: 0.9,
    calibrated: 'yes',
    horizon: 90,
    seen: 400,
    left: 140,
  },
  retainOverdue: {
    days: 1,
    medianGap: 1,
    orderDays: 9,
    percentile: 1,
    calibrated: 'no',
    horizon: 90,
    seen: 0,
    left: 0,
  },
  retainOnce: { days: 120, calibrated: 'yes', horizon: 90, seen: 400, left: 260 },
  retainRisk: {
    probability: 0.61,
    base: 0.21,
    months: 6,
    daysSince: 120,
    orders: 12,
    usualGap: 10,
    reasons: 'Orders are late',
  },
  renewalDue: {
    left: 23,
    probability: 0.61,
    base: 0.21,
    months: 6,
    daysSince: 120,
    orders: 12,
    reasons: 'Orders are late',
  },
  priceBelow: {
    ...{ products: 3, product: 'Lamp', price: 8.5, lower: 9.25, buyers: 41, leakage: 1200.4 },
    ...{ calibrated: 'yes', probability: 0.4, seen: 12, closed: 0.3 },
  },
  upsellLookAlikes: {
    revenue: 1000.4,
    expected: 2000,
    upper: 3000,
    peers: 15,
    similarity: 0.93,
    crossSell: 120.7,
    calibrated: 'yes',
    probability: 0.21,
    closed: 0.4,
  },
  retainByRecency: { days: 210, probability: 0.42, months: 3 },
  renewalByRecency: { left: 12, days: 40, probability: 0.42, months: 3 },
  upsellByRevenue: { revenue: 5000, crossSell: 12.4, probability: 0.62, months: 3, growth: 0.1 },
  crossSellByPopularity: { product: 'Lamp', spend: 80.2, probability: 0.08, months: 3 },
  upsellHeadroom: {
    revenue: 1000.4,
    expected: 2000,
    upper: 3000,
    typical: 1800.2,
    peers: 15,
    similarity: 0.93,
    crossSell: 120.7,
    calibrated: 'yes',
    probability: 0.21,
    closed: 0.4,
  },
  crossSellLookAlikes: {
    product: 'Lamp',
    buyers: 7,
    peers: 50,
    spend: 99.6,
    calibrated: 'yes',
    probability: 0.12,
  },
  crossSellLapsed: {
    product: 'Lamp',
    buyers: 7,
    peers: 50,
    spend: 99.6,
    calibrated: 'no',
    probability: 0.12,
  },
  crossSellRule: {
    product: 'Lamp',
    with: 'Shade',
    accounts: 81,
    confidence: 0.44,
    lift: 3.21,
    buyers: 7,
    peers: 50,
    spend: 99.6,
    calibrated: 'yes',
    probability: 0.12,
  },
};

describe('evidence sentences', () => {
  for (const locale of locales) {
    it(`are filled in ${locale}`, () => {
      const t = createTranslate(locale);
      for (const [code, params] of Object.entries(samples)) {
        const sentence = t(`evidence.${code}` as MessageKey, params);
        expect(sentence).not.toMatch(/[{}]|undefined|NaN/);
        expect(sentence.length).toBeGreaterThan(20);
      }
    });
  }

  it('read as written', () => {
    const t = createTranslate('en');
    expect(t('evidence.retainLate', samples.retainLate)).toBe(
      'No order for 41 days; its usual gap is 12.5 days (over 9 order days). Of 400 cases like this before, 140 ordered nothing in the next 90 days.',
    );
    expect(t('evidence.retainByRecency', samples.retainByRecency)).toBe(
      'Last order 210 days ago; of accounts that far down, 42% ordered nothing in the next 3 months.',
    );
    expect(t('evidence.crossSellRule', samples.crossSellRule)).toBe(
      'Buys Shade; of the 81 accounts that do, 44% also buy Lamp (3.2 times the usual share). 7 of its 50 look-alikes buy it, for 100 at the median. Of such cases in the past 12% took the product up.',
    );
    expect(t('evidence.upsellLookAlikes', { ...samples.upsellLookAlikes, crossSell: 0 })).toBe(
      'Spends 1,000; its 15 look-alikes spend 2,000 at the median and 3,000 in the upper quarter (similarity 93%). Of accounts with such a gap 21% spent more afterwards; they closed 40% of it.',
    );
  });

  it('take the same parameters in every language', () => {
    const names = (message: string) =>
      [...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]))].sort();
    const keys = Object.keys(messages.en).filter((key) =>
      /^(evidence\.(retain|renewal|price|upsell|crossSell)|nextStep\.|method\.(headroom|opportunities|whiteSpace|association))/.test(
        key,
      ),
    ) as MessageKey[];
    expect(keys.length).toBeGreaterThan(15);
    for (const key of keys) expect(names(messages['zh-CN'][key]), key).toEqual(names(messages.en[key]));
  });
});
