import {
  branch,
  branchIf,
  call,
  copyBytes,
  define,
  during,
  give,
  type I32,
  type I64,
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
  when,
} from './assembler.ts';

/*
 * Texts by their bytes, numbered in the order they come. A slot of the table is sixteen bytes, so that a probe touches
 * one line of memory: a key of eight bytes, code + 1, and where the text is. Up to eight bytes the text is its own key
 * (and `where` the complement of its length); a longer one is keyed by its hash and compared byte by byte.
 */

/** Fields of a dictionary's header. */
export const dictionaryAt = {
  table: 0,
  /** Bytes of the table − 1. */
  mask: 4,
  size: 8,
  /** Most texts before the table must grow. */
  limit: 12,
  texts: 16,
  used: 20,
  room: 24,
  /** Where each text ends, from the start of the texts. */
  ends: 28,
  /** Added to the codes that are given out. */
  base: 32,
  /** Codes below this were known before; how often they were found since. */
  known: 36,
  reused: 40,
  bytes: 48,
} as const;

/** What `find` answers when the dictionary must grow first. */
export const full = -2;

export const slotBytes = 16;

const factor = long(-7046029254386353131n);
const finish = long(-4417276706812531889n);
const lengthFactor = long(-8663945395140668459n);

/** 64 bits over eight bytes at most, the low `length` bytes of `word`. */
export function mixWord(hash: Local<'i64'>, word: I64): Statement[] {
  return [
    set(hash, i64.mul(i64.xor(hash, word), factor)),
    set(hash, i64.xor(hash, i64.shr(hash, long(32n)))),
    set(hash, i64.mul(hash, finish)),
    set(hash, i64.xor(hash, i64.shr(hash, long(29n)))),
  ];
}

/** The `length` bytes at `at`, one to eight, as a number. */
export function lowBytes(at: I32, length: I32): I64 {
  return i64.and(memory.long(at), i64.shr(long(-1n), i64.from(i32.and(i32.sub(64, i32.shl(length, 3)), 63))));
}

/** Sets `hash` to the hash of `length` ≥ 1 bytes at `start`, and `word` to their last eight or fewer. */
export function hashBytes(
  hash: Local<'i64'>,
  word: Local<'i64'>,
  start: Local<'i32'>,
  length: Local<'i32'>,
  at: Local<'i32'>,
): Statement[] {
  const end = i32.add(start, length);
  return [
    set(hash, i64.mul(i64.from(length), lengthFactor)),
    set(at, start),
    during(i32.more(i32.sub(end, at), 8), [
      set(hash, i64.mul(i64.xor(hash, memory.long(at)), factor)),
      set(hash, i64.xor(hash, i64.shr(hash, long(32n)))),
      increase(at, 8),
    ]),
    set(word, lowBytes(at, i32.sub(end, at))),
    ...mixWord(hash, word),
  ];
}

/** Whether `length` > 8 bytes are the same. */
export const sameBytes = define(
  'sameBytes',
  'i32',
  { one: 'i32', other: 'i32', length: 'i32' },
  ({ one, other, length }, local) => {
    const last = local('i32');
    return [
      set(last, i32.sub(i32.add(one, length), 8)),
      when(i64.ne(memory.long(last), memory.long(i32.sub(i32.add(other, length), 8))), [give(0)]),
      during(i32.less(one, last), [
        when(i64.ne(memory.long(one), memory.long(other)), [give(0)]),
        increase(one, 8),
        increase(other, 8),
      ]),
      give(1),
    ];
  },
);

/** Whether `length` ≥ 1 bytes are the same. */
export const isSameText = define(
  'isSameText',
  'i32',
  { one: 'i32', other: 'i32', length: 'i32' },
  ({ one, other, length }) => [
    when(i32.more(length, 8), [give(call(sameBytes, one, other, length))]),
    give(i64.eq(lowBytes(one, length), lowBytes(other, length))),
  ],
);

/** Code of `length` ≥ 1 bytes at `start` with this hash; a new text gets the next one. */
export const find = define(
  'find',
  'i32',
  { dictionary: 'i32', start: 'i32', length: 'i32', hash: 'i64' },
  ({ dictionary, start, length, hash }, local) => {
    const word = local('i64');
    const [slot, code, where, short] = [local('i32'), local('i32'), local('i32'), local('i32')];
    const probe = new Label();
    const field = (name: keyof typeof dictionaryAt): I32 => memory.int(dictionary, dictionaryAt[name]);
    const found = give(i32.sub(code, 1));
    return [
      set(short, i32.notMore(length, 8)),
      set(word, hash),
      when(short, [set(word, lowBytes(start, length))]),
      set(slot, i32.and(i32.shl(i32.fromI64(hash), 4), field('mask'))),
      loop(probe, [
        set(code, memory.int(i32.add(field('table'), slot), 8)),
        when(i32.ne(code, 0), [
          when(i64.eq(memory.long(i32.add(field('table'), slot)), word), [
            set(where, memory.int(i32.add(field('table'), slot), 12)),
            when(
              short,
              [when(i32.eq(where, i32.xor(length, -1)), [found])],
              [
                when(
                  i32.and(
                    i32.notLess(where, 0),
                    i32.eq(
                      i32.sub(memory.int(i32.add(field('ends'), i32.shl(i32.sub(code, 1), 2))), where),
                      length,
                    ),
                  ),
                  [when(call(sameBytes, i32.add(field('texts'), where), start, length), [found])],
                ),
              ],
            ),
          ]),
          set(slot, i32.and(i32.add(slot, slotBytes), field('mask'))),
          branch(probe),
        ]),
      ]),
      set(code, field('size')),
      when(
        i32.or(
          i32.notLess(code, field('limit')),
          i32.more(i32.add(i32.add(field('used'), length), 8), field('room')),
        ),
        [give(full)],
      ),
      set(where, field('used')),
      ...appendText(dictionary, start, length, where, code),
      set(slot, i32.add(field('table'), slot)),
      memory.setLong(slot, word),
      memory.setInt(slot, i32.add(code, 1), 8),
      when(short, [set(where, i32.xor(length, -1))]),
      memory.setInt(slot, where, 12),
      give(code),
    ];
    function appendText(...[, from, count, used, size]: Local<'i32'>[]): Statement[] {
      const end = i32.add(used!, count!);
      return [
        when(
          short,
          [memory.setLong(i32.add(field('texts'), used!), memory.long(from!))],
          [copyBytes(i32.add(field('texts'), used!), from!, count!)],
        ),
        memory.setInt(i32.add(field('ends'), i32.shl(size!, 2)), end),
        memory.setInt(dictionary, end, dictionaryAt.used),
        memory.setInt(dictionary, i32.add(size!, 1), dictionaryAt.size),
      ];
    }
  },
);

/** Fills the dictionary's new, empty table from an old one of `bytes` bytes. */
export const rehash = define(
  'rehash',
  'i32',
  { dictionary: 'i32', old: 'i32', bytes: 'i32' },
  ({ dictionary, old, bytes }, local) => {
    const [end, slot, where, table, mask] = [
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
    ];
    const [hash, key] = [local('i64'), local('i64')];
    const [each, probe] = [new Label(), new Label()];
    return [
      set(end, i32.add(old, bytes)),
      set(table, memory.int(dictionary, dictionaryAt.table)),
      set(mask, memory.int(dictionary, dictionaryAt.mask)),
      loop(each, [
        when(memory.int(old, 8), [
          set(key, memory.long(old)),
          set(where, memory.int(old, 12)),
          set(hash, key),
          when(i32.less(where, 0), [
            set(hash, i64.mul(i64.from(i32.xor(where, -1)), lengthFactor)),
            ...mixWord(hash, key),
          ]),
          set(slot, i32.and(i32.shl(i32.fromI64(hash), 4), mask)),
          loop(probe, [
            when(memory.int(i32.add(table, slot), 8), [
              set(slot, i32.and(i32.add(slot, slotBytes), mask)),
              branch(probe),
            ]),
          ]),
          memory.setLong(i32.add(table, slot), key),
          memory.setInt(i32.add(table, slot), memory.int(old, 8), 8),
          memory.setInt(i32.add(table, slot), where, 12),
        ]),
        increase(old, slotBytes),
        branchIf(i32.below(old, end), each),
      ]),
      give(0),
    ];
  },
);

/** Code of one text; see `find`. */
export const findText = define(
  'findText',
  'i32',
  { dictionary: 'i32', start: 'i32', length: 'i32' },
  ({ dictionary, start, length }, local) => {
    const [at, hash, word] = [local('i32'), local('i64'), local('i64')];
    return [...hashBytes(hash, word, start, length, at), give(call(find, dictionary, start, length, hash))];
  },
);

/**
 * Codes of texts that lie end to end, none empty: `ends` says where each ends, from `texts` on. Starts at text `from` and
 * returns where it stopped, which is before `count` where the dictionary must grow. `hashes` has room for one number a
 * text: they are worked out first, and the table's lines touched, so that these come from memory side by side.
 */
export const findAll = define(
  'findAll',
  'i32',
  {
    dictionary: 'i32',
    texts: 'i32',
    ends: 'i32',
    hashes: 'i32',
    from: 'i32',
    count: 'i32',
    codes: 'i32',
  },
  ({ dictionary, texts, ends, hashes, from, count, codes }, local) => {
    const [start, end, length, code, at] = [
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
    ];
    const [next, touched, first] = [local('i32'), local('i32'), local('i32')];
    const [hash, word] = [local('i64'), local('i64')];
    const slot = i32.add(
      memory.int(dictionary, dictionaryAt.table),
      i32.and(i32.shl(i32.fromI64(hash), 4), memory.int(dictionary, dictionaryAt.mask)),
    );
    const endOf = (text: I32) => i32.add(texts, memory.int(i32.add(ends, i32.shl(text, 2))));
    return [
      set(first, texts),
      when(i32.more(from, 0), [set(first, endOf(i32.sub(from, 1)))]),
      set(start, first),
      set(next, from),
      during(i32.less(next, count), [
        set(end, endOf(next)),
        set(length, i32.sub(end, start)),
        ...hashBytes(hash, word, start, length, at),
        memory.setLong(i32.add(hashes, i32.shl(next, 3)), hash),
        set(touched, i32.add(touched, memory.int(slot, 8))),
        set(start, end),
        increase(next, 1),
      ]),
      set(start, first),
      during(i32.less(from, count), [
        set(end, endOf(from)),
        set(hash, memory.long(i32.add(hashes, i32.shl(from, 3)))),
        set(code, call(find, dictionary, start, i32.sub(end, start), hash)),
        when(i32.eq(code, full), [give(from)]),
        memory.setInt(i32.add(codes, i32.shl(from, 2)), code),
        set(start, end),
        increase(from, 1),
      ]),
      // Keeps the touching loads from being removed as unused.
      when(i32.eq(touched, 1), [give(from)]),
      give(from),
    ];
  },
);

export const dictionaryFunctions = [sameBytes, isSameText, find, rehash, findText, findAll];
