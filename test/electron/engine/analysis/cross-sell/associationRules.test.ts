import { describe, expect, it } from 'vitest';
import { findAssociationRules } from '../../../../../electron/engine/analysis/cross-sell/associationRules.ts';
import { basketsFromRows, makeBaskets } from '../../../../../electron/engine/analysis/cross-sell/baskets.ts';
import { findFrequentItemsets } from '../../../../../electron/engine/analysis/cross-sell/frequentItemsets.ts';
import { CancelledError, ExpectedError } from '../../../../../shared/errors/errors.ts';

const rows = {
  accounts: 2,
  offsets: Int32Array.of(0, 5, 8),
  keep: Uint8Array.of(1, 1, 1, 1, 0, 1, 1, 1),
  day: new Int32Array(8),
  revenue: new Float64Array(8).fill(1),
  quantity: null,
  order: Int32Array.of(0, 0, 0, 1, 1, 2, 0, -1),
  product: Int32Array.of(0, 1, 0, 2, 0, -1, 2, 1),
  products: 3,
};
const each = Int32Array.of(0, 1, 2);

function lists(baskets: ReturnType<typeof makeBaskets>): number[][] {
  return Array.from({ length: baskets.n }, (_, i) =>
    Array.from(baskets.items.subarray(baskets.offsets[i], baskets.offsets[i + 1])).sort(),
  );
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ExpectedError) return error.code;
    throw error;
  }
  return 'none';
}

describe('baskets', () => {
  it('hold the distinct kept items of an order, over days and accounts', () => {
    expect(lists(basketsFromRows(rows, 'order', each))).toEqual([[0, 1, 2], [2]]);
  });

  it('hold all an account bought', () => {
    expect(lists(basketsFromRows(rows, 'account', each))).toEqual([
      [0, 1, 2],
      [1, 2],
    ]);
  });

  it('leave out products without item and baskets left empty', () => {
    const baskets = basketsFromRows(rows, 'order', Int32Array.of(0, 0, -1));
    expect(lists(baskets)).toEqual([[0]]);
    expect(baskets.itemsSeen).toBe(1);
  });

  it('need orders and products', () => {
    expect(codeOf(() => basketsFromRows({ ...rows, order: null }, 'order', each))).toBe('noData');
    expect(codeOf(() => basketsFromRows({ ...rows, product: null }, 'account', each))).toBe('noData');
  });
});

describe('refusals of rule mining', () => {
  const baskets = basketsFromRows(rows, 'account', each);
  const options = { support: 0.1, confidence: 0.5, maxLength: 3 };

  it('names thresholds out of range', () => {
    for (const support of [0, -1, 1.1, Number.NaN]) {
      expect(codeOf(() => findAssociationRules(baskets, { ...options, support }))).toBe('badRequest');
    }
    for (const confidence of [-0.1, 1.1, Number.NaN]) {
      expect(codeOf(() => findAssociationRules(baskets, { ...options, confidence }))).toBe('badRequest');
    }
    for (const maxLength of [0, 11, 2.5]) {
      expect(codeOf(() => findAssociationRules(baskets, { ...options, maxLength }))).toBe('badRequest');
    }
  });

  it('needs baskets', () => {
    const none = makeBaskets(new Int32Array(0), new Int32Array(0), 0, 0);
    expect(codeOf(() => findAssociationRules(none, options))).toBe('noData');
  });

  it('says so when no rule is found', () => {
    const apart = makeBaskets(Int32Array.of(0, 1, 2), Int32Array.of(0, 1, 2), 3, 3);
    expect(findAssociationRules(apart, options)).toMatchObject({
      n: 0,
      warnings: [{ code: 'noRules', params: { minCount: 1 } }],
    });
  });

  it('warns where chance could explain a rule', () => {
    const found = findAssociationRules(baskets, options);
    expect(found.warnings.map((warning) => warning.code)).toEqual(['rulesByChance']);
  });
});

describe('an explosion of combinations', () => {
  const items = 40;
  const copies = 3;
  const basket = Int32Array.from({ length: items * copies }, (_, i) => Math.floor(i / items));
  const item = Int32Array.from({ length: items * copies }, (_, i) => i % items);
  const same = makeBaskets(basket, item, copies, items);

  it('is refused with its limit, never cut', () => {
    for (const engine of ['sparse', 'dense'] as const) {
      const options = { support: 0.5, maxLength: 10, maxItemsets: 5000, engine };
      expect(codeOf(() => findFrequentItemsets(same, options))).toBe('tooManyResults');
    }
    const rules = { support: 0.5, confidence: 0, maxLength: 2, maxItemsets: 1000 };
    expect(codeOf(() => findAssociationRules(same, rules))).toBe('tooManyResults');
    expect(findAssociationRules(same, { ...rules, maxItemsets: 1560 }).n).toBe(1560);
  });

  it('stops when told', () => {
    for (const engine of ['sparse', 'dense'] as const) {
      const options = { support: 0.5, maxLength: 10, engine, shouldStop: () => true };
      expect(() => findFrequentItemsets(same, options)).toThrow(CancelledError);
    }
  });
});
