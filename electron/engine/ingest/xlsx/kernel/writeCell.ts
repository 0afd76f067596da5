import {
  block,
  branch,
  branchIf,
  call,
  during,
  i32,
  increase,
  Label,
  memory,
  type Statement,
  set,
  when,
} from '../../csv/kernel/assembler.ts';
import { type Cell, lookahead, mostDigits } from './cell.ts';
import { isDigit, noNumber } from './characters.ts';
import {
  booleanCell,
  dateEntries,
  dateEntryBytes,
  errorCell,
  full,
  get,
  inlineCell,
  numberCell,
  oddValue,
  put,
  sharedCell,
  stringTableBits,
  textCell,
} from './fields.ts';
import { copyText, oddText } from './texts.ts';

const comma = 44;
const lineFeed = 10;
/** Numbers of this length and more may be written shorter. */
const longNumber = 17;
/** Blank records before a row that are written here. */
const mostBlankRows = 1 << 10;
/** From this meaning on a number is shown with zeros in front. */
const firstPadding = 8;
/** Finds the text a cell refers to: its address in `entry`, its length in `gap`. */
function findShared(cell: Cell): Statement[] {
  const { state, from, to, start, byte, number, entry, gap } = cell;
  const found = new Label();
  return [
    set(entry, 0),
    set(number, 0),
    set(start, from),
    block(found, [
      branchIf(i32.more(i32.sub(to, from), 9), found),
      during(i32.less(start, to), [
        set(byte, memory.byte(start)),
        branchIf(i32.not(isDigit(byte)), found),
        set(number, i32.add(i32.mul(number, 10), i32.sub(byte, 48))),
        increase(start, 1),
      ]),
      branchIf(i32.notLess(number, get(state, 'stringCount')), found),
      set(
        entry,
        i32.add(
          memory.int(i32.add(get(state, 'directory'), i32.shl(i32.shr(number, stringTableBits), 2))),
          i32.shl(i32.and(number, (1 << stringTableBits) - 1), 3),
        ),
      ),
      set(gap, i32.add(gap, memory.int(entry, 4))),
    ]),
  ];
}

/** Leaves with the cell to be read again where what it may become does not fit. */
function requireRoom(cell: Cell): Statement[] {
  const { state, from, to, out, place, gap, stop } = cell;
  const before = i32.sub(get(state, 'row'), get(state, 'next'));
  return [
    set(gap, i32.add(i32.shl(i32.sub(to, from), 1), place)),
    when(i32.not(get(state, 'begun')), [
      branchIf(i32.more(before, mostBlankRows), stop),
      set(gap, i32.add(gap, before)),
    ]),
    when(i32.eq(cell.kind, sharedCell), findShared(cell)),
    when(i32.more(i32.add(gap, lookahead), i32.sub(get(state, 'outEnd'), out)), [
      put(state, 'outcome', full),
      branch(stop),
    ]),
  ];
}

function separate({ state, out, place, start }: Cell): Statement[] {
  return [
    when(i32.not(get(state, 'begun')), [
      put(state, 'begun', 1),
      set(start, get(state, 'next')),
      during(i32.less(start, get(state, 'row')), [
        memory.setByte(out, lineFeed),
        increase(out, 1),
        increase(start, 1),
      ]),
      put(state, 'next', start),
    ]),
    set(start, get(state, 'written')),
    when(i32.less(start, 0), [set(start, 0)]),
    during(i32.less(start, place), [memory.setByte(out, comma), increase(out, 1), increase(start, 1)]),
    put(state, 'written', place),
  ];
}

/** Writes the value, or branches to `odd` where only the rules can. */
function writeValue(cell: Cell, odd: Label): Statement[] {
  const { kind, from, to, out, last, entry, start, classes, number } = cell;
  const done = new Label();
  const text = i32.or(i32.eq(kind, textCell), i32.or(i32.eq(kind, inlineCell), i32.eq(kind, errorCell)));
  return [
    block(done, [
      when(i32.eq(kind, sharedCell), [
        branchIf(i32.not(entry), odd),
        set(start, memory.int(entry)),
        set(number, i32.add(start, memory.int(entry, 4))),
        ...copyText(out, start, number, last),
        branch(done),
      ]),
      when(i32.eq(kind, numberCell), [...writeNumber(cell, odd), branch(done)]),
      when(text, [
        when(
          i32.and(classes, ~noNumber),
          [set(start, call(oddText, from, to, out)), branchIf(i32.not(start), odd), set(out, start)],
          [set(start, from), ...copyText(out, start, to, last)],
        ),
        branch(done),
      ]),
      branchIf(i32.ne(kind, booleanCell), odd),
      set(start, memory.byte(from)),
      writeBoolean(cell),
    ]),
  ];
}

function writeBoolean({ out, start }: Cell): Statement {
  const characters = (text: string) => [
    ...[...text].map((character, at) => memory.setByte(out, character.charCodeAt(0), at)),
    increase(out, text.length),
  ];
  return when(i32.or(i32.eq(start, 49), i32.eq(start, 116)), characters('TRUE'), characters('FALSE'));
}

/** A plain number as it is written, or a day that is in the table. */
function writeNumber(cell: Cell, odd: Label): Statement[] {
  const { state, style, from, to, out, start, last, classes, number, entry, byte } = cell;
  return [
    branchIf(i32.and(classes, noNumber), odd),
    set(number, 0),
    when(i32.less(style, get(state, 'meaningCount')), [
      set(number, memory.byte(i32.add(get(state, 'meanings'), style))),
    ]),
    branchIf(i32.notLess(number, firstPadding), odd),
    when(
      i32.not(number),
      [
        branchIf(i32.notLess(i32.sub(to, from), longNumber), odd),
        set(start, from),
        ...copyText(out, start, to, last),
      ],
      [
        branchIf(i32.more(i32.sub(to, from), mostDigits), odd),
        set(last, 0),
        set(start, from),
        during(i32.less(start, to), [
          set(byte, memory.byte(start)),
          branchIf(i32.not(isDigit(byte)), odd),
          set(last, i32.add(i32.mul(last, 10), i32.sub(byte, 48))),
          increase(start, 1),
        ]),
        set(number, i32.add(i32.mul(last, firstPadding), number)),
        set(entry, i32.add(get(state, 'dates'), i32.mul(i32.and(last, dateEntries - 1), dateEntryBytes))),
        branchIf(i32.ne(memory.int(entry), number), odd),
        memory.setLong(out, memory.long(entry, 8)),
        memory.setLong(out, memory.long(entry, 16), 8),
        set(out, i32.add(out, memory.int(entry, 4))),
      ],
    ),
  ];
}

function countCell({ state, column, kind }: Cell): Statement[] {
  return [
    put(state, 'column', column),
    put(state, 'filled', i32.add(get(state, 'filled'), 1)),
    when(i32.eq(kind, errorCell), [put(state, 'errors', i32.add(get(state, 'errors'), 1))]),
    when(i32.less(column, get(state, 'left')), [put(state, 'left', column)]),
    when(i32.more(column, get(state, 'right')), [put(state, 'right', column)]),
    when(i32.not(get(state, 'top')), [put(state, 'top', get(state, 'row'))]),
    put(state, 'bottom', get(state, 'row')),
  ];
}

/** Writes the cell where it is to be written; leaves behind it where only the rules can write its value. */
export function takeCell(cell: Cell, leave: Label): Statement[] {
  const { state, column, place, kind, from, to, item, after, style } = cell;
  const [done, odd] = [new Label(), new Label()];
  return [
    block(done, [
      block(odd, [
        set(place, -1),
        when(i32.and(get(state, 'taken'), i32.less(column, get(state, 'placeCount'))), [
          set(place, memory.int(i32.add(get(state, 'places'), i32.shl(column, 2)))),
        ]),
        when(i32.less(place, 0), [...countCell(cell), branch(done)]),
        ...requireRoom(cell),
        ...separate(cell),
        ...countCell(cell),
        ...writeValue(cell, odd),
        branch(done),
      ]),
      put(state, 'outcome', oddValue),
      put(state, 'kind', kind),
      put(state, 'style', style),
      when(i32.eq(kind, inlineCell), [set(from, item), set(to, i32.add(to, 4))]),
      put(state, 'valueFrom', from),
      put(state, 'valueTo', to),
      set(cell.current, after),
      branch(leave),
    ]),
  ];
}
