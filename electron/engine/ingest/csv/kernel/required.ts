import { define, during, f64, give, i32, increase, memory, set, when } from './assembler.ts';

/**
 * Which records lack a value: keeps a mark of `marks` where the value is `absent` (of numbers, which are told by 1 in
 * `isNumber`: NaN), and takes it away where it is not. Returns how many marks stay.
 */
const keepAbsent = define(
  'keepAbsent',
  'i32',
  { values: 'i32', isNumber: 'i32', absent: 'i32', marks: 'i32', count: 'i32' },
  ({ values, isNumber, absent, marks, count }, local) => {
    const [end, mark, kept] = [local('i32'), local('i32'), local('i32')];
    const number = local('f64');
    const keep = [memory.setByte(marks, mark), increase(kept, mark), increase(marks, 1)];
    return [
      set(end, i32.add(marks, count)),
      when(
        isNumber,
        [
          during(i32.below(marks, end), [
            set(number, memory.number(values)),
            set(mark, i32.and(memory.byte(marks), f64.ne(number, number))),
            ...keep,
            increase(values, 8),
          ]),
        ],
        [
          during(i32.below(marks, end), [
            set(mark, i32.and(memory.byte(marks), i32.eq(memory.int(values), absent))),
            ...keep,
            increase(values, 4),
          ]),
        ],
      ),
      give(kept),
    ];
  },
);

/** Adds the marks of `from` to those of `to`. */
const addMarks = define('addMarks', 'i32', { to: 'i32', from: 'i32', count: 'i32' }, (names, local) => {
  const { to, from, count } = names;
  const end = local('i32');
  return [
    set(end, i32.add(to, count)),
    during(i32.below(to, end), [
      memory.setByte(to, i32.or(memory.byte(to), memory.byte(from))),
      increase(to, 1),
      increase(from, 1),
    ]),
    give(0),
  ];
});

/** Adds a number to each of these. */
const shift = define('shift', 'i32', { values: 'i32', end: 'i32', by: 'i32' }, ({ values, end, by }) => [
  during(i32.below(values, end), [
    memory.setInt(values, i32.add(memory.int(values), by)),
    increase(values, 4),
  ]),
  give(0),
]);

export const requiredFunctions = [keepAbsent, addMarks, shift];
