import { describe, expect, test } from 'vitest';
import { namesService } from '../../../../../electron/engine/analysis/cross-sell/serviceWords.ts';

describe('names of postage, fees and manual entries', () => {
  test.each([
    ...['POSTAGE', 'DOTCOM POSTAGE', 'Carriage', 'Next Day Carriage', 'Freight & handling', 'Bank Charges'],
    ...['AMAZON FEE', 'CRUK Commission', 'Discount', '5% volume discount', 'Manual', 'Adjust bad debt'],
    ...['Rounding adjustment', 'Shipping (UK)', 'Samples', 'Late payment interest'],
    ...['运费', '快递费', '手续费', '折扣', '价格调整', '平台服务费', '抹零'],
  ])('%s', (name) => expect(namesService(name)).toBe(true));

  test.each([
    ...['', '85123A', 'Manual coffee grinder', 'SET OF 3 SAMPLE BOWLS', 'Delivery van, red', 'Card holder'],
    ...[
      'POSTCARD RACK',
      'Discount store display shelf',
      'Credit card wallet',
      'Adjustable lamp',
      'Bank of England mug',
    ],
    ...['Interest in art poster', '折扣店货架', '运费险产品手册', '茶叶礼盒', '调整型内衣'],
  ])('not %s', (name) => expect(namesService(name)).toBe(false));
});
