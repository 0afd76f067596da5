import {
  memory as at,
  choose,
  define,
  during,
  give,
  type I32,
  i32,
  i64,
  increase,
  type Local,
  long,
  type Statement,
  set,
  v128,
  when,
} from '../ingest/csv/kernel/assembler.ts';
import { loadWhole } from '../ingest/csv/kernel/packing.ts';

/*
 * What writing a block (blockFormat) does to every number of it, on addresses. What is read or written four at a time may
 * be up to three numbers more than there are.
 */

/** Where `countBits` counts numbers by their bits: the numbers themselves, the first ones of runs, the differences. */
export const countsAt = { plain: 0, runs: 33 * 4, deltas: 66 * 4, bytes: 99 * 4 } as const;

/** The lowest of the stored numbers, of `width` bytes each, which are written as four bytes each. */
const takeStored = define(
  'takeStored',
  'i32',
  { stored: 'i32', end: 'i32', width: 'i32', out: 'i32' },
  ({ stored, end, width, out }, local) => {
    const [value, low] = [local('i32'), local('i32')];
    return [
      set(low, -1),
      during(i32.below(stored, end), [
        loadWhole(value, stored, width),
        set(low, choose(i32.below(value, low), value, low)),
        at.setInt(out, value),
        increase(stored, width),
        increase(out, 4),
      ]),
      give(low),
    ];
  },
);

function bitsOf(value: I32): I32 {
  return i32.sub(32, i32.leadingZeros(value));
}

/** What two numbers differ by, so that small differences of either sign are small numbers. */
function zigzag(delta: Local<'i32'>): I32 {
  return i32.xor(i32.shl(delta, 1), i32.sub(0, i32.shr(delta, 31)));
}

function countAt(counts: I32, bits: I32, offset: number): Statement {
  const place = i32.add(counts, i32.shl(bits, 2));
  return at.setInt(place, i32.add(at.int(place, offset), 1), offset);
}

/**
 * Counts the numbers, less `low`, by their bits (`countsAt`), of every 32 the first `most`. Gives how many of those begin
 * runs. The number before the first one is equal to it.
 */
const countBits = define(
  'countBits',
  'i32',
  { block: 'i32', end: 'i32', most: 'i32', low: 'i32', counts: 'i32' },
  ({ block, end, most, low, counts }, local) => {
    const [value, before, bits, runs] = [local('i32'), local('i32'), local('i32'), local('i32')];
    const [from, stop, next, delta] = [local('i32'), local('i32'), local('i32'), local('i32')];
    return [
      set(from, block),
      during(i32.below(from, end), [
        set(next, from),
        set(stop, i32.add(from, i32.shl(most, 2))),
        set(stop, choose(i32.below(stop, end), stop, end)),
        set(before, at.int(i32.sub(from, 4))),
        during(i32.below(next, stop), [
          set(value, at.int(next)),
          set(bits, bitsOf(i32.sub(value, low))),
          set(delta, i32.sub(value, before)),
          countAt(counts, bits, countsAt.plain),
          countAt(counts, bitsOf(zigzag(delta)), countsAt.deltas),
          when(i32.or(delta, i32.eq(next, block)), [countAt(counts, bits, countsAt.runs), increase(runs, 1)]),
          set(before, value),
          increase(next, 4),
        ]),
        increase(from, 128),
      ]),
      give(runs),
    ];
  },
);

/** The numbers less `low`. */
const plainSeries = define(
  'plainSeries',
  'i32',
  { block: 'i32', end: 'i32', low: 'i32', out: 'i32' },
  ({ block, end, low, out }) => [
    during(i32.below(block, end), [
      at.setVector(out, v128.subInts(at.vector(block), v128.splatInt(low))),
      increase(block, 16),
      increase(out, 16),
    ]),
    give(0),
  ],
);

/** What each number differs from the one before (zigzag); the one before the first is there too. */
const deltaSeries = define(
  'deltaSeries',
  'i32',
  { block: 'i32', end: 'i32', out: 'i32' },
  ({ block, end, out }, local) => {
    const delta = local('v128');
    return [
      during(i32.below(block, end), [
        set(delta, v128.subInts(at.vector(block), at.vector(i32.sub(block, 4)))),
        at.setVector(out, v128.xor(v128.shiftInts(delta, 1), v128.shiftIntsSigned(delta, 31))),
        increase(block, 16),
        increase(out, 16),
      ]),
      give(0),
    ];
  },
);

/** The first number of every run, less `low`, and one bit a number, 1 where a run begins. Gives how many runs there are. */
const runSeries = define(
  'runSeries',
  'i32',
  { block: 'i32', end: 'i32', low: 'i32', out: 'i32', marks: 'i32' },
  ({ block, end, low, out, marks }, local) => {
    const [value, before, row, runs, word] = [
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
    ];
    const begins = i32.or(i32.ne(value, before), i32.not(row));
    return [
      during(i32.below(block, end), [
        set(value, at.int(block)),
        when(begins, [
          at.setInt(i32.add(out, i32.shl(runs, 2)), i32.sub(value, low)),
          increase(runs, 1),
          set(word, i32.or(word, i32.shl(1, i32.and(row, 31)))),
        ]),
        increase(row, 1),
        when(i32.not(i32.and(row, 31)), [at.setInt(marks, word), increase(marks, 4), set(word, 0)]),
        set(before, value),
        increase(block, 4),
      ]),
      when(i32.and(row, 31), [at.setInt(marks, word)]),
      give(runs),
    ];
  },
);

/**
 * Writes numbers in `width` bits each, whole words of 32; of those that take more, position and number to `exceptions`.
 * Gives how many these are.
 */
const packSeries = define(
  'packSeries',
  'i32',
  { series: 'i32', count: 'i32', width: 'i32', out: 'i32', exceptions: 'i32' },
  ({ series, count, width, out, exceptions }, local) => {
    const [row, filled, first] = [local('i32'), local('i32'), local('i32')];
    const [value, bits] = [local('i64'), local('i64')];
    return [
      set(first, exceptions),
      during(i32.below(row, count), [
        set(value, i64.from(at.int(series))),
        when(
          i64.isZero(i64.shr(value, i64.from(width))),
          [set(bits, i64.or(bits, i64.shl(value, i64.from(filled))))],
          [at.setInt(exceptions, row), at.setInt(exceptions, i32.fromI64(value), 4), increase(exceptions, 8)],
        ),
        increase(filled, width),
        when(i32.notLess(filled, 32), [
          at.setInt(out, i32.fromI64(bits)),
          set(bits, i64.shr(bits, long(32n))),
          increase(out, 4),
          increase(filled, -32),
        ]),
        increase(row, 1),
        increase(series, 4),
      ]),
      when(filled, [at.setInt(out, i32.fromI64(bits))]),
      give(i32.shr(i32.sub(exceptions, first), 3)),
    ];
  },
);

export const blockEncodeFunctions = [takeStored, countBits, plainSeries, deltaSeries, runSeries, packSeries];
