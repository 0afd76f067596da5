import {
  block,
  branch,
  branchIf,
  call,
  choose,
  define,
  during,
  give,
  type I32,
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
  type V128,
  v128,
  when,
} from './assembler.ts';

/*
 * Where records and cells end. The bytes are looked at 64 at a time: which are quotes, delimiters and line ends becomes
 * one bit each, and a running exclusive-or over the quotes tells what is inside them (Langdale and Lemire, Parsing
 * Gigabytes of JSON per Second, 2019). That is the rule of `parseRecords` only while every quote opens at the start of a
 * cell and closes at its end; a record with any other quote is found byte by byte and left to the record reader.
 */

export const lineFeed = 10;
export const carriageReturn = 13;

/** What `structure` is told and tells, at fixed places of the memory. */
export const structureAt = {
  at: 0,
  length: 4,
  capacity: 8,
  width: 12,
  delimiter: 16,
  quote: 20,
  starts: 24,
  ends: 28,
  lines: 32,
  odd: 36,
  line: 40,
  bytes: 44,
} as const;

/** Bits of one class of bytes among 64. */
function bitsOf(at: I32, matches: (bytes: V128) => V128) {
  const part = (index: number) =>
    i64.shl(i64.from(v128.bits(matches(memory.vector(at, index * 16)))), long(BigInt(index * 16)));
  return i64.or(i64.or(part(0), part(1)), i64.or(part(2), part(3)));
}

/** Each bit becomes the exclusive-or of itself and all below. */
function spread(bits: Local<'i64'>): Statement[] {
  return [1n, 2n, 4n, 8n, 16n, 32n].map((by) => set(bits, i64.xor(bits, i64.shl(bits, long(by)))));
}

/** The line end that ends the record starting at `start`, or `end`, byte by byte. */
export const recordEnd = define(
  'recordEnd',
  'i32',
  { start: 'i32', end: 'i32', delimiter: 'i32', quote: 'i32' },
  ({ start, end, delimiter, quote }, local) => {
    const at = local('i32');
    const byte = local('i32');
    const [cells, quoted, closed, bare] = [new Label(), new Label(), new Label(), new Label()];
    return [
      set(at, start),
      loop(cells, [
        when(i32.eq(memory.byte(at), quote), [
          block(closed, [
            loop(quoted, [
              increase(at, 1),
              when(i32.notLess(at, end), [give(end)]),
              branchIf(i32.ne(memory.byte(at), quote), quoted),
              increase(at, 1),
              branchIf(i32.notLess(at, end), closed),
              branchIf(i32.eq(memory.byte(at), quote), quoted),
            ]),
          ]),
        ]),
        block(bare, [
          during(i32.less(at, end), [
            set(byte, memory.byte(at)),
            branchIf(i32.eq(byte, delimiter), bare),
            when(i32.or(i32.eq(byte, lineFeed), i32.eq(byte, carriageReturn)), [give(at)]),
            increase(at, 1),
          ]),
          give(end),
        ]),
        increase(at, 1),
        branch(cells),
      ]),
    ];
  },
);

/** Line ends from `start` to `end`; CR LF is one. */
const countLines = define('countLines', 'i32', { start: 'i32', end: 'i32' }, ({ start, end }, local) => {
  const byte = local('i32');
  const count = local('i32');
  return [
    during(i32.less(start, end), [
      set(byte, memory.byte(start)),
      when(
        i32.or(
          i32.eq(byte, lineFeed),
          i32.and(i32.eq(byte, carriageReturn), i32.ne(memory.byte(start, 1), lineFeed)),
        ),
        [increase(count, 1)],
      ),
      increase(start, 1),
    ]),
    give(count),
  ];
});

/** Whether no cell of a regular record holds anything. */
const isBlank = define(
  'isBlank',
  'i32',
  { start: 'i32', ends: 'i32', column: 'i32', width: 'i32', quote: 'i32' },
  ({ start, ends, column, width, quote }, local) => {
    const end = local('i32');
    return [
      during(i32.more(width, 0), [
        set(end, memory.int(ends)),
        when(
          i32.ne(
            i32.sub(end, start),
            i32.shl(i32.and(i32.ne(end, start), i32.eq(memory.byte(start), quote)), 1),
          ),
          [give(0)],
        ),
        set(start, i32.add(end, 1)),
        increase(ends, column),
        increase(width, -1),
      ]),
      give(1),
    ];
  },
);

/**
 * Reads on from `at` until the text ends or `capacity` records are there, and returns how many there are. Per record:
 * start, line, the end of each cell (column by column), and whether it is odd: not of `width` cells, blank, or with
 * quotes that are not simply around cells. An odd record has no cell ends.
 */
export const structure = define('structure', 'i32', {}, (_, local) => {
  const names = [
    'at',
    'length',
    'capacity',
    'width',
    'delimiter',
    'quote',
    'starts',
    'ends',
    'lines',
    'odd',
    'line',
  ];
  const given = Object.fromEntries(names.map((name) => [name, local('i32')])) as Record<string, Local<'i32'>>;
  const field = (name: string) => given[name]!;
  const [length, width, delimiter, quote] = ['length', 'width', 'delimiter', 'quote'].map(field) as [
    Local<'i32'>,
    Local<'i32'>,
    Local<'i32'>,
    Local<'i32'>,
  ];
  const [record, start, base, at, cell, cells, column, inner, odd] = Array.from({ length: 9 }, () =>
    local('i32'),
  ) as [
    Local<'i32'>,
    Local<'i32'>,
    Local<'i32'>,
    Local<'i32'>,
    Local<'i32'>,
    Local<'i32'>,
    Local<'i32'>,
    Local<'i32'>,
    Local<'i32'>,
  ];
  const [quotes, lineEnds, separators, within, opens, closes, strange, valid] = Array.from(
    { length: 8 },
    () => local('i64'),
  ) as [
    Local<'i64'>,
    Local<'i64'>,
    Local<'i64'>,
    Local<'i64'>,
    Local<'i64'>,
    Local<'i64'>,
    Local<'i64'>,
    Local<'i64'>,
  ];
  const [inside, afterSeparator, afterClose] = [local('i64'), local('i64'), local('i64')];
  const [feed, back, mark, between] = [local('v128'), local('v128'), local('v128'), local('v128')];
  const [done, blocks, each, next] = [new Label(), new Label(), new Label(), new Label()];

  const put = (name: string, value: I32): Statement =>
    memory.setInt(i32.add(field(name), i32.shl(record, 2)), value);
  const beginRecord = (from: I32): Statement[] => [
    set(start, from),
    set(cells, 0),
    set(cell, i32.add(field('ends'), i32.shl(record, 2))),
  ];
  const finishRecord = (from: I32): Statement[] => [
    put('starts', start),
    put('lines', field('line')),
    memory.setByte(i32.add(field('odd'), record), odd),
    increase(field('line'), 1),
    when(i32.notLess(inner, start), [increase(field('line'), call(countLines, start, at))]),
    increase(record, 1),
    ...beginRecord(from),
  ];
  const restart = [
    set(base, start),
    set(inside, long(0n)),
    set(afterSeparator, long(1n)),
    set(afterClose, long(0n)),
  ];

  const followQuotes: Statement[] = [
    set(within, quotes),
    ...spread(within),
    set(within, i64.xor(within, inside)),
    set(opens, i64.and(quotes, within)),
    set(closes, i64.and(quotes, i64.not(within))),
    set(
      strange,
      i64.or(
        i64.and(opens, i64.not(i64.or(i64.shl(separators, long(1n)), afterSeparator))),
        i64.and(i64.or(i64.shl(closes, long(1n)), afterClose), i64.not(separators)),
      ),
    ),
    set(strange, i64.and(strange, valid)),
    set(inside, i64.shiftSigned(within, long(63n))),
    set(afterClose, i64.shr(closes, long(63n))),
    set(lineEnds, i64.and(lineEnds, within)),
    when(i64.ne(lineEnds, long(0n)), [
      set(inner, i32.sub(i32.add(base, 63), i32.fromI64(i64.leadingZeros(lineEnds)))),
    ]),
  ];

  const endRecord: Statement[] = [
    when(
      i32.and(
        i32.and(i32.eq(at, start), i32.eq(memory.byte(at), lineFeed)),
        i32.eq(memory.byte(i32.sub(at, 1)), carriageReturn),
      ),
      [set(start, i32.add(at, 1)), branch(each)],
    ),
    branchIf(i32.and(i32.notLess(at, length), i32.notLess(start, length)), done),
    set(odd, 1),
    when(i32.eq(cells, i32.sub(width, 1)), [
      memory.setInt(cell, at),
      set(odd, 0),
      when(i32.less(i32.sub(at, start), i32.mul(width, 3)), [
        set(odd, call(isBlank, start, i32.add(field('ends'), i32.shl(record, 2)), column, width, quote)),
      ]),
    ]),
    ...finishRecord(i32.add(at, 1)),
    branchIf(i32.eq(record, field('capacity')), done),
    branch(each),
  ];

  return [
    ...names.map((name) => set(field(name), memory.int(structureAt[name as keyof typeof structureAt]))),
    set(column, i32.shl(field('capacity'), 2)),
    set(feed, v128.splat(lineFeed)),
    set(back, v128.splat(carriageReturn)),
    set(mark, v128.splat(quote)),
    set(between, v128.splat(delimiter)),
    set(inner, -1),
    ...beginRecord(field('at')),
    ...restart,
    block(done, [
      loop(blocks, [
        branchIf(i32.more(base, length), done),
        set(valid, long(-1n)),
        when(i32.more(i32.add(base, 63), length), [
          set(valid, i64.shr(long(-1n), i64.from(i32.sub(63, i32.sub(length, base))))),
        ]),
        set(
          lineEnds,
          i64.and(
            valid,
            bitsOf(base, (bytes) => v128.or(v128.equalBytes(bytes, feed), v128.equalBytes(bytes, back))),
          ),
        ),
        set(
          separators,
          i64.or(
            lineEnds,
            i64.and(
              valid,
              bitsOf(base, (bytes) => v128.equalBytes(bytes, between)),
            ),
          ),
        ),
        set(quotes, long(0n)),
        when(i32.notLess(quote, 0), [
          set(
            quotes,
            i64.and(
              valid,
              bitsOf(base, (bytes) => v128.equalBytes(bytes, mark)),
            ),
          ),
        ]),
        set(within, long(0n)),
        set(strange, long(0n)),
        when(i64.ne(i64.or(quotes, i64.or(inside, afterClose)), long(0n)), followQuotes),
        set(afterSeparator, i64.shr(separators, long(63n))),
        set(separators, i64.and(separators, i64.not(within))),
        when(i64.ne(strange, long(0n)), [
          set(
            separators,
            i64.and(separators, i64.sub(i64.shl(long(1n), i64.trailingZeros(strange)), long(1n))),
          ),
        ]),
        block(next, [
          loop(each, [
            branchIf(i64.isZero(separators), next),
            set(at, i32.add(base, i32.fromI64(i64.trailingZeros(separators)))),
            set(separators, i64.and(separators, i64.sub(separators, long(1n)))),
            when(i32.eq(memory.byte(at), delimiter), [
              when(i32.less(cells, width), [memory.setInt(cell, at), increase(cell, column)]),
              increase(cells, 1),
              branch(each),
            ]),
            ...endRecord,
          ]),
        ]),
        when(i64.ne(strange, long(0n)), [
          set(at, call(recordEnd, start, length, delimiter, quote)),
          set(odd, 1),
          set(inner, at),
          ...finishRecord(i32.add(at, 1)),
          set(inner, -1),
          ...restart,
          branchIf(i32.eq(record, field('capacity')), done),
          branch(blocks),
        ]),
        increase(base, 64),
        branch(blocks),
      ]),
    ]),
    when(
      i32.and(i32.less(start, length), i32.and(i32.more(base, length), i32.less(record, field('capacity')))),
      [set(at, length), set(odd, 1), set(inner, at), ...finishRecord(i32.add(length, 1))],
    ),
    memory.setInt(structureAt.at, start),
    memory.setInt(structureAt.line, field('line')),
    give(record),
  ];
});

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
    const [feed, back, mark, comma] = [local('v128'), local('v128'), local('v128'), local('v128')];
    return [
      set(base, start),
      set(end, i32.add(start, length)),
      set(length, end),
      set(end, start),
      set(feed, v128.splat(lineFeed)),
      set(back, v128.splat(carriageReturn)),
      set(mark, v128.splat(quote)),
      set(comma, v128.splat(delimiter)),
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

export const structureFunctions = [recordEnd, countLines, isBlank, structure, lastEnd];
