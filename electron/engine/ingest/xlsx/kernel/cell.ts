import {
  branchIf,
  during,
  type I32,
  i32,
  increase,
  type Label,
  type Local,
  memory,
  type Statement,
  set,
} from '../../csv/kernel/assembler.ts';
import { isDigit } from './characters.ts';

/** What may follow the last byte that is looked at: tags up to a value are shorter. */
export const lookahead = 128;
export const blank = 32;
export const quote = 34;
export const slash = 47;
export const greater = 62;
export const mostDigits = 7;
type Int32 = Local<'i32'>;

/** What the cell that is being read is made of, and where reading and writing are. */
export function localsOf(local: (kind: 'i32') => Int32) {
  return {
    at: local('i32'),
    byte: local('i32'),
    start: local('i32'),
    column: local('i32'),
    style: local('i32'),
    kind: local('i32'),
    from: local('i32'),
    to: local('i32'),
    after: local('i32'),
    item: local('i32'),
    classes: local('i32'),
    place: local('i32'),
    gap: local('i32'),
    out: local('i32'),
    number: local('i32'),
    entry: local('i32'),
    last: local('i32'),
  };
}

export interface Cell extends ReturnType<typeof localsOf> {
  state: Int32;
  /** The tag that is being read. */
  current: Int32;
  end: Int32;
  /** Leaves with what starts at the current tag to be read by the rules. */
  stop: Label;
}

export function unless(condition: I32, cell: Cell): Statement {
  return branchIf(i32.not(condition), cell.stop);
}

/** Reads a whole number of few digits up to its quote. */
export function wholeNumber(cell: Cell, into: Int32): Statement[] {
  const { at, byte, start } = cell;
  return [
    set(into, 0),
    set(start, at),
    set(byte, memory.byte(at)),
    during(isDigit(byte), [
      set(into, i32.add(i32.mul(into, 10), i32.sub(byte, 48))),
      increase(at, 1),
      set(byte, memory.byte(at)),
    ]),
    branchIf(i32.more(i32.sub(at, start), mostDigits), cell.stop),
    unless(i32.eq(byte, quote), cell),
    increase(at, 1),
  ];
}
