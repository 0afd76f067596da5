import {
  choose,
  define,
  during,
  f64,
  give,
  type I32,
  type Int,
  i32,
  i64,
  increase,
  type Local,
  long,
  memory,
  type Statement,
  set,
  when,
} from './assembler.ts';

/*
 * Columns as whole numbers of one, two or four bytes, from plain values and back. `end` is where the values, or the stored
 * numbers, that are gone through end.
 */

/** Where `spanInts` and `spanNumbers` leave what they find. */
export const spanAt = { low: 0, high: 8, lacks: 16, bytes: 32 } as const;

const highestInt = 0x7fffffff;
const lowestInt = -0x80000000;

/** Writes a whole number in `width` bytes. */
export function storeWhole(at: I32, width: I32, value: Int): Statement {
  return when(
    i32.eq(width, 1),
    [memory.setByte(at, value)],
    [when(i32.eq(width, 2), [memory.setShort(at, value)], [memory.setInt(at, value)])],
  );
}

/** Reads a whole number of `width` bytes. */
export function loadWhole(value: Local<'i32'>, at: I32, width: I32): Statement {
  return when(
    i32.eq(width, 1),
    [set(value, memory.byte(at))],
    [when(i32.eq(width, 2), [set(value, memory.short(at))], [set(value, memory.int(at))])],
  );
}

/** The least and the highest of the whole numbers that are not missing, and whether some are. */
const spanInts = define(
  'spanInts',
  'i32',
  { values: 'i32', end: 'i32', missing: 'i32', out: 'i32' },
  ({ values, end, missing, out }, local) => {
    const [value, low, high, lacks] = [local('i32'), local('i32'), local('i32'), local('i32')];
    return [
      set(low, highestInt),
      set(high, lowestInt),
      during(i32.below(values, end), [
        set(value, memory.int(values)),
        when(
          i32.eq(value, missing),
          [set(lacks, 1)],
          [
            set(low, choose(i32.less(value, low), value, low)),
            set(high, choose(i32.more(value, high), value, high)),
          ],
        ),
        increase(values, 4),
      ]),
      memory.setInt(out, low, spanAt.low),
      memory.setInt(out, high, spanAt.high),
      memory.setInt(out, lacks, spanAt.lacks),
      give(0),
    ];
  },
);

/** The distances of whole numbers from `base`, `gap` where one is missing. */
const narrowInts = define(
  'narrowInts',
  'i32',
  { values: 'i32', end: 'i32', base: 'i32', missing: 'i32', gap: 'i32', width: 'i32', out: 'i32' },
  ({ values, end, base, missing, gap, width, out }, local) => {
    const value = local('i32');
    return [
      during(i32.below(values, end), [
        set(value, memory.int(values)),
        set(value, choose(i32.eq(value, missing), gap, i32.sub(value, base))),
        storeWhole(out, width, value),
        increase(values, 4),
        increase(out, width),
      ]),
      give(0),
    ];
  },
);

const minusZero = long(-(1n << 63n));

/**
 * The least and the highest of the numbers times `scale`, and whether some are missing (NaN). 0 where one of those is not
 * whole or would not give its number back.
 */
const spanNumbers = define(
  'spanNumbers',
  'i32',
  { values: 'i32', end: 'i32', scale: 'f64', out: 'i32' },
  ({ values, end, scale, out }, local) => {
    const [value, whole, low, high, lacks] = [
      local('f64'),
      local('f64'),
      local('f64'),
      local('f64'),
      local('i32'),
    ];
    return [
      set(low, f64.literal(Number.POSITIVE_INFINITY)),
      set(high, f64.literal(Number.NEGATIVE_INFINITY)),
      during(i32.below(values, end), [
        set(value, memory.number(values)),
        set(whole, f64.nearest(f64.mul(value, scale))),
        when(
          f64.eq(f64.div(whole, scale), value),
          [
            when(i64.eq(i64.bitsOf(value), minusZero), [give(0)]),
            set(low, f64.min(low, whole)),
            set(high, f64.max(high, whole)),
          ],
          [when(f64.eq(value, value), [give(0)]), set(lacks, 1)],
        ),
        increase(values, 8),
      ]),
      memory.setNumber(out, low, spanAt.low),
      memory.setNumber(out, high, spanAt.high),
      memory.setInt(out, lacks, spanAt.lacks),
      give(1),
    ];
  },
);

/** The distances of numbers times `scale` from `base`, `gap` where one is missing. */
const narrowNumbers = define(
  'narrowNumbers',
  'i32',
  { values: 'i32', end: 'i32', scale: 'f64', base: 'f64', gap: 'i32', width: 'i32', out: 'i32' },
  ({ values, end, scale, base, gap, width, out }, local) => {
    const [value, whole] = [local('f64'), local('i32')];
    return [
      during(i32.below(values, end), [
        set(value, memory.number(values)),
        set(whole, i32.fromF64(f64.sub(f64.nearest(f64.mul(value, scale)), base))),
        set(whole, choose(f64.eq(value, value), whole, gap)),
        storeWhole(out, width, whole),
        increase(values, 8),
        increase(out, width),
      ]),
      give(0),
    ];
  },
);

/** Whole numbers from what is stored of them; `lacks` says that `gap` stands for missing ones. */
const widenInts = define(
  'widenInts',
  'i32',
  {
    stored: 'i32',
    end: 'i32',
    width: 'i32',
    base: 'i32',
    lacks: 'i32',
    gap: 'i32',
    missing: 'i32',
    out: 'i32',
  },
  ({ stored, end, width, base, lacks, gap, missing, out }, local) => {
    const value = local('i32');
    return [
      during(i32.below(stored, end), [
        loadWhole(value, stored, width),
        memory.setInt(out, choose(i32.and(lacks, i32.eq(value, gap)), missing, i32.add(value, base))),
        increase(stored, width),
        increase(out, 4),
      ]),
      give(0),
    ];
  },
);

/** Numbers from what is stored of them: (stored + base) / scale, NaN for `gap` where `lacks` says so. */
const widenNumbers = define(
  'widenNumbers',
  'i32',
  {
    stored: 'i32',
    end: 'i32',
    width: 'i32',
    base: 'f64',
    scale: 'f64',
    lacks: 'i32',
    gap: 'i32',
    out: 'i32',
  },
  ({ stored, end, width, base, scale, lacks, gap, out }, local) => {
    const value = local('i32');
    return [
      during(i32.below(stored, end), [
        loadWhole(value, stored, width),
        memory.setNumber(
          out,
          choose(
            i32.and(lacks, i32.eq(value, gap)),
            f64.nan,
            f64.div(f64.add(f64.fromI32(value), base), scale),
          ),
        ),
        increase(stored, width),
        increase(out, 8),
      ]),
      give(0),
    ];
  },
);

export const packingFunctions = [spanInts, narrowInts, spanNumbers, narrowNumbers, widenInts, widenNumbers];
