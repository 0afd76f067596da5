import {
  block,
  branchIf,
  define,
  during,
  give,
  i32,
  increase,
  Label,
  memory,
  set,
  when,
} from './assembler.ts';

/*
 * Codes turned into others by tables in which 0 stands for a code that has none yet, and every other number for the code
 * before it.
 */

/** Codes as the numbers that stand in `map` for them; −1 stays. */
const mapCodes = define('mapCodes', 'i32', { codes: 'i32', end: 'i32', map: 'i32' }, (names, local) => {
  const { codes, end, map } = names;
  const code = local('i32');
  return [
    during(i32.below(codes, end), [
      set(code, memory.int(codes)),
      when(i32.notLess(code, 0), [memory.setInt(codes, memory.int(i32.add(map, i32.shl(code, 2))))]),
      increase(codes, 4),
    ]),
    give(0),
  ];
});

/** Whether codes are numbered by first appearance from `next` on: the number after the last, −1 where they are not. */
const countsUp = define('countsUp', 'i32', { codes: 'i32', end: 'i32', next: 'i32' }, (names, local) => {
  const { codes, end, next } = names;
  const code = local('i32');
  return [
    during(i32.below(codes, end), [
      set(code, memory.int(codes)),
      when(i32.notLess(code, next), [when(i32.ne(code, next), [give(-1)]), increase(next, 1)]),
      increase(codes, 4),
    ]),
    give(next),
  ];
});

/** Numbers codes anew by first appearance, the first new one `next`, and lists the old ones in `used`; returns the number after the last. */
const renumber = define(
  'renumber',
  'i32',
  { codes: 'i32', end: 'i32', map: 'i32', used: 'i32', next: 'i32' },
  ({ codes, end, map, used, next }, local) => {
    const [code, at] = [local('i32'), local('i32')];
    return [
      during(i32.below(codes, end), [
        set(code, memory.int(codes)),
        when(i32.notLess(code, 0), [
          set(at, i32.add(map, i32.shl(code, 2))),
          when(i32.not(memory.int(at)), [
            memory.setInt(i32.add(used, i32.shl(next, 2)), code),
            increase(next, 1),
            memory.setInt(at, next),
          ]),
          memory.setInt(codes, i32.sub(memory.int(at), 1)),
        ]),
        increase(codes, 4),
      ]),
      give(next),
    ];
  },
);

/** Where `composeKeys` stands: its row, and how many pairs it has left. */
export const composeAt = { row: 0, pairs: 4, bytes: 16 } as const;

/**
 * Turns identifiers into keys: by `idKeys`, where there is none by the name and `nameKeys`. The first name of a key is
 * put into `usual` and counted in `counts`; pairs of a key and another name are left in `pairs`. Stops at a row whose key
 * is not known yet.
 */
const composeKeys = define(
  'composeKeys',
  'i32',
  {
    state: 'i32',
    ids: 'i32',
    names: 'i32',
    rows: 'i32',
    idKeys: 'i32',
    nameKeys: 'i32',
    usual: 'i32',
    counts: 'i32',
    pairs: 'i32',
  },
  (given, local) => {
    const { state, ids, names, rows, idKeys, nameKeys, usual, counts } = given;
    const [row, id, name, key, at, pair] = [
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
    ];
    const stop = new Label();
    const of = (table: typeof row, index: typeof row) => i32.add(table, i32.shl(index, 2));
    return [
      set(row, memory.int(state, composeAt.row)),
      set(pair, i32.add(given.pairs, i32.shl(memory.int(state, composeAt.pairs), 3))),
      block(stop, [
        during(i32.less(row, rows), [
          set(id, memory.int(of(ids, row))),
          set(name, memory.int(of(names, row))),
          set(key, 0),
          when(
            i32.notLess(id, 0),
            [set(key, memory.int(of(idKeys, id))), branchIf(i32.not(key), stop)],
            [
              when(i32.notLess(name, 0), [
                set(key, memory.int(of(nameKeys, name))),
                branchIf(i32.not(key), stop),
              ]),
            ],
          ),
          increase(key, -1),
          memory.setInt(of(ids, row), key),
          when(i32.and(i32.notLess(key, 0), i32.notLess(name, 0)), [
            set(at, of(usual, key)),
            when(i32.not(memory.int(at)), [memory.setInt(at, i32.add(name, 1))]),
            when(
              i32.eq(memory.int(at), i32.add(name, 1)),
              [memory.setInt(of(counts, key), i32.add(memory.int(of(counts, key)), 1))],
              [memory.setInt(pair, key), memory.setInt(pair, name, 4), increase(pair, 8)],
            ),
          ]),
          increase(row, 1),
        ]),
      ]),
      memory.setInt(state, row, composeAt.row),
      memory.setInt(state, i32.shr(i32.sub(pair, given.pairs), 3), composeAt.pairs),
      give(0),
    ];
  },
);

export const codingFunctions = [mapCodes, countsUp, renumber, composeKeys];
