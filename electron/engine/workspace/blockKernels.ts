import {
  memory as at,
  define,
  during,
  give,
  i32,
  i64,
  increase,
  long,
  set,
  v128,
  when,
} from '../ingest/csv/kernel/assembler.ts';

/*
 * What is done to every number of a block (blockFormat), on addresses. What is written four or two at a time may be up to
 * three numbers more than there are.
 */

/** Unpacks numbers of `width` bits from `words` on and adds `base`. Eight bytes further than the last bit are read. */
const unpackSeries = define(
  'unpackSeries',
  'i32',
  { words: 'i32', width: 'i32', base: 'i32', out: 'i32', end: 'i32' },
  ({ words, width, base, out, end }, local) => {
    const [bit, mask] = [local('i32'), local('i64')];
    const packed = i64.shr(at.long(i32.add(words, i32.shr(bit, 3))), i64.from(i32.and(bit, 7)));
    return [
      set(mask, i64.sub(i64.shl(long(1n), i64.from(width)), long(1n))),
      during(i32.below(out, end), [
        at.setInt(out, i32.add(i32.fromI64(i64.and(packed, mask)), base)),
        increase(bit, width),
        increase(out, 4),
      ]),
      give(0),
    ];
  },
);

const fillSeries = define(
  'fillSeries',
  'i32',
  { value: 'i32', out: 'i32', end: 'i32' },
  ({ value, out, end }) => [
    during(i32.below(out, end), [at.setVector(out, v128.splatInt(value)), increase(out, 16)]),
    give(0),
  ],
);

/** From what each number differs from the one before (zigzag) to the numbers, `value` being the one before the first. */
const addUp = define('addUp', 'i32', { value: 'i32', series: 'i32', end: 'i32' }, (given, local) => {
  const { value, series, end } = given;
  const delta = local('i32');
  return [
    during(i32.below(series, end), [
      set(delta, at.int(series)),
      increase(value, i32.xor(i32.shr(delta, 1), i32.sub(0, i32.and(delta, 1)))),
      at.setInt(series, value),
      increase(series, 4),
    ]),
    give(0),
  ];
});

/** Writes the number of its run for each of the bits from `bits` on, 1 where a run begins; gives how many runs there are. */
const spreadRuns = define(
  'spreadRuns',
  'i32',
  { bits: 'i32', series: 'i32', count: 'i32', out: 'i32' },
  ({ bits, series, count, out }, local) => {
    const [row, runs] = [local('i32'), local('i32')];
    const word = at.int(i32.add(bits, i32.shl(i32.shr(row, 5), 2)));
    return [
      during(i32.below(row, count), [
        increase(runs, i32.and(i32.shr(word, i32.and(row, 31)), 1)),
        at.setInt(out, at.int(i32.add(series, i32.shl(i32.sub(runs, 1), 2)))),
        increase(row, 1),
        increase(out, 4),
      ]),
      give(runs),
    ];
  },
);

/** Adds `base` to the numbers. */
const writeIntegers = define(
  'writeIntegers',
  'i32',
  { series: 'i32', end: 'i32', base: 'i32', out: 'i32' },
  ({ series, end, base, out }, local) => {
    const bases = local('v128');
    return [
      set(bases, v128.splatInt(base)),
      during(i32.below(series, end), [
        at.setVector(out, v128.addInts(at.vector(series), bases)),
        increase(series, 16),
        increase(out, 16),
      ]),
      give(0),
    ];
  },
);

/** Writes (number + base) / scale. */
const writeNumbers = define(
  'writeNumbers',
  'i32',
  { series: 'i32', end: 'i32', base: 'f64', scale: 'f64', out: 'i32' },
  ({ series, end, base, scale, out }, local) => {
    const [bases, scales] = [local('v128'), local('v128')];
    const number = v128.addNumbers(v128.numbersOf(at.halfVector(series)), bases);
    return [
      set(bases, v128.splatNumber(base)),
      set(scales, v128.splatNumber(scale)),
      during(i32.below(series, end), [
        at.setVector(out, v128.divideNumbers(number, scales)),
        increase(series, 8),
        increase(out, 16),
      ]),
      give(0),
    ];
  },
);

/** Writes `missing` where a number is `gap`. */
const markMissingIntegers = define(
  'markMissingIntegers',
  'i32',
  { series: 'i32', end: 'i32', gap: 'i32', missing: 'i32', out: 'i32' },
  ({ series, end, gap, missing, out }) => [
    during(i32.below(series, end), [
      when(i32.eq(at.int(series), gap), [at.setInt(out, missing)]),
      increase(series, 4),
      increase(out, 4),
    ]),
    give(0),
  ],
);

/** Writes `missing` where a number is `gap`. */
const markMissingNumbers = define(
  'markMissingNumbers',
  'i32',
  { series: 'i32', end: 'i32', gap: 'i32', missing: 'f64', out: 'i32' },
  ({ series, end, gap, missing, out }) => [
    during(i32.below(series, end), [
      when(i32.eq(at.int(series), gap), [at.setNumber(out, missing)]),
      increase(series, 4),
      increase(out, 8),
    ]),
    give(0),
  ],
);

export const blockFunctions = [
  unpackSeries,
  fillSeries,
  addUp,
  spreadRuns,
  writeIntegers,
  writeNumbers,
  markMissingIntegers,
  markMissingNumbers,
];
