import {
  block,
  branch,
  branchIf,
  call,
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
import { bitsOf, carriageReturn, lineFeed, type NewLocal, splats, spread } from './masks.ts';

/*
 * Where records and cells end. The bytes are looked at 64 at a time: which are quotes, delimiters and line ends becomes
 * one bit each, and a running exclusive-or over the quotes tells what is inside them (Langdale and Lemire, Parsing
 * Gigabytes of JSON per Second, 2019). That is the rule of `parseRecords` only while every quote opens at the start of a
 * cell and closes at its end; a record with any other quote is found byte by byte and left to the record reader.
 */

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

type Ints<Name extends string> = Record<Name, Local<'i32'>>;
type Longs<Name extends string> = Record<Name, Local<'i64'>>;

const given = [
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
] as const;
const positions = ['record', 'start', 'base', 'place', 'cell', 'cells', 'column', 'inner', 'isOdd'] as const;
const masks = [
  'quotes',
  'lineEnds',
  'separators',
  'within',
  'opens',
  'closes',
  'strange',
  'valid',
  'inside',
  'afterSeparator',
  'afterClose',
] as const;

/** Variables of `structure`: what it is given, where it is, and the bits of the 64 bytes from `base` on. */
type Scanning = Ints<(typeof given)[number] | (typeof positions)[number]> & Longs<(typeof masks)[number]>;

function scanning(local: NewLocal): Scanning {
  const all = (names: readonly string[], kind: 'i32' | 'i64') => names.map((name) => [name, local(kind)]);
  return Object.fromEntries([...all([...given, ...positions], 'i32'), ...all(masks, 'i64')]) as Scanning;
}

/** The bits of the 64 bytes from `base`; those behind `length`, where a line feed stands in for the end, are none. */
function readMasks(s: Scanning, { feed, back, mark, between }: ReturnType<typeof splats>): Statement[] {
  const validBits = (matches: (bytes: V128) => V128) => i64.and(s.valid, bitsOf(s.base, matches));
  return [
    set(s.valid, long(-1n)),
    when(i32.more(i32.add(s.base, 63), s.length), [
      set(s.valid, i64.shr(long(-1n), i64.from(i32.sub(63, i32.sub(s.length, s.base))))),
    ]),
    set(
      s.lineEnds,
      validBits((bytes) => v128.or(v128.equalBytes(bytes, feed), v128.equalBytes(bytes, back))),
    ),
    set(
      s.separators,
      i64.or(
        s.lineEnds,
        validBits((bytes) => v128.equalBytes(bytes, between)),
      ),
    ),
    set(s.quotes, long(0n)),
    when(i32.notLess(s.quote, 0), [
      set(
        s.quotes,
        validBits((bytes) => v128.equalBytes(bytes, mark)),
      ),
    ]),
    set(s.within, long(0n)),
    set(s.strange, long(0n)),
    when(i64.ne(i64.or(s.quotes, i64.or(s.inside, s.afterClose)), long(0n)), followQuotes(s)),
    set(s.afterSeparator, i64.shr(s.separators, long(63n))),
    set(s.separators, i64.and(s.separators, i64.not(s.within))),
    when(i64.ne(s.strange, long(0n)), [
      set(
        s.separators,
        i64.and(s.separators, i64.sub(i64.shl(long(1n), i64.trailingZeros(s.strange)), long(1n))),
      ),
    ]),
  ];
}

/** What is inside quotes, and which quotes are `strange`: they do not open a cell, or close none. */
function followQuotes(s: Scanning): Statement[] {
  const badOpening = i64.and(s.opens, i64.not(i64.or(i64.shl(s.separators, long(1n)), s.afterSeparator)));
  const badClosing = i64.and(i64.or(i64.shl(s.closes, long(1n)), s.afterClose), i64.not(s.separators));
  return [
    set(s.within, s.quotes),
    ...spread(s.within),
    set(s.within, i64.xor(s.within, s.inside)),
    set(s.opens, i64.and(s.quotes, s.within)),
    set(s.closes, i64.and(s.quotes, i64.not(s.within))),
    set(s.strange, i64.and(i64.or(badOpening, badClosing), s.valid)),
    set(s.inside, i64.shiftSigned(s.within, long(63n))),
    set(s.afterClose, i64.shr(s.closes, long(63n))),
    set(s.lineEnds, i64.and(s.lineEnds, s.within)),
    when(i64.ne(s.lineEnds, long(0n)), [
      set(s.inner, i32.sub(i32.add(s.base, 63), i32.fromI64(i64.leadingZeros(s.lineEnds)))),
    ]),
  ];
}

function beginRecord(s: Scanning, from: I32): Statement[] {
  return [set(s.start, from), set(s.cells, 0), set(s.cell, i32.add(s.ends, i32.shl(s.record, 2)))];
}

/** Looks at the bytes from the start of a record on, outside quotes. */
function restart(s: Scanning): Statement[] {
  return [
    set(s.base, s.start),
    set(s.inside, long(0n)),
    set(s.afterSeparator, long(1n)),
    set(s.afterClose, long(0n)),
  ];
}

/** Notes the record that ends at `place`; line ends within it, if `inner` says there may be some, are counted. */
function finishRecord(s: Scanning, next: I32): Statement[] {
  const put = (array: I32, value: I32) => memory.setInt(i32.add(array, i32.shl(s.record, 2)), value);
  return [
    put(s.starts, s.start),
    put(s.lines, s.line),
    memory.setByte(i32.add(s.odd, s.record), s.isOdd),
    increase(s.line, 1),
    when(i32.notLess(s.inner, s.start), [increase(s.line, call(countLines, s.start, s.place))]),
    increase(s.record, 1),
    ...beginRecord(s, next),
  ];
}

/** An odd record that ends at `place`. */
function finishOdd(s: Scanning, next: I32): Statement[] {
  return [set(s.isOdd, 1), set(s.inner, s.place), ...finishRecord(s, next), set(s.inner, -1)];
}

/** At the line end at `place`; the second half of CR LF is passed over. */
function endRecord(s: Scanning, each: Label, done: Label): Statement[] {
  const isHalf = i32.and(
    i32.and(i32.eq(s.place, s.start), i32.eq(memory.byte(s.place), lineFeed)),
    i32.eq(memory.byte(i32.sub(s.place, 1)), carriageReturn),
  );
  const firstEnd = i32.add(s.ends, i32.shl(s.record, 2));
  return [
    when(isHalf, [set(s.start, i32.add(s.place, 1)), branch(each)]),
    branchIf(i32.and(i32.notLess(s.place, s.length), i32.notLess(s.start, s.length)), done),
    set(s.isOdd, 1),
    when(i32.eq(s.cells, i32.sub(s.width, 1)), [
      memory.setInt(s.cell, s.place),
      set(s.isOdd, 0),
      when(i32.less(i32.sub(s.place, s.start), i32.mul(s.width, 3)), [
        set(s.isOdd, call(isBlank, s.start, firstEnd, s.column, s.width, s.quote)),
      ]),
    ]),
    ...finishRecord(s, i32.add(s.place, 1)),
    branchIf(i32.eq(s.record, s.capacity), done),
    branch(each),
  ];
}

/** Cells and records up to the first strange quote of the 64 bytes. */
function takeSeparators(s: Scanning, done: Label): Statement {
  const [each, next] = [new Label(), new Label()];
  return block(next, [
    loop(each, [
      branchIf(i64.isZero(s.separators), next),
      set(s.place, i32.add(s.base, i32.fromI64(i64.trailingZeros(s.separators)))),
      set(s.separators, i64.and(s.separators, i64.sub(s.separators, long(1n)))),
      when(i32.eq(memory.byte(s.place), s.delimiter), [
        when(i32.less(s.cells, s.width), [memory.setInt(s.cell, s.place), increase(s.cell, s.column)]),
        increase(s.cells, 1),
        branch(each),
      ]),
      ...endRecord(s, each, done),
    ]),
  ]);
}

/**
 * Reads on from `at` until the text ends or `capacity` records are there, and returns how many there are. Per record:
 * start, line, the end of each cell (column by column), and whether it is odd: not of `width` cells, blank, or with
 * quotes that are not simply around cells. An odd record has no cell ends.
 */
export const structure = define('structure', 'i32', {}, (_, local) => {
  const s = scanning(local);
  const vectors = splats(local, s.delimiter, s.quote);
  const [done, blocks] = [new Label(), new Label()];
  return [
    ...given.map((name) => set(s[name], memory.int(structureAt[name]))),
    set(s.column, i32.shl(s.capacity, 2)),
    ...vectors.begin,
    set(s.inner, -1),
    ...beginRecord(s, s.at),
    ...restart(s),
    block(done, [
      loop(blocks, [
        branchIf(i32.more(s.base, s.length), done),
        ...readMasks(s, vectors),
        takeSeparators(s, done),
        when(i64.ne(s.strange, long(0n)), [
          set(s.place, call(recordEnd, s.start, s.length, s.delimiter, s.quote)),
          ...finishOdd(s, i32.add(s.place, 1)),
          ...restart(s),
          branchIf(i32.eq(s.record, s.capacity), done),
          branch(blocks),
        ]),
        increase(s.base, 64),
        branch(blocks),
      ]),
    ]),
    when(
      i32.and(
        i32.less(s.start, s.length),
        i32.and(i32.more(s.base, s.length), i32.less(s.record, s.capacity)),
      ),
      [set(s.place, s.length), ...finishOdd(s, i32.add(s.length, 1))],
    ),
    memory.setInt(structureAt.at, s.start),
    memory.setInt(structureAt.line, s.line),
    give(s.record),
  ];
});

export const structureFunctions = [recordEnd, countLines, isBlank, structure];
