import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeCondition,
  decodeSlice,
  emptySlice,
  encodeCondition,
  encodeSlice,
  withSlice,
} from '../../../renderer/app/sliceAddress.ts';
import { rateChoices } from '../../../shared/domain/currency.ts';

const seed = Number(process.env.QUARTERDECK_SEED ?? 20_240_501);
const text = fc.string({ minLength: 1, unit: 'grapheme' });
const bound = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
);

const condition = fc
  .record(
    {
      field: text,
      in: fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 }),
      not: fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 }),
      contains: text,
      matches: text,
      from: bound,
      to: bound,
    },
    { requiredKeys: ['field'] },
  )
  .filter((made) => Object.keys(made).length > 1);

describe('the slice in the address', () => {
  it('is short to read', () => {
    expect(encodeCondition({ field: 'market', in: ['France', 'Germany'] })).toBe('market;i~France~Germany');
    expect(encodeSlice(emptySlice)).toBe('');
  });

  it('comes back as it was, whatever its values hold', () => {
    fc.assert(
      fc.property(
        fc.array(condition, { maxLength: 4 }),
        fc.constantFrom('net' as const, 'gross' as const, 'all' as const),
        fc.array(text, { maxLength: 3 }),
        fc.constantFrom(null, 'EUR', '人民币'),
        fc.constantFrom(...rateChoices),
        (where, basis, comparedBy, currency, rates) => {
          const state = {
            where,
            basis,
            from: '2010-12-01..2011-05-31',
            to: '2011-H1',
            asOf: null,
            comparedBy,
            currency,
            rates,
            options: { 'backtest.k': '100', 'a~b;c\\d': comparedBy[0] ?? '' },
          };
          expect(decodeSlice(new URLSearchParams(encodeSlice(state)))).toEqual(state);
        },
      ),
      { seed },
    );
  });

  it('keeps numbers numbers and texts texts', () => {
    expect(decodeCondition(encodeCondition({ field: 'revenue', from: 5, to: '7' }))).toEqual({
      field: 'revenue',
      from: 5,
      to: '7',
    });
  });

  it('leaves out what is no condition', () => {
    for (const wrong of ['', 'market', ';i~France', 'market;z~France', 'revenue;F~abc', 'market;c']) {
      expect(decodeCondition(wrong)).toBeNull();
    }
  });

  it('never throws on an address typed by hand', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        decodeSlice(new URLSearchParams(`w=${typed}&basis=${typed}&${typed}`));
      }),
      { seed },
    );
  });

  it('replaces its own part of a search and leaves the rest', () => {
    const search = new URLSearchParams('w=market;i~France&basis=all&tab=2');
    expect(withSlice(search, encodeSlice({ ...emptySlice, to: '2011' })).toString()).toBe('tab=2&to=2011');
  });
});
