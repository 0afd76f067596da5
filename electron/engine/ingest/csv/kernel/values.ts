import {
  block,
  branch,
  branchIf,
  choose,
  define,
  during,
  f64,
  give,
  type I32,
  i32,
  i64,
  increase,
  Label,
  type Local,
  long,
  memory,
  type Statement,
  set,
  tee,
  when,
} from './assembler.ts';
import { daysBeforeAt, firstYear, lastYear, monthLengthsAt, powersAt, yearsAt } from './tables.ts';
import { content, isOdd, walked } from './walk.ts';

const missingDay = -2147483648;

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
          when(
            i32.or(
              i32.ne(at, end),
              i32.or(i32.not(count), i32.or(i32.notLess(count, 16), i32.notLess(count, i32.sub(16, scale)))),
            ),
            [memory.setInt(i32.add(left, i32.shl(listed, 2)), from), increase(listed, 1), branch(row)],
          ),
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

export const valueFunctions = [numbers, days];
