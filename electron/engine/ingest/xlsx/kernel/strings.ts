import {
  block,
  branch,
  branchIf,
  call,
  define,
  give,
  i32,
  increase,
  Label,
  loop,
  memory,
  set,
  when,
} from '../../csv/kernel/assembler.ts';
import { noNumber, standsAt } from './characters.ts';
import { full, get, put } from './fields.ts';
import { copyText, oddText, passText, spacedText } from './texts.ts';

/** What may follow the last byte that is looked at. */
const lookahead = 64;

/**
 * Takes shared texts for as long as they are written as nearly all are, `<si><t>…</t></si>`, writes each as a cell and
 * its address and length into the table at `entry`, of which there is room up to `entryEnd`. Gives where the first that is
 * not taken starts; `out` and `stringCount` move on.
 */
export const sheetStrings = define(
  'sheetStrings',
  'i32',
  { state: 'i32', at: 'i32', end: 'i32', entry: 'i32', entryEnd: 'i32' },
  ({ state, at, end, entry, entryEnd }, local) => {
    const [from, to, classes, byte] = [local('i32'), local('i32'), local('i32'), local('i32')];
    const [out, start, last] = [local('i32'), local('i32'), local('i32')];
    const [stop, again] = [new Label(), new Label()];
    return [
      put(state, 'outcome', 0),
      set(out, get(state, 'out')),
      block(stop, [
        loop(again, [
          branchIf(i32.notLess(at, i32.sub(end, lookahead)), stop),
          branchIf(i32.not(standsAt(at, '<si>')), stop),
          set(from, i32.add(at, 4)),
          when(
            standsAt(from, '<t>'),
            [increase(from, 3)],
            [branchIf(i32.not(standsAt(from, spacedText)), stop), increase(from, spacedText.length)],
          ),
          set(to, from),
          ...passText(to, classes, byte),
          branchIf(i32.more(i32.add(to, lookahead), end), stop),
          branchIf(i32.not(standsAt(to, '</t></si>')), stop),
          put(state, 'outcome', full),
          branchIf(i32.notLess(entry, entryEnd), stop),
          branchIf(
            i32.more(i32.add(i32.shl(i32.sub(to, from), 1), lookahead), i32.sub(get(state, 'outEnd'), out)),
            stop,
          ),
          put(state, 'outcome', 0),
          set(start, out),
          when(
            i32.and(classes, ~noNumber),
            [set(out, call(oddText, from, to, out)), when(i32.not(out), [set(out, start), branch(stop)])],
            copyText(out, from, to, last),
          ),
          memory.setInt(entry, start),
          memory.setInt(entry, i32.sub(out, start), 4),
          increase(entry, 8),
          put(state, 'stringCount', i32.add(get(state, 'stringCount'), 1)),
          set(at, i32.add(to, 9)),
          branch(again),
        ]),
      ]),
      put(state, 'out', out),
      give(at),
    ];
  },
);
