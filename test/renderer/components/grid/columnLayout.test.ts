import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstInView, layOutColumns, mostInView } from '../../../../renderer/components/grid/columnLayout.ts';
import { seed } from '../../../property/seed.ts';

test('columns stand side by side, the pinned ones first', () => {
  const layout = layOutColumns([100, 50, 70], 1);
  expect(layout).toEqual({
    widths: [100, 50, 70],
    lefts: [0, 100, 150],
    pinned: 1,
    pinnedWidth: 100,
    width: 220,
  });
  expect(layOutColumns([100, 50], 2).pinnedWidth).toBe(150);
});

test('no columns take no room', () => {
  expect(mostInView(layOutColumns([], 0), 800)).toBe(0);
  expect(firstInView(layOutColumns([], 0), 0, 0)).toBe(0);
});

test('every column that can be seen is drawn, wherever the table is scrolled to', () => {
  const widths = fc.array(fc.integer({ min: 44, max: 400 }), { minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(
      widths,
      fc.nat(2),
      fc.integer({ min: 200, max: 1900 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (all, some, room, at) => {
        const layout = layOutColumns(all, Math.min(some, all.length));
        const count = mostInView(layout, room);
        const scrollLeft = at * Math.max(0, layout.width - room);
        const first = firstInView(layout, scrollLeft, count);
        expect(first).toBeGreaterThanOrEqual(layout.pinned);
        expect(first + count).toBeLessThanOrEqual(all.length);
        for (let column = layout.pinned; column < all.length; column += 1) {
          const left = layout.lefts[column]!;
          const isSeen =
            left + all[column]! > scrollLeft + layout.pinnedWidth &&
            left < scrollLeft + Math.max(room, layout.pinnedWidth);
          if (isSeen) expect(column >= first && column < first + count).toBe(true);
        }
      },
    ),
    { seed: seed() },
  );
});
