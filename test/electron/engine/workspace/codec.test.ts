import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compress, decompress } from '../../../../electron/engine/workspace/compression.ts';
import { packDecimals, packIntegers, unpack } from '../../../../electron/engine/workspace/integers.ts';
import {
  decodeNumbers,
  decodeTexts,
  encodeIntegers,
  encodeNumbers,
  encodeTexts,
} from '../../../../electron/engine/workspace/segmentCodec.ts';
import { missingDay } from '../../../../electron/engine/workspace/types.ts';

const seed = Number(process.env.QUARTERDECK_SEED ?? 20_260_101);

const cents = fc.integer({ min: -(2 ** 33), max: 2 ** 33 }).map((whole) => whole / 100);
const number = fc.oneof(
  fc.double(),
  cents,
  fc.integer(),
  fc.constantFrom(Number.NaN, -0, 0, Number.MAX_VALUE, 5e-324),
);

function sameBits(left: Float64Array | Int32Array, right: Float64Array | Int32Array): boolean {
  return left.length === right.length && left.every((value, i) => Object.is(value, right[i]));
}

describe('segments', () => {
  it('give back any numbers bit for bit, NaN included', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(number), fc.array(cents), fc.array(fc.integer())), (values) => {
        const given = Float64Array.from(values);
        const target = new Float64Array(given.length + 1);
        expect(decodeNumbers(encodeNumbers(given), target, 1, Number.NaN)).toBe(given.length);
        expect(sameBits(target.subarray(1), given)).toBe(true);
      }),
      { seed, numRuns: 500 },
    );
  });

  it('give back any codes and days, missing ones included', () => {
    const small = fc.integer({ min: -1, max: 300 });
    const any = fc.oneof(
      fc.integer({ min: missingDay, max: 2 ** 31 - 1 }),
      fc.constantFrom(missingDay, 2 ** 31 - 1),
    );
    fc.assert(
      fc.property(fc.array(small), fc.array(any), (codes, days) => {
        for (const [values, missing] of [
          [codes, -1],
          [days, missingDay],
        ] as const) {
          const given = Int32Array.from(values);
          const target = new Int32Array(given.length);
          decodeNumbers(encodeIntegers(given, missing), target, 0, missing);
          expect(sameBits(target, given)).toBe(true);
        }
      }),
      { seed, numRuns: 500 },
    );
  });

  it('give back any well-formed texts, and null', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constant(''),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.oneof(fc.array(text), fc.array(fc.string({ unit: 'binary-ascii' }))), (texts) => {
        expect(decodeTexts(encodeTexts(texts))).toEqual(texts);
      }),
      { seed, numRuns: 500 },
    );
  });

  it('replace a lone surrogate, also where two would join', () => {
    expect(decodeTexts(encodeTexts(['a\ud83d', '\ude00b', '😀', null]))).toEqual([
      'a\ufffd',
      '\ufffdb',
      '😀',
      null,
    ]);
  });

  it('refuse to write past the column', () => {
    expect(() => decodeNumbers(encodeNumbers(new Float64Array(3)), new Float64Array(2), 0, 0)).toThrow(
      'More rows',
    );
  });
});

describe('packed integers', () => {
  it('take one, two or four bytes as the range asks', () => {
    expect(packIntegers(Int32Array.of(-1, 0, 254), -1)?.stored).toEqual(Uint8Array.of(255, 0, 254));
    expect(packIntegers(Int32Array.of(-1, 0, 255), -1)?.stored).toEqual(Uint16Array.of(65_535, 0, 255));
    expect(packIntegers(Int32Array.of(1000, 1254), -1)).toEqual({
      base: 1000,
      scale: 1,
      stored: Uint8Array.of(0, 254),
    });
    expect(packIntegers(Int32Array.of(-(2 ** 31), 2 ** 31 - 1), -1)).toBeNull();
    expect(packDecimals(Float64Array.of(0.25, Number.NaN))).toEqual({
      base: 25,
      scale: 100,
      stored: Uint8Array.of(0, 255),
    });
    expect(packDecimals(Float64Array.of(1 / 3))).toBeNull();
    expect(packDecimals(Float64Array.of(-0))).toBeNull();
    expect(packDecimals(Float64Array.of(Number.POSITIVE_INFINITY))).toBeNull();
  });

  it('are all missing where every value is', () => {
    const packed = packDecimals(Float64Array.of(Number.NaN, Number.NaN))!;
    const target = new Float64Array(2);
    unpack(packed, target, 0, Number.NaN);
    expect(packed.stored).toEqual(Uint8Array.of(255, 255));
    expect(target).toEqual(Float64Array.of(Number.NaN, Number.NaN));
  });
});

describe('compression', () => {
  it('expands to the stated size and no other', async () => {
    const data = Buffer.alloc(100_000, 'quarterdeck');
    const packed = await compress(data);
    expect(packed.length).toBeLessThan(200);
    expect(decompress(packed, 100_000)).toEqual(data);
    expect(() => decompress(packed, 99_999)).toThrow();
    expect(() => decompress(packed, 100_001)).toThrow('not 100001');
    expect(() => decompress(packed.subarray(0, -3), 100_000)).toThrow();
  });
});
