import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBlocks } from '../../../../electron/engine/workspace/blockDecode.ts';
import { encodeBlocks } from '../../../../electron/engine/workspace/blockEncode.ts';
import { blockRuns, runsOf } from '../../../../electron/engine/workspace/blockRuns.ts';
import { compress, decompress } from '../../../../electron/engine/workspace/compression.ts';
import { unpack } from '../../../../electron/engine/workspace/integers.ts';
import {
  decodeNumbers,
  decodeTexts,
  type Encoded,
  encodeIntegers,
  encodeNumbers,
  encodeTexts,
} from '../../../../electron/engine/workspace/segmentCodec.ts';
import { missingDay } from '../../../../electron/engine/workspace/types.ts';
import {
  type WholeNumbers,
  wholeDecimals,
  wholeIntegers,
} from '../../../../electron/engine/workspace/wholeNumbers.ts';

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

function decode(
  { bytes, packing }: Encoded,
  target: Float64Array | Int32Array,
  offset: number,
  missing: number,
): number {
  return (packing ? decodeBlocks : decodeNumbers)(bytes, target, offset, missing);
}

describe('segments', () => {
  it('give back any numbers bit for bit, NaN included', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(number), fc.array(cents), fc.array(fc.integer())), (values) => {
        const given = Float64Array.from(values);
        const target = new Float64Array(given.length + 1);
        expect(decode(encodeNumbers(given), target, 1, Number.NaN)).toBe(given.length);
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
          decode(encodeIntegers(given, missing), target, 0, missing);
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
    for (const values of [new Float64Array(3), Float64Array.of(1 / 3, 1 / 7, 1 / 9)]) {
      expect(() => decode(encodeNumbers(values), new Float64Array(2), 0, 0)).toThrow('More rows');
    }
  });
});

describe('whole numbers', () => {
  it('begin at 0 and have the number after the highest for what is missing', () => {
    expect(wholeIntegers(Int32Array.of(-1, 0, 254), -1)).toEqual({
      base: 0,
      scale: 1,
      gap: 255,
      stored: Uint32Array.of(255, 0, 254),
    });
    expect(wholeIntegers(Int32Array.of(1000, 1254), -1)?.gap).toBeNull();
    expect(wholeIntegers(Int32Array.of(-1, -1), -1)?.stored).toEqual(Uint32Array.of(0, 0));
    expect(wholeIntegers(Int32Array.of(-(2 ** 31), 2 ** 31 - 1), -1)?.gap).toBeNull();
    expect(wholeIntegers(Int32Array.of(-(2 ** 31), -1, 2 ** 31 - 1), -1)).toBeNull();
    expect(wholeDecimals(Float64Array.of(0.25, Number.NaN))).toEqual({
      base: 25,
      scale: 100,
      gap: 1,
      stored: Uint32Array.of(0, 1),
    });
    expect(wholeDecimals(Float64Array.of(1 / 3))).toBeNull();
    expect(wholeDecimals(Float64Array.of(-0))).toBeNull();
    expect(wholeDecimals(Float64Array.of(Number.POSITIVE_INFINITY))).toBeNull();
  });
});

describe('blocks', () => {
  const any = fc.integer({ min: 0, max: 0xffffffff });
  const shapes: Record<string, (i: number, noise: number) => number> = {
    constant: () => 7,
    'of any bits': (_, noise) => noise,
    'small with rare large ones': (i, noise) => (i % 97 === 3 ? noise : noise & 31),
    rising: (i, noise) => i * 3 + (noise & 3),
    'rising, then from the start': (i, noise) => ((i * 5) % 4000) + (noise & 1),
    runs: (i, noise) => (Math.floor(i / 6) * 2654435761 + (noise & 0)) >>> 0,
    'runs of one and the last number': (i) => (i % 2 === 0 ? 0xffffffff : 0),
  };

  function givenBack(stored: Uint32Array): boolean {
    const whole: WholeNumbers = { base: -5, scale: 1, gap: null, stored };
    const target = new Float64Array(stored.length + 2).fill(Number.NaN);
    const count = decodeBlocks(encodeBlocks(whole), target, 1, Number.NaN);
    const inside = target.subarray(1, stored.length + 1);
    const integers = Int32Array.from(stored, (value) => value - 5);
    expect(blockRuns(encodeBlocks(whole), -1)).toEqual(runsOf(integers));
    return count === stored.length && inside.every((value, i) => value === stored[i]! - 5);
  }

  it.each(Object.entries(shapes))('give back numbers that are %s', (_, shape) => {
    const lengths = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(lengths, fc.array(any, { minLength: 37, maxLength: 37 }), (length, noise) => {
        const stored = Uint32Array.from({ length }, (_one, i) => shape(i, noise[i % 37]!));
        expect(givenBack(stored)).toBe(true);
      }),
      { seed, numRuns: 60 },
    );
  });

  it('take few bits where numbers repeat, rise, or are mostly small', () => {
    const bits = (shape: (i: number, noise: number) => number) => {
      const stored = Uint32Array.from({ length: 2 ** 16 }, (_, i) =>
        shape(i, Math.imul(i, 2654435761) >>> 0),
      );
      const whole = { base: 0, scale: 1, gap: null, stored };
      return (8 * encodeBlocks(whole).length) / stored.length;
    };
    expect(bits(shapes.constant!)).toBeLessThan(0.1);
    expect(bits(shapes.rising!)).toBeLessThan(5);
    expect(bits(shapes.runs!)).toBeLessThan(7);
    expect(bits(shapes['small with rare large ones']!)).toBeLessThan(6.5);
    expect(bits(shapes['of any bits']!)).toBeLessThan(32.1);
  });

  it('refuse any change of their structure, or stay inside the column', () => {
    const stored = Uint32Array.from(
      { length: 3000 },
      (_, i) => shapes.rising!(i, i) + (i % 500 ? 0 : i * 7919),
    );
    const bytes = encodeBlocks({ base: 0, scale: 1, gap: 9999, stored });
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean(), (at, value, cut) => {
        const changed = cut ? bytes.slice(0, at) : bytes.slice();
        if (!cut) changed[at] = value;
        const target = new Int32Array(stored.length + 2).fill(42);
        try {
          decodeBlocks(changed, target, 1, -1);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          expect(error).not.toBeInstanceOf(TypeError);
        }
        try {
          blockRuns(changed, -1);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          expect(error).not.toBeInstanceOf(TypeError);
        }
        expect([target[0], target.at(-1)]).toEqual([42, 42]);
      }),
      { seed, numRuns: 2000 },
    );
  });
});

describe('integers of format 3', () => {
  it('are all missing where every value is', () => {
    const target = new Float64Array(2);
    unpack({ base: 0, scale: 1, stored: Uint8Array.of(255, 255) }, target, 0, Number.NaN);
    expect(target).toEqual(Float64Array.of(Number.NaN, Number.NaN));
  });

  it('are read with base and scale', () => {
    const target = new Float64Array(3);
    unpack({ base: 25, scale: 100, stored: Uint16Array.of(0, 65_535, 50) }, target, 0, Number.NaN);
    expect(target).toEqual(Float64Array.of(0.25, Number.NaN, 0.75));
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
