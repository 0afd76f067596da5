import { expect, test } from 'vitest';
import { inSharedMemory } from '../../../../electron/engine/background/sharedResult.ts';

const large = Float64Array.from({ length: 20_000 }, (_, at) => at / 3);

test('large numbers move to shared memory, with the values they had', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => at);
  const value = { found: [{ large, small: Int32Array.of(1, 2) }], part: bytes.subarray(10, 90_000), n: 3 };
  const moved = inSharedMemory(value) as typeof value;
  expect(moved).toEqual(value);
  expect(moved.found[0]!.large.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(moved.part.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(moved.part.buffer.byteLength).toBe(89_990);
  expect(moved.found[0]!.small).toBe(value.found[0]!.small);
});

test('what stands in two places stays one, and what is shared already is not copied', () => {
  const shared = new Float64Array(new SharedArrayBuffer(8 * 20_000));
  const value = { one: large, two: large, shared };
  const moved = inSharedMemory(value) as typeof value;
  expect(moved.one).toBe(moved.two);
  expect(moved.shared).toBe(shared);
});

test('anything that is no plain object or array crosses as it is', () => {
  const map = new Map([['a', large]]);
  const rows = Array.from({ length: 2000 }, () => ({ large }));
  expect(inSharedMemory({ map, rows, text: 'a', nothing: null })).toEqual({
    map,
    rows,
    text: 'a',
    nothing: null,
  });
  expect((inSharedMemory({ map }) as { map: unknown }).map).toBe(map);
});
