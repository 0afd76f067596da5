import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tierOrder } from '../../../shared/domain/tierOrder.ts';
import { seed } from '../../property/seed.ts';

const inOrder = (names: string[]) => tierOrder(names).map((at) => names[at]);

describe('the order of tiers', () => {
  it.each([
    ['city tiers', ['一线', '新一线', '二线', '三线城市', '四线', '县城', '乡镇']],
    ['numbers', ['Tier 1', 'New Tier 1', 'Tier 2', 'Tier 10']],
    ['Roman numerals', ['Level I', 'Level II', 'Level IV', 'Level IX']],
    ['letters', ['KA', 'A+', 'A', 'A-', 'B', 'C类', 'D']],
    ['metals', ['Diamond', 'Platinum', 'Gold', 'Silver', 'Bronze']],
    ['sizes', ['Strategic', 'Enterprise', 'Mid-Market', 'SMB', 'Other']],
    ['heights', ['高', '中', '低']],
    ['no ladder: as a dictionary', ['North 2', 'North 10', 'south', 'West']],
  ])('%s', (_, names) => {
    expect(inOrder(names.toReversed())).toEqual(names);
  });

  it('what the ladder does not know comes after', () => {
    expect(inOrder(['Online', '二线', '一线', '海外'])).toEqual(['一线', '二线', 'Online', '海外']);
  });

  it('gives each place once, whatever the names', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('A', '一线', 'gold', 'T3', '')), { maxLength: 30 }),
        (names) => {
          const order = tierOrder(names);
          expect(order.toSorted((a, b) => a - b)).toEqual(names.map((_, at) => at));
        },
      ),
      { seed: seed() },
    );
  });
});
