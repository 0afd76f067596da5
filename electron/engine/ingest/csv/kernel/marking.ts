import {
  block,
  branch,
  choose,
  define,
  during,
  f64,
  give,
  i32,
  i64,
  increase,
  Label,
  long,
  loop,
  memory,
  set,
  when,
} from './assembler.ts';

/** Into how many parts hashes are sorted. */
export const parts = 1 << 8;

/** Marks rows whose code has a flag; returns how many. */
const markFlagged = define(
  'markFlagged',
  'i32',
  { codes: 'i32', end: 'i32', flags: 'i32', marks: 'i32' },
  ({ codes, end, flags, marks }, local) => {
    const [code, flag, count] = [local('i32'), local('i32'), local('i32')];
    return [
      during(i32.below(codes, end), [
        set(code, memory.int(codes)),
        set(flag, 0),
        when(i32.notLess(code, 0), [set(flag, memory.byte(i32.add(flags, code)))]),
        memory.setByte(marks, flag),
        increase(count, flag),
        increase(codes, 4),
        increase(marks, 1),
      ]),
      give(count),
    ];
  },
);

/** Marks rows with neither of two codes; returns how many. */
const markBothAbsent = define(
  'markBothAbsent',
  'i32',
  { first: 'i32', second: 'i32', end: 'i32', marks: 'i32' },
  ({ first, second, end, marks }, local) => {
    const [is, count] = [local('i32'), local('i32')];
    return [
      during(i32.below(first, end), [
        set(is, i32.less(i32.and(memory.int(first), memory.int(second)), 0)),
        memory.setByte(marks, is),
        increase(count, is),
        increase(first, 4),
        increase(second, 4),
        increase(marks, 1),
      ]),
      give(count),
    ];
  },
);

/** Marks rows whose number is 0, or below 0 where `negative` says so, and counts those that were not marked before. */
const markNumbers = define(
  'markNumbers',
  'i32',
  { values: 'i32', end: 'i32', negative: 'i32', marks: 'i32' },
  ({ values, end, negative, marks }, local) => {
    const [value, zero, is, count] = [local('f64'), local('f64'), local('i32'), local('i32')];
    return [
      during(i32.below(values, end), [
        set(value, memory.number(values)),
        set(is, choose(negative, f64.less(value, zero), f64.eq(value, zero))),
        when(i32.and(is, i32.not(memory.byte(marks))), [memory.setByte(marks, 1), increase(count, 1)]),
        increase(values, 8),
        increase(marks, 1),
      ]),
      give(count),
    ];
  },
);

/** Sorts hashes of rows by their highest byte; where those of each byte end is left in `ends`, which is all zero. */
const sortHashes = define(
  'sortHashes',
  'i32',
  { hashes: 'i32', end: 'i32', ends: 'i32', out: 'i32' },
  ({ hashes, end, ends, out }, local) => {
    const [at, part, sum, count] = [local('i32'), local('i32'), local('i32'), local('i32')];
    const partOf = i32.add(ends, i32.shl(memory.byte(at, 7), 2));
    return [
      set(at, hashes),
      during(i32.below(at, end), [
        set(part, partOf),
        memory.setInt(part, i32.add(memory.int(part), 1)),
        increase(at, 8),
      ]),
      set(at, ends),
      during(i32.below(at, i32.add(ends, parts * 4)), [
        set(count, memory.int(at)),
        memory.setInt(at, sum),
        increase(sum, count),
        increase(at, 4),
      ]),
      set(at, hashes),
      during(i32.below(at, end), [
        set(part, partOf),
        set(count, memory.int(part)),
        memory.setLong(i32.add(out, i32.shl(count, 3)), memory.long(at)),
        memory.setInt(part, i32.add(count, 1)),
        increase(at, 8),
      ]),
      give(0),
    ];
  },
);

/** How many of these hashes repeat an earlier one. The table is all zero, holds more of them than there are, and `mask` is its size less one. */
const countRepeats = define(
  'countRepeats',
  'i32',
  { hashes: 'i32', end: 'i32', table: 'i32', mask: 'i32' },
  ({ hashes, end, table, mask }, local) => {
    const [slot, count] = [local('i32'), local('i32')];
    const [hash, found] = [local('i64'), local('i64')];
    const [probe, settled] = [new Label(), new Label()];
    return [
      during(i32.below(hashes, end), [
        set(hash, memory.long(hashes)),
        // A hash of 0 would be taken for a free slot.
        when(i64.isZero(hash), [set(hash, long(1n))]),
        set(slot, i32.and(i32.shl(memory.int(hashes), 3), mask)),
        block(settled, [
          loop(probe, [
            set(found, memory.long(i32.add(table, slot))),
            when(i64.eq(found, hash), [increase(count, 1), branch(settled)]),
            when(i64.isZero(found), [memory.setLong(i32.add(table, slot), hash), branch(settled)]),
            set(slot, i32.and(i32.add(slot, 8), mask)),
            branch(probe),
          ]),
        ]),
        increase(hashes, 8),
      ]),
      give(count),
    ];
  },
);

export const markingFunctions = [markFlagged, markBothAbsent, markNumbers, sortHashes, countRepeats];
