import {
  branch,
  branchIf,
  i32,
  increase,
  Label,
  loop,
  memory,
  type Statement,
  set,
  when,
} from '../../csv/kernel/assembler.ts';
import { mostRows } from '../cellRange.ts';
import { blank, type Cell, greater, quote, slash, unless, wholeNumber } from './cell.ts';
import { standsAt } from './characters.ts';
import { get, put } from './fields.ts';

const lineFeed = 10;
/** `<row r="7" spans="1:12">`; a row that may be hidden is left to the rules. */
export function readRow(cell: Cell): Statement[] {
  const { state, at, end, byte, number, stop } = cell;
  const [tag, value] = [new Label(), new Label()];
  return [
    branchIf(get(state, 'inRow'), stop),
    increase(at, '<row r="'.length),
    ...wholeNumber(cell, number),
    unless(i32.more(number, get(state, 'row')), cell),
    branchIf(i32.more(number, mostRows), stop),
    branchIf(i32.notLess(number, get(state, 'mergedFrom')), stop),
    branchIf(i32.more(number, get(state, 'areaBottom')), stop),
    loop(tag, [
      set(byte, memory.byte(at)),
      when(i32.ne(byte, greater), [
        branchIf(i32.notLess(at, end), stop),
        branchIf(i32.less(byte, blank), stop),
        branchIf(i32.or(i32.eq(byte, slash), i32.eq(byte, 39)), stop),
        when(i32.eq(byte, blank), [
          when(standsAt(at, ' hidden='), [
            set(byte, memory.byte(at, 9)),
            unless(i32.or(i32.eq(byte, 48), i32.eq(byte, 102)), cell),
          ]),
          set(byte, blank),
        ]),
        when(i32.eq(byte, quote), [
          loop(value, [
            increase(at, 1),
            branchIf(i32.notLess(at, end), stop),
            branchIf(i32.ne(memory.byte(at), quote), value),
          ]),
        ]),
        increase(at, 1),
        branch(tag),
      ]),
    ]),
    branchIf(i32.notLess(at, end), stop),
    put(state, 'row', number),
    put(state, 'column', 0),
    put(state, 'inRow', 1),
    put(state, 'hidden', 0),
    put(state, 'filled', 0),
    put(state, 'rows', i32.add(get(state, 'rows'), 1)),
    put(state, 'written', -1),
    put(state, 'begun', 0),
    put(state, 'taken', i32.and(get(state, 'writes'), i32.notLess(number, get(state, 'areaTop')))),
    set(cell.after, i32.add(at, 1)),
  ];
}

export function endRow({ state, out, after, at }: Cell): Statement[] {
  return [
    when(i32.more(get(state, 'filled'), 1), [put(state, 'tableRows', i32.add(get(state, 'tableRows'), 1))]),
    when(i32.and(i32.more(get(state, 'filled'), 0), get(state, 'hidden')), [
      put(state, 'hiddenRows', i32.add(get(state, 'hiddenRows'), 1)),
    ]),
    when(i32.and(get(state, 'taken'), get(state, 'begun')), [
      memory.setByte(out, lineFeed),
      increase(out, 1),
      put(state, 'next', i32.add(get(state, 'row'), 1)),
    ]),
    put(state, 'taken', 0),
    put(state, 'inRow', 0),
    set(after, i32.add(at, '</row>'.length)),
  ];
}
