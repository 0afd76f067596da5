import { choose, define, during, f64, give, i32, increase, memory, set, when } from './assembler.ts';
import { loadWhole, storeWhole } from './packing.ts';

/*
 * Rows put in another order, a window of the target at a time: of `places`, those from `start` on, `limit` of them. Where
 * `places` is 0, rows go one after the other from `next` on.
 */

/** Puts stored whole numbers where their rows go, each times `times` and `more`; `to` for `gap` where `lacks` says so. */
const placeWhole = define(
  'placeWhole',
  'i32',
  {
    stored: 'i32',
    end: 'i32',
    width: 'i32',
    times: 'i32',
    more: 'i32',
    lacks: 'i32',
    gap: 'i32',
    to: 'i32',
    places: 'i32',
    next: 'i32',
    start: 'i32',
    limit: 'i32',
    target: 'i32',
    targetWidth: 'i32',
  },
  (names, local) => {
    const { stored, end, width, times, more, lacks, gap, to, places, next, start, limit } = names;
    const [value, place] = [local('i32'), local('i32')];
    return [
      during(i32.below(stored, end), [
        set(place, next),
        when(places, [set(place, memory.int(places)), increase(places, 4)]),
        set(place, i32.sub(place, start)),
        when(i32.below(place, limit), [
          loadWhole(value, stored, width),
          set(value, choose(i32.and(lacks, i32.eq(value, gap)), to, i32.add(i32.mul(value, times), more))),
          storeWhole(i32.add(names.target, i32.mul(place, names.targetWidth)), names.targetWidth, value),
        ]),
        increase(stored, width),
        increase(next, 1),
      ]),
      give(0),
    ];
  },
);

/** Puts numbers where their rows go. */
const placeNumbers = define(
  'placeNumbers',
  'i32',
  {
    values: 'i32',
    end: 'i32',
    places: 'i32',
    next: 'i32',
    start: 'i32',
    limit: 'i32',
    target: 'i32',
  },
  ({ values, end, places, next, start, limit, target }, local) => {
    const place = local('i32');
    return [
      during(i32.below(values, end), [
        set(place, next),
        when(places, [set(place, memory.int(places)), increase(places, 4)]),
        set(place, i32.sub(place, start)),
        when(i32.below(place, limit), [
          memory.setLong(i32.add(target, i32.shl(place, 3)), memory.long(values)),
        ]),
        increase(values, 8),
        increase(next, 1),
      ]),
      give(0),
    ];
  },
);

/** Adds numbers, but those that are missing (NaN), to a sum and to what rounding lost of it (Neumaier 1974). */
const addNumbers = define(
  'addNumbers',
  'i32',
  { values: 'i32', end: 'i32', sum: 'i32' },
  ({ values, end, sum }, local) => {
    const [total, lost, next, value] = [local('f64'), local('f64'), local('f64'), local('f64')];
    return [
      set(total, memory.number(sum)),
      set(lost, memory.number(sum, 8)),
      during(i32.below(values, end), [
        set(value, memory.number(values)),
        when(f64.eq(value, value), [
          set(next, f64.add(total, value)),
          set(
            lost,
            f64.add(
              lost,
              choose(
                f64.notLess(f64.absolute(total), f64.absolute(value)),
                f64.add(f64.sub(total, next), value),
                f64.add(f64.sub(value, next), total),
              ),
            ),
          ),
          set(total, next),
        ]),
        increase(values, 8),
      ]),
      memory.setNumber(sum, total),
      memory.setNumber(sum, lost, 8),
      give(0),
    ];
  },
);

/** Counts rows by code, each one place further on; those without code are left out. */
const countCodes = define(
  'countCodes',
  'i32',
  { codes: 'i32', end: 'i32', counts: 'i32' },
  ({ codes, end, counts }, local) => {
    const [code, at] = [local('i32'), local('i32')];
    return [
      during(i32.below(codes, end), [
        set(code, memory.int(codes)),
        when(i32.notLess(code, 0), [
          set(at, i32.add(counts, i32.shl(code, 2))),
          memory.setInt(at, i32.add(memory.int(at, 4), 1), 4),
        ]),
        increase(codes, 4),
      ]),
      give(0),
    ];
  },
);

/** Where each row goes: to the next place of its code, of `without` where it has none. */
const placesOf = define(
  'placesOf',
  'i32',
  { codes: 'i32', end: 'i32', next: 'i32', without: 'i32', out: 'i32' },
  ({ codes, end, next, without, out }, local) => {
    const [code, at, place] = [local('i32'), local('i32'), local('i32')];
    return [
      during(i32.below(codes, end), [
        set(code, memory.int(codes)),
        set(code, choose(i32.less(code, 0), without, code)),
        set(at, i32.add(next, i32.shl(code, 2))),
        set(place, memory.int(at)),
        memory.setInt(out, place),
        memory.setInt(at, i32.add(place, 1)),
        increase(codes, 4),
        increase(out, 4),
      ]),
      give(0),
    ];
  },
);

export const placingFunctions = [placeWhole, placeNumbers, addNumbers, countCodes, placesOf];
