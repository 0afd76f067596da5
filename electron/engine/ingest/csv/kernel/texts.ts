import {
  block,
  branch,
  branchIf,
  call,
  define,
  during,
  give,
  type I32,
  type I64,
  type Int,
  i32,
  i64,
  increase,
  Label,
  long,
  loop,
  memory,
  type Statement,
  set,
  when,
} from './assembler.ts';
import { dictionaryAt, find, full, hashBytes, isSameText, lowBytes, sameBytes } from './dictionary.ts';
import { edgesAt } from './tables.ts';
import { content, isOdd, walked } from './walk.ts';

const emptyHash = long(-7286425919675154353n);
const rowFactor = long(-3335678366873096957n);

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

export const textFunctions = [trimStart, trimEnd, texts, codes, hashCells, hashCell];
