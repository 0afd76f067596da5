import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowScroll } from '../../../../renderer/components/grid/rowScroll.ts';
import { seed } from '../../../property/seed.ts';

const room = 600;
const headerHeight = 33;

/** A box as a browser has one: its place is whole, and never beyond its ends. */
function boxOf(height: () => number) {
  let place = 0;
  return {
    clientHeight: room + headerHeight,
    get scrollTop() {
      return place;
    },
    set scrollTop(to: number) {
      place = Math.max(0, Math.min(Math.round(height() - room), Math.round(to)));
    },
  };
}

function scrollOver(total: number) {
  let height = total;
  const box = boxOf(() => height);
  const scroll = new RowScroll(box);
  scroll.resize(total, headerHeight);
  height = scroll.height;
  const move = (by: number) => {
    box.scrollTop += by;
    scroll.follow();
  };
  const change = (to: number) => {
    const { offset } = scroll;
    scroll.resize(to, headerHeight);
    height = scroll.height;
    box.scrollTop += 0;
    scroll.settle(offset);
  };
  return { box, scroll, move, change };
}

const rows = 10_000_000;
const rowHeight = 28;
const total = rows * rowHeight;

describe('scrolling rows', () => {
  it('is the scroll of the box as long as all of them can be drawn', () => {
    const { box, scroll, move } = scrollOver(50_000 * rowHeight);
    move(250_000);
    expect([scroll.offset, scroll.shift, scroll.height]).toEqual([box.scrollTop, 0, 1_400_000]);
    scroll.show(1_399_972, 1_400_000);
    expect(scroll.offset).toBe(1_400_000 - room);
  });

  it('reaches the last of ten million rows by the bar, by keys and back', () => {
    const { box, scroll, move } = scrollOver(total);
    expect(scroll.height).toBeLessThan(33_000_000);
    move(scroll.height);
    expect(scroll.offset).toBe(total - room);
    scroll.show(0, rowHeight);
    expect([scroll.offset, box.scrollTop]).toEqual([0, 0]);
    scroll.show(total - rowHeight, total);
    expect(scroll.offset).toBe(total - room);
    move(-scroll.height);
    expect(scroll.offset).toBe(0);
  });

  it('goes as far as it is moved, wherever it stands, and never beyond an end', () => {
    const moves = fc.array(
      fc.oneof(
        { weight: 20, arbitrary: fc.integer({ min: -500, max: 500 }) },
        { weight: 1, arbitrary: fc.integer({ min: -9_000_000, max: 9_000_000 }) },
      ),
      { maxLength: 400 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 8_000_001, max: total }), moves, (height, all) => {
        const { box, scroll, move } = scrollOver(height);
        for (const by of all) {
          const before = scroll.offset;
          const from = box.scrollTop;
          const atEnd = Math.min(from, scroll.height - room - from) < Math.abs(by);
          move(by);
          expect(scroll.offset).toBeGreaterThanOrEqual(0);
          expect(scroll.offset).toBeLessThanOrEqual(height - room);
          if (Math.abs(by) > room || atEnd) continue;
          const to = Math.max(0, Math.min(height - room, before + by));
          expect(Math.abs(scroll.offset - to)).toBeLessThan(0.01);
        }
      }),
      { seed: seed(), numRuns: 300 },
    );
  });

  it('stays where it stands when there are more rows, and at the last when there are fewer', () => {
    const { scroll, move, change } = scrollOver(total);
    move(6_000_000);
    move(120);
    const { offset } = scroll;
    change(total + 1_000 * rowHeight);
    expect(Math.abs(scroll.offset - offset)).toBeLessThan(0.01);
    change(30_000_000);
    expect(scroll.offset).toBe(30_000_000 - room);
    change(1_400_000);
    expect([scroll.offset, scroll.shift]).toEqual([1_400_000 - room, 0]);
    change(total);
    expect(scroll.offset).toBe(1_400_000 - room);
  });

  it('reaches both ends in small moves alone', () => {
    const { scroll, move } = scrollOver(9_500_000);
    for (let at = 0; at < 20_000; at++) move(500);
    expect(scroll.offset).toBe(9_500_000 - room);
    for (let at = 0; at < 20_000; at++) move(-500);
    expect(scroll.offset).toBe(0);
  });
});
