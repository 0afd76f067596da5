import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FreeRegions } from '../../../../../../electron/engine/ingest/csv/kernel/freeRegions.ts';
import { Heap } from '../../../../../../electron/engine/ingest/csv/kernel/heap.ts';
import { seed } from '../../../../../property/seed.ts';

interface Block {
  at: number;
  bytes: number;
  mark: number;
}

test('what is allocated is zero, overlaps nothing, and stays as it was written until it is freed', () => {
  const step = fc.record({ bytes: fc.integer({ min: 1, max: 3000 }), frees: fc.boolean(), which: fc.nat() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const heap = new Heap();
      const blocks: Block[] = [];
      let mark = 0;
      for (const { bytes, frees, which } of steps) {
        if (frees && blocks.length > 0) {
          const [block] = blocks.splice(which % blocks.length, 1);
          const held = heap.bytes.subarray(block!.at, block!.at + block!.bytes);
          expect(held.every((byte) => byte === block!.mark)).toBe(true);
          heap.free(block!.at, block!.bytes);
          continue;
        }
        const at = heap.allocate(bytes);
        const room = heap.bytes.subarray(at, at + bytes);
        expect(at % 16).toBe(0);
        expect(room.every((byte) => byte === 0)).toBe(true);
        mark = (mark % 255) + 1;
        room.fill(mark);
        blocks.push({ at, bytes, mark });
      }
      for (const { at, bytes, mark: own } of blocks) {
        expect(heap.bytes.subarray(at, at + bytes).every((byte) => byte === own)).toBe(true);
      }
    }),
    { seed: seed(), numRuns: 60 },
  );
});

test('a list that doubles leaves room for another, not for itself', () => {
  const heap = new Heap();
  const first = heap.allocate(1 << 12);
  heap.allocate(16);
  const second = heap.allocate(1 << 13);
  heap.allocate(16);
  heap.free(first, 1 << 12);
  heap.free(second, 1 << 13);
  expect(heap.allocate(1 << 13)).toBe(second);
  expect([heap.allocate(1 << 11), heap.allocate(1 << 11)]).toEqual([first, first + (1 << 11)]);
});

test('neighbours that are given back become one, in whatever order', () => {
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [0, 2, 1],
  ]) {
    const free = new FreeRegions();
    for (const at of order) free.give(at * 16, 16);
    expect(free.take(48)).toBe(0);
    expect(free.take(16)).toBeNull();
  }
});

test('what ends where new memory begins is taken with it', () => {
  const free = new FreeRegions();
  free.give(64, 32);
  expect(free.takeBefore(64)).toBe(0);
  expect(free.takeBefore(96)).toBe(32);
  expect(free.take(16)).toBeNull();
});
