import {
  block,
  branch,
  branchIf,
  call,
  choose,
  define,
  during,
  f64,
  give,
  type I32,
  type I64,
  type Int,
  i32,
  i64,
  increase,
  Label,
  type Local,
  long,
  loop,
  memory,
  type Statement,
  set,
  tee,
  when,
} from './assembler.ts';
import { dictionaryAt, find, full, hashBytes, isSameText, lowBytes, sameBytes } from './dictionary.ts';
import { daysBeforeAt, edgesAt, firstYear, lastYear, monthLengthsAt, powersAt, yearsAt } from './tables.ts';

/*
 * One column at a time over the records that `structure` found: the loop stays small, and the misses of one row's
 * dictionary probe overlap with the next row's.
 */

const missingDay = -2147483648;
const emptyHash = long(-7286425919675154353n);
const rowFactor = long(-3335678366873096957n);

/** How every column is walked: where cells begin (`first` + `after` each) and end, and which records are odd. */
const walked = {
  first: 'i32',
  after: 'i32',
  ends: 'i32',
  odd: 'i32',
  from: 'i32',
  to: 'i32',
  quote: 'i32',
} as const;

type Walked = { [Name in keyof typeof walked]: Local<'i32'> };

/** Sets `start` and `end` to the content of the cell of record `from`. */
function content(walk: Walked, start: Local<'i32'>, end: Local<'i32'>): Statement[] {
  const row = i32.shl(walk.from, 2);
  return [
    set(start, i32.add(memory.int(i32.add(walk.first, row)), walk.after)),
    set(end, memory.int(i32.add(walk.ends, row))),
    when(i32.eq(memory.byte(start), walk.quote), [increase(start, 1), increase(end, -1)]),
  ];
}

function isOdd(walk: Walked): I32 {
  return memory.byte(i32.add(walk.odd, walk.from));
}

/** The hash of a row with one more cell. */
function combined(row: I64, cell: I64): I64 {
  return i64.mul(i64.xor(i64.rotate(row, long(5n)), cell), rowFactor);
}

function combineInto(hashes: I32, row: Int, cell: I64): Statement {
  const at = i32.add(hashes, i32.shl(row, 3));
  return memory.setLong(at, combined(memory.long(at), cell));
}

const trimStart = define('trimStart', 'i32', { start: 'i32', end: 'i32' }, ({ start, end }, local) => {
  const byte = local('i32');
  const again = new Label();
  const pass = (count: number) => [increase(start, count), branch(again)];
  return [
    loop(again, [
      when(i32.notLess(start, end), [give(end)]),
      set(byte, memory.byte(start)),
      when(i32.notMore(byte, 32), pass(1)),
      when(i32.and(i32.eq(byte, 0xc2), i32.eq(memory.byte(start, 1), 0xa0)), pass(2)),
      when(
        i32.and(
          i32.eq(byte, 0xe3),
          i32.and(i32.eq(memory.byte(start, 1), 0x80), i32.eq(memory.byte(start, 2), 0x80)),
        ),
        pass(3),
      ),
    ]),
    give(start),
  ];
});

/** `start` is no blank. */
const trimEnd = define('trimEnd', 'i32', { start: 'i32', end: 'i32' }, ({ start, end }, local) => {
  const byte = local('i32');
  const again = new Label();
  const before = (count: number) => memory.byte(i32.sub(end, count));
  const pass = (count: number) => [increase(end, -count), branch(again)];
  return [
    loop(again, [
      when(i32.notMore(end, start), [give(start)]),
      set(byte, before(1)),
      when(i32.notMore(byte, 32), pass(1)),
      when(i32.and(i32.eq(byte, 0xa0), i32.eq(before(2), 0xc2)), pass(2)),
      when(i32.and(i32.eq(byte, 0x80), i32.and(i32.eq(before(2), 0x80), i32.eq(before(3), 0xe3))), pass(3)),
    ]),
    give(end),
  ];
});

/** What `texts` leaves of each row for `codes`. */
export const workAt = { hash: 0, start: 8, length: 12, bytes: 16 } as const;

/**
 * The trimmed content of a text column and its hash, row by row into `work`; the length is 0 where a cell is empty,
 * blank or odd. Where `hashes` is not 0, rows are hashed on.
 */
export const texts = define('texts', 'i32', { ...walked, work: 'i32', hashes: 'i32' }, (walk, local) => {
  const { from, to, work, hashes } = walk;
  const [start, end, length, at] = [local('i32'), local('i32'), local('i32'), local('i32')];
  const [hash, word, cell] = [local('i64'), local('i64'), local('i64')];
  const [known, row] = [new Label(), new Label()];
  return [
    during(i32.less(from, to), [
      set(length, 0),
      block(row, [
        branchIf(isOdd(walk), row),
        ...content(walk, start, end),
        set(length, i32.sub(end, start)),
        set(cell, emptyHash),
        block(known, [
          branchIf(i32.notMore(length, 0), known),
          ...hashBytes(hash, word, start, length, at),
          set(cell, hash),
          when(
            i32.or(
              memory.byte(i32.add(memory.byte(start), edgesAt)),
              memory.byte(i32.add(memory.byte(i32.sub(end, 1)), edgesAt + 256)),
            ),
            [
              set(start, call(trimStart, start, end)),
              set(end, call(trimEnd, start, end)),
              set(length, i32.sub(end, start)),
              when(i32.more(length, 0), hashBytes(hash, word, start, length, at)),
            ],
          ),
        ]),
        when(hashes, [combineInto(hashes, from, cell)]),
      ]),
      memory.setLong(work, hash, workAt.hash),
      memory.setInt(work, start, workAt.start),
      memory.setInt(work, length, workAt.length),
      increase(work, workAt.bytes),
      increase(from, 1),
    ]),
    give(0),
  ];
});

/** Tables up to this many bytes stay in the nearer caches by themselves. */
const nearBytes = 1 << 18;

/**
 * Codes of the texts in `work`; −1 where the length is 0. The table's lines are touched for all rows first, with nothing
 * waiting for any of them, so that they come from memory side by side. Returns where it stopped, which is before `to`
 * where the dictionary must grow.
 */
export const codes = define(
  'codes',
  'i32',
  { dictionary: 'i32', work: 'i32', from: 'i32', to: 'i32', out: 'i32' },
  ({ dictionary, work, from, to, out }, local) => {
    const [at, end, code, length, last, touched] = [
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
    ];
    const [table, mask, ends, bytes, slot, where, start] = [
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
    ];
    const [hash, key] = [local('i64'), local('i64')];
    const [base, known, reused] = [local('i32'), local('i32'), local('i32')];
    const [row, found, stop] = [new Label(), new Label(), new Label()];
    const slotOf = (value: I64) => i32.add(table, i32.and(i32.shl(i32.fromI64(value), 4), mask));
    const workOf = (index: I32) => i32.add(work, i32.shl(index, 4));
    const isLast = i32.and(
      i64.eq(memory.long(last, workAt.hash), hash),
      i32.eq(memory.int(last, workAt.length), length),
    );
    const storedLength = i32.sub(memory.int(i32.add(ends, i32.shl(i32.sub(code, 1), 2))), where);
    return [
      set(table, memory.int(dictionary, dictionaryAt.table)),
      set(mask, memory.int(dictionary, dictionaryAt.mask)),
      set(ends, memory.int(dictionary, dictionaryAt.ends)),
      set(bytes, memory.int(dictionary, dictionaryAt.texts)),
      set(base, memory.int(dictionary, dictionaryAt.base)),
      set(known, memory.int(dictionary, dictionaryAt.known)),
      set(end, workOf(to)),
      set(at, workOf(from)),
      when(i32.more(mask, nearBytes), [
        during(i32.below(at, end), [
          set(touched, i32.add(touched, memory.int(slotOf(memory.long(at, workAt.hash)), 8))),
          increase(at, workAt.bytes),
        ]),
      ]),
      set(at, workOf(from)),
      block(stop, [
        during(i32.below(at, end), [
          set(length, memory.int(at, workAt.length)),
          block(row, [
            when(i32.not(length), [set(code, -1), set(last, 0), branch(row)]),
            set(hash, memory.long(at, workAt.hash)),
            set(start, memory.int(at, workAt.start)),
            when(last, [
              when(isLast, [branchIf(call(isSameText, memory.int(last, workAt.start), start, length), row)]),
            ]),
            // The first probe, written out: nearly always it is the one.
            block(found, [
              set(slot, slotOf(hash)),
              set(code, memory.int(slot, 8)),
              set(where, memory.int(slot, 12)),
              set(key, memory.long(slot)),
              when(
                i32.notMore(length, 8),
                [
                  branchIf(
                    i32.and(
                      i32.and(i64.eq(key, lowBytes(start, length)), i32.eq(where, i32.xor(length, -1))),
                      i32.ne(code, 0),
                    ),
                    found,
                  ),
                ],
                [
                  when(i32.and(i32.and(i64.eq(key, hash), i32.notLess(where, 0)), i32.ne(code, 0)), [
                    when(i32.eq(storedLength, length), [
                      branchIf(call(sameBytes, i32.add(bytes, where), start, length), found),
                    ]),
                  ]),
                ],
              ),
              set(code, call(find, dictionary, start, length, hash)),
              when(i32.eq(code, full), [set(end, at), branch(stop)]),
              increase(code, 1),
            ]),
            increase(code, -1),
            increase(reused, i32.below(code, known)),
            increase(code, base),
            set(last, at),
          ]),
          memory.setInt(i32.add(out, i32.shr(i32.sub(at, work), 2)), code),
          increase(at, workAt.bytes),
        ]),
      ]),
      memory.setInt(
        dictionary,
        i32.add(memory.int(dictionary, dictionaryAt.reused), reused),
        dictionaryAt.reused,
      ),
      // Keeps the touching loads from being removed as unused.
      when(i32.eq(touched, 1), [give(i32.shr(i32.sub(end, work), 4))]),
      give(i32.shr(i32.sub(end, work), 4)),
    ];
  },
);

/** Hashes a column whose values are not wanted, or not text, into its rows. */
export const hashCells = define('hashCells', 'i32', { ...walked, hashes: 'i32' }, (walk, local) => {
  const { from, to, hashes } = walk;
  const [start, end, length, at] = [local('i32'), local('i32'), local('i32'), local('i32')];
  const [hash, word] = [local('i64'), local('i64')];
  return [
    during(i32.less(from, to), [
      when(i32.not(isOdd(walk)), [
        ...content(walk, start, end),
        set(length, i32.sub(end, start)),
        set(hash, emptyHash),
        when(i32.more(length, 0), hashBytes(hash, word, start, length, at)),
        combineInto(hashes, from, hash),
      ]),
      increase(from, 1),
    ]),
    give(0),
  ];
});

/** Hashes one cell into its row: what `hashCells` does, for records that are read byte by byte. */
export const hashCell = define(
  'hashCell',
  'i32',
  { start: 'i32', length: 'i32', row: 'i32' },
  ({ start, length, row }, local) => {
    const [at, hash, word] = [local('i32'), local('i64'), local('i64')];
    return [
      set(hash, emptyHash),
      when(i32.more(length, 0), hashBytes(hash, word, start, length, at)),
      combineInto(row, 0, hash),
      give(0),
    ];
  },
);

/** While digits stand at `at`, `value` takes them in. */
function digits(at: Local<'i32'>, end: I32, digit: Local<'i32'>, take: Statement[]): Statement[] {
  const stop = new Label();
  return [
    block(stop, [
      during(i32.less(at, end), [
        branchIf(i32.not(i32.below(tee(digit, i32.sub(memory.byte(at), 48)), 10)), stop),
        ...take,
        increase(at, 1),
      ]),
    ]),
  ];
}

function power(exponent: I32) {
  return memory.number(i32.add(powersAt, i32.shl(exponent, 3)));
}

/**
 * Plain decimal numbers of at most fifteen digits, scaled: whole digits divided or multiplied by a power of ten that is
 * exact, and so correctly rounded (Clinger 1990). NaN where a cell is empty. Cells that hold anything else are listed in
 * `left`; returns how many.
 */
export const numbers = define(
  'numbers',
  'i32',
  { ...walked, out: 'i32', decimal: 'i32', scale: 'i32', left: 'i32' },
  (walk, local) => {
    const { from, to, out, decimal, scale, left } = walk;
    const [start, end, at, digit, count, fraction, negative] = [
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
    ];
    const [whole, value] = [local('i64'), local('f64')];
    const row = new Label();
    const takeDigit = [set(whole, i64.add(i64.mul(whole, long(10n)), i64.from(digit)))];
    const listed = local('i32');
    return [
      during(i32.less(from, to), [
        set(value, f64.nan),
        block(row, [
          branchIf(isOdd(walk), row),
          ...content(walk, start, end),
          branchIf(i32.notLess(start, end), row),
          set(whole, long(0n)),
          set(at, i32.add(start, tee(negative, i32.eq(memory.byte(start), 45)))),
          set(count, at),
          ...digits(at, end, digit, takeDigit),
          set(count, i32.sub(at, count)),
          set(fraction, 0),
          when(i32.and(i32.less(at, end), i32.eq(memory.byte(at), decimal)), [
            increase(at, 1),
            set(fraction, at),
            ...digits(at, end, digit, takeDigit),
            set(fraction, i32.sub(at, fraction)),
            increase(count, fraction),
          ]),
          when(i32.or(i32.ne(at, end), i32.or(i32.not(count), i32.notLess(count, i32.sub(16, scale)))), [
            memory.setInt(i32.add(left, i32.shl(listed, 2)), from),
            increase(listed, 1),
            branch(row),
          ]),
          set(value, f64.from(whole)),
          set(fraction, i32.sub(fraction, scale)),
          when(
            i32.more(fraction, 0),
            [set(value, f64.div(value, power(fraction)))],
            [when(fraction, [set(value, f64.mul(value, power(i32.sub(0, fraction))))])],
          ),
          when(negative, [set(value, f64.negate(value))]),
        ]),
        memory.setNumber(i32.add(out, i32.shl(from, 3)), value),
        increase(from, 1),
      ]),
      give(listed),
    ];
  },
);

/** Year, month and day by the place they are written in: `order` is 0 for ymd, 1 for dmy, 2 for mdy. */
export const dateOrders = { ymd: 0, dmy: 1, mdy: 2 } as const;

/**
 * Days since 1970 of dates written as three numbers (separated by - / or .), perhaps followed by a time of day. Cells
 * that hold anything else are listed in `left`; returns how many.
 */
export const days = define(
  'days',
  'i32',
  { ...walked, out: 'i32', order: 'i32', left: 'i32' },
  (walk, local) => {
    const { from, to, out, order, left } = walk;
    const [start, end, at, digit, byte, listed, value] = [
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
    ];
    const parts = [local('i32'), local('i32'), local('i32')] as const;
    const sizes = [local('i32'), local('i32'), local('i32')] as const;
    const [year, month, day, table, clock] = [
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
    ];
    const [odd, row] = [new Label(), new Label()];
    const part = (index: 0 | 1 | 2): Statement[] => [
      set(parts[index], 0),
      set(sizes[index], at),
      ...digits(at, end, digit, [set(parts[index], i32.add(i32.mul(parts[index], 10), digit))]),
      set(sizes[index], i32.sub(at, sizes[index])),
      branchIf(i32.not(sizes[index]), odd),
      branchIf(i32.more(sizes[index], 4), odd),
    ];
    const separator: Statement[] = [
      branchIf(i32.notLess(at, end), odd),
      set(byte, memory.byte(at)),
      branchIf(i32.not(i32.or(i32.eq(byte, 45), i32.or(i32.eq(byte, 46), i32.eq(byte, 47)))), odd),
      increase(at, 1),
    ];
    const twoDigits = (size: I32) => branchIf(i32.more(size, 2), odd);
    return [
      during(i32.less(from, to), [
        set(value, missingDay),
        block(row, [
          branchIf(isOdd(walk), row),
          ...content(walk, start, end),
          branchIf(i32.notLess(start, end), row),
          set(at, start),
          block(odd, [
            ...part(0),
            ...separator,
            ...part(1),
            ...separator,
            ...part(2),
            twoDigits(sizes[1]),
            when(i32.less(at, end), [...timeOfDay()]),
            when(
              order,
              [
                twoDigits(sizes[0]),
                branchIf(i32.ne(sizes[2], 4), odd),
                set(year, parts[2]),
                set(month, choose(i32.eq(order, dateOrders.mdy), parts[0], parts[1])),
                set(day, choose(i32.eq(order, dateOrders.mdy), parts[1], parts[0])),
              ],
              [
                twoDigits(sizes[2]),
                branchIf(i32.ne(sizes[0], 4), odd),
                set(year, parts[0]),
                set(month, parts[1]),
                set(day, parts[2]),
              ],
            ),
            branchIf(i32.not(i32.below(i32.sub(year, firstYear), lastYear - firstYear + 1)), odd),
            branchIf(i32.not(i32.below(i32.sub(month, 1), 12)), odd),
            set(table, i32.shl(i32.add(i32.sub(month, 1), i32.mul(isLeap(year), 12)), 2)),
            branchIf(i32.not(i32.below(i32.sub(day, 1), memory.int(i32.add(monthLengthsAt, table)))), odd),
            set(
              value,
              i32.add(
                i32.add(
                  memory.int(i32.add(yearsAt, i32.shl(i32.sub(year, firstYear), 2))),
                  memory.int(i32.add(daysBeforeAt, table)),
                ),
                i32.sub(day, 1),
              ),
            ),
            branch(row),
          ]),
          memory.setInt(i32.add(left, i32.shl(listed, 2)), from),
          increase(listed, 1),
        ]),
        memory.setInt(i32.add(out, i32.shl(from, 2)), value),
        increase(from, 1),
      ]),
      give(listed),
    ];
    /** A space or T, then four to eighteen of digits, colons and points, with a colon after one or two digits. */
    function timeOfDay(): Statement[] {
      const stop = new Label();
      const isColon = (place: number) => i32.eq(memory.byte(clock, place), 58);
      return [
        set(byte, memory.byte(at)),
        branchIf(i32.and(i32.ne(byte, 32), i32.ne(byte, 84)), odd),
        increase(at, 1),
        set(clock, at),
        block(stop, [
          during(i32.less(at, end), [
            set(byte, memory.byte(at)),
            branchIf(i32.and(i32.not(i32.below(i32.sub(byte, 48), 11)), i32.ne(byte, 46)), stop),
            increase(at, 1),
          ]),
        ]),
        branchIf(i32.ne(at, end), odd),
        branchIf(i32.not(i32.below(i32.sub(i32.sub(at, clock), 4), 15)), odd),
        branchIf(i32.not(i32.below(i32.sub(memory.byte(clock), 48), 10)), odd),
        branchIf(i32.not(i32.or(isColon(1), isColon(2))), odd),
      ];
    }
  },
);

function isLeap(year: Local<'i32'>): I32 {
  const whole = (by: number) => i32.not(i32.remainder(year, by));
  return i32.and(i32.not(i32.and(year, 3)), i32.or(i32.not(whole(100)), whole(400)));
}

export const cellFunctions = [trimStart, trimEnd, texts, codes, hashCells, hashCell, numbers, days];
