import {
  block,
  branch,
  copyBytes,
  define,
  during,
  give,
  type I32,
  i32,
  increase,
  Label,
  type Local,
  loop,
  memory,
  type Statement,
  set,
  when,
} from '../../csv/kernel/assembler.ts';
import { classesAt, ends, quotes, separates, standsAt } from './characters.ts';

const entities: [string, string][] = [
  ['amp;', '&'],
  ['lt;', '<'],
  ['gt;', '>'],
  ['quot;', '"'],
  ['apos;', "'"],
];

/** How a text begins that may start or end with blanks. */
export const spacedText = '<t xml:space="preserve">';

function code(character: string): number {
  return character.charCodeAt(0);
}

/** Sets `to` where the text from there on ends, and `classes` to those of its bytes. */
export function passText(to: Local<'i32'>, classes: Local<'i32'>, kind: Local<'i32'>): Statement[] {
  const again = new Label();
  return [
    set(classes, 0),
    loop(again, [
      set(kind, memory.byte(memory.byte(to), classesAt)),
      when(i32.not(i32.and(kind, ends)), [
        set(classes, i32.or(classes, kind)),
        increase(to, 1),
        branch(again),
      ]),
    ]),
  ];
}

/** Copies the bytes from `from` to `to` and moves `out` behind them; up to seven more are written. */
export function copyText(out: Local<'i32'>, from: Local<'i32'>, to: I32, end: Local<'i32'>): Statement[] {
  return [
    set(end, i32.add(out, i32.sub(to, from))),
    during(i32.less(out, end), [memory.setLong(out, memory.long(from)), increase(out, 8), increase(from, 8)]),
    set(out, end),
  ];
}

/** Sets `into` to the character whose reference stands there, behind its `&`, and moves `at` behind it. */
function resolveEntity(at: Local<'i32'>, into: Local<'i32'>): Statement {
  const known = new Label();
  const cases = entities.map(([name, character]) =>
    when(standsAt(at, name), [set(into, code(character)), increase(at, name.length), branch(known)]),
  );
  return block(known, [...cases, give(0)]);
}

/**
 * Writes XML character data as one cell and gives where it ends: as it is, or with the five entities resolved and in
 * quotes. 0 for other references and what may be an escape, which only the rules can write.
 */
export const oddText = define(
  'oddText',
  'i32',
  { from: 'i32', to: 'i32', start: 'i32' },
  ({ from, to, start }, local) => {
    const [out, byte, quoted] = [local('i32'), local('i32'), local('i32')];
    const again = new Label();
    return [
      set(out, i32.add(start, 1)),
      loop(again, [
        when(i32.less(from, to), [
          set(byte, memory.byte(from)),
          increase(from, 1),
          when(i32.eq(byte, code('_')), [when(standsAt(from, 'x'), [give(0)])]),
          when(i32.eq(byte, code('&')), [resolveEntity(from, byte)]),
          when(i32.eq(byte, code('"')), [memory.setByte(out, byte), increase(out, 1)]),
          when(i32.and(memory.byte(byte, classesAt), separates | quotes), [set(quoted, 1)]),
          memory.setByte(out, byte),
          increase(out, 1),
          branch(again),
        ]),
      ]),
      when(quoted, [memory.setByte(start, code('"')), memory.setByte(out, code('"')), give(i32.add(out, 1))]),
      copyBytes(start, i32.add(start, 1), i32.sub(i32.sub(out, start), 1)),
      give(i32.sub(out, 1)),
    ];
  },
);
