import {
  choose,
  define,
  during,
  give,
  i32,
  i64,
  increase,
  long,
  memory,
  set,
  v128,
  when,
} from './assembler.ts';
import { bitsOf, carriageReturn, splats, spread } from './masks.ts';

/**
 * Where the last whole record of the first `length` bytes ends, which start a record; 0 where none does, −1 where a
 * quote stands where only the rules byte by byte can tell. A CR at the very end may yet be half of a line end.
 */
export const lastEnd = define(
  'lastEnd',
  'i32',
  { start: 'i32', length: 'i32', delimiter: 'i32', quote: 'i32' },
  ({ start, length, delimiter, quote }, local) => {
    const [base, end] = [local('i32'), local('i32')];
    const [quotes, lineEnds, between, within, valid] = [
      local('i64'),
      local('i64'),
      local('i64'),
      local('i64'),
      local('i64'),
    ];
    const [inside, afterSeparator, afterQuote] = [local('i64'), local('i64'), local('i64')];
    const { feed, back, mark, between: comma, begin } = splats(local, delimiter, quote);
    return [
      set(base, start),
      set(end, i32.add(start, length)),
      set(length, end),
      set(end, start),
      ...begin,
      set(afterSeparator, long(1n)),
      during(i32.less(base, length), [
        set(valid, long(-1n)),
        when(i32.more(i32.add(base, 64), length), [
          set(valid, i64.shr(long(-1n), i64.from(i32.sub(64, i32.sub(length, base))))),
        ]),
        set(
          lineEnds,
          i64.and(
            valid,
            bitsOf(base, (bytes) => v128.or(v128.equalBytes(bytes, feed), v128.equalBytes(bytes, back))),
          ),
        ),
        set(within, inside),
        when(i32.notLess(quote, 0), [
          set(
            quotes,
            i64.and(
              valid,
              bitsOf(base, (bytes) => v128.equalBytes(bytes, mark)),
            ),
          ),
          set(
            between,
            i64.or(
              lineEnds,
              bitsOf(base, (bytes) => v128.equalBytes(bytes, comma)),
            ),
          ),
          set(within, quotes),
          ...spread(within),
          set(within, i64.xor(within, inside)),
          when(
            i64.ne(
              i64.and(
                i64.and(quotes, within),
                i64.not(
                  i64.or(
                    i64.or(i64.shl(between, long(1n)), afterSeparator),
                    i64.or(i64.shl(quotes, long(1n)), afterQuote),
                  ),
                ),
              ),
              long(0n),
            ),
            [give(-1)],
          ),
          set(inside, i64.shiftSigned(within, long(63n))),
          set(afterSeparator, i64.shr(between, long(63n))),
          set(afterQuote, i64.shr(quotes, long(63n))),
        ]),
        set(lineEnds, i64.and(lineEnds, i64.not(within))),
        when(
          i32.and(
            i32.notMore(length, i32.add(base, 64)),
            i32.eq(memory.byte(i32.sub(length, 1)), carriageReturn),
          ),
          [
            set(
              lineEnds,
              i64.and(lineEnds, i64.not(i64.shl(long(1n), i64.from(i32.sub(i32.sub(length, 1), base))))),
            ),
          ],
        ),
        when(i64.ne(lineEnds, long(0n)), [
          set(end, i32.sub(i32.add(base, 64), i32.fromI64(i64.leadingZeros(lineEnds)))),
        ]),
        increase(base, 64),
      ]),
      give(i32.sub(choose(i32.more(end, start), end, start), start)),
    ];
  },
);
