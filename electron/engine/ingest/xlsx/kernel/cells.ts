import {
  block,
  branch,
  branchIf,
  define,
  during,
  give,
  i32,
  increase,
  Label,
  loop,
  memory,
  set,
  when,
} from '../../csv/kernel/assembler.ts';
import { blank, type Cell, greater, localsOf, lookahead, unless } from './cell.ts';
import { isWord, standsAt } from './characters.ts';
import { get, put, unusual } from './fields.ts';
import { readTag, readValue } from './readCell.ts';
import { endRow, readRow } from './rows.ts';
import { takeCell } from './writeCell.ts';

/**
 * Takes rows and cells for as long as they are written as nearly all are, counts them for the survey, and writes them
 * as records. Gives where the first tag starts that is not taken; `outcome` says why.
 */
export const sheetCells = define(
  'sheetCells',
  'i32',
  { state: 'i32', current: 'i32', end: 'i32' },
  ({ state, current, end }, local) => {
    const [leave, again, tagEnd] = [new Label(), new Label(), new Label()];
    const word = local('i64');
    const cell: Cell = { ...localsOf(local), state, current, end, stop: leave };
    const { at, after, out } = cell;
    return [
      put(state, 'outcome', unusual),
      when(i32.and(get(state, 'inRow'), i32.notLess(get(state, 'row'), get(state, 'mergedFrom'))), [
        give(current),
      ]),
      set(out, get(state, 'out')),
      block(leave, [
        loop(again, [
          during(i32.and(i32.notMore(memory.byte(current), blank), i32.less(current, end)), [
            increase(current, 1),
          ]),
          branchIf(i32.notLess(current, i32.sub(end, lookahead)), leave),
          set(at, current),
          set(word, memory.long(current)),
          block(tagEnd, [
            when(isWord(word, '<c r="'), [
              unless(get(state, 'inRow'), cell),
              ...readTag(cell),
              when(standsAt(at, '/'), [
                unless(i32.eq(memory.byte(at, 1), greater), cell),
                set(after, i32.add(at, 2)),
                branchIf(i32.more(after, end), leave),
                put(state, 'column', cell.column),
                branch(tagEnd),
              ]),
              unless(standsAt(at, '>'), cell),
              increase(at, 1),
              ...readValue(cell),
              ...takeCell(cell, leave),
              branch(tagEnd),
            ]),
            when(isWord(word, '</row>'), [
              unless(get(state, 'inRow'), cell),
              ...endRow(cell),
              branch(tagEnd),
            ]),
            unless(isWord(word, '<row r="'), cell),
            ...readRow(cell),
          ]),
          set(current, after),
          branch(again),
        ]),
      ]),
      put(state, 'out', out),
      give(current),
    ];
  },
);
