import { type I32, i32, increase, type Local, memory, type Statement, set, when } from './assembler.ts';

/*
 * One column at a time over the records that `structure` found: the loop stays small, and the misses of one row's
 * dictionary probe overlap with the next row's.
 */

/** How every column is walked: where cells begin (`first` + `after` each) and end, and which records are odd. */
export const walked = {
  first: 'i32',
  after: 'i32',
  ends: 'i32',
  odd: 'i32',
  from: 'i32',
  to: 'i32',
  quote: 'i32',
} as const;

export type Walked = { [Name in keyof typeof walked]: Local<'i32'> };

/** Sets `start` and `end` to the content of the cell of record `from`. */
export function content(walk: Walked, start: Local<'i32'>, end: Local<'i32'>): Statement[] {
  const row = i32.shl(walk.from, 2);
  return [
    set(start, i32.add(memory.int(i32.add(walk.first, row)), walk.after)),
    set(end, memory.int(i32.add(walk.ends, row))),
    when(i32.eq(memory.byte(start), walk.quote), [increase(start, 1), increase(end, -1)]),
  ];
}

export function isOdd(walk: Walked): I32 {
  return memory.byte(i32.add(walk.odd, walk.from));
}
