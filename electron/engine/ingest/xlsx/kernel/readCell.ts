import {
  branch,
  branchIf,
  during,
  type I32,
  i32,
  increase,
  Label,
  loop,
  memory,
  type Statement,
  set,
  when,
} from '../../csv/kernel/assembler.ts';
import { mostColumns } from '../cellRange.ts';
import { blank, type Cell, greater, quote, slash, unless, wholeNumber } from './cell.ts';
import { isDigit, standsAt } from './characters.ts';
import { booleanCell, dateCell, errorCell, get, inlineCell, numberCell, sharedCell } from './fields.ts';
import { passText, spacedText } from './texts.ts';

/** `<c r="B7" s="2" t="s">`, up to its end. */
export function readTag(cell: Cell): Statement[] {
  const { at, byte, start, column, style, kind, stop } = cell;
  return [
    increase(at, '<c r="'.length),
    set(start, at),
    set(column, 0),
    set(byte, memory.byte(at)),
    during(i32.below(i32.sub(byte, 65), 26), [
      set(column, i32.add(i32.mul(column, 26), i32.sub(byte, 64))),
      increase(at, 1),
      set(byte, memory.byte(at)),
    ]),
    branchIf(i32.more(i32.sub(at, start), 3), stop),
    during(isDigit(byte), [increase(at, 1), set(byte, memory.byte(at))]),
    unless(i32.eq(byte, quote), cell),
    increase(at, 1),
    unless(i32.more(column, get(cell.state, 'column')), cell),
    branchIf(i32.more(column, mostColumns), stop),
    set(style, 0),
    set(kind, numberCell),
    during(i32.eq(memory.byte(at), blank), [
      when(
        standsAt(at, ' s="'),
        [increase(at, 4), ...wholeNumber(cell, style)],
        [unless(standsAt(at, ' t="'), cell), increase(at, 4), ...readKind(cell)],
      ),
    ]),
  ];
}

/** By the first letters of `t`: n, s, str, b, e, d, inlineStr. */
function readKind(cell: Cell): Statement[] {
  const { at, end, byte, start, kind } = cell;
  const letter = (code: string, found: I32 | number) =>
    when(i32.eq(byte, code.charCodeAt(0)), [set(kind, found)]);
  return [
    set(start, at),
    set(byte, memory.byte(at)),
    during(i32.and(i32.ne(memory.byte(at), quote), i32.less(at, end)), [increase(at, 1)]),
    set(kind, numberCell),
    letter('s', i32.add(sharedCell, i32.ne(i32.sub(at, start), 1))),
    letter('b', booleanCell),
    letter('e', errorCell),
    letter('d', dateCell),
    letter('i', inlineCell),
    increase(at, 1),
  ];
}

/** Passes `<f>…</f>`, with or without attributes. */
function passFormula(cell: Cell): Statement[] {
  const { at, end, byte, classes, stop } = cell;
  const tag = new Label();
  return [
    increase(at, 2),
    set(byte, memory.byte(at)),
    unless(i32.or(i32.eq(byte, greater), i32.or(i32.eq(byte, blank), i32.eq(byte, slash))), cell),
    loop(tag, [
      branchIf(i32.notLess(at, end), stop),
      branchIf(i32.eq(byte, quote), stop),
      when(i32.ne(byte, greater), [
        increase(at, 1),
        set(byte, memory.byte(at)),
        when(i32.eq(byte, quote), [...passQuoted(cell), increase(at, 1), set(byte, memory.byte(at))]),
        branch(tag),
      ]),
    ]),
    set(byte, memory.byte(i32.sub(at, 1))),
    increase(at, 1),
    when(i32.ne(byte, slash), [
      ...passText(at, classes, byte),
      unless(standsAt(at, '</f>'), cell),
      increase(at, 4),
    ]),
  ];
}

/** To the quote that closes the one that stands there. */
function passQuoted({ at, end, stop }: Cell): Statement[] {
  const again = new Label();
  return [
    loop(again, [
      increase(at, 1),
      branchIf(i32.notLess(at, end), stop),
      branchIf(i32.ne(memory.byte(at), quote), again),
    ]),
  ];
}

/** Finds the value, `<v>…</v></c>` or `<is><t>…</t></is></c>`. */
export function readValue(cell: Cell): Statement[] {
  const { at, end, from, to, after, item, kind, classes, byte, stop } = cell;
  return [
    when(standsAt(at, '<f'), passFormula(cell)),
    when(
      standsAt(at, '<v>'),
      [set(from, i32.add(at, 3)), branchIf(i32.eq(kind, inlineCell), stop)],
      [
        unless(standsAt(at, '<is>'), cell),
        set(from, i32.add(at, 4)),
        set(item, from),
        set(kind, inlineCell),
        when(
          standsAt(from, '<t>'),
          [increase(from, 3)],
          [unless(standsAt(from, spacedText), cell), increase(from, spacedText.length)],
        ),
      ],
    ),
    set(to, from),
    ...passText(to, classes, byte),
    branchIf(i32.more(i32.add(to, 16), end), stop),
    branchIf(i32.eq(from, to), stop),
    when(
      i32.eq(kind, inlineCell),
      [unless(standsAt(to, '</t></is></c>'), cell), set(after, i32.add(to, 13))],
      [unless(standsAt(to, '</v></c>'), cell), set(after, i32.add(to, 8))],
    ),
  ];
}
