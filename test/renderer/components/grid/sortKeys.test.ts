import { expect, test } from 'vitest';
import { nextSort } from '../../../../renderer/components/grid/sortKeys.ts';

const name = { id: 'name', firstSort: 'asc' } as const;
const value = { id: 'value', firstSort: 'desc' } as const;

test('a click sorts one way, the next the other, the third not at all', () => {
  const once = nextSort([], name, false);
  expect(once).toEqual([{ id: 'name', way: 'asc' }]);
  const twice = nextSort(once, name, false);
  expect(twice).toEqual([{ id: 'name', way: 'desc' }]);
  expect(nextSort(twice, name, false)).toEqual([]);
});

test('a click on another column sorts by that alone, its own way first', () => {
  expect(nextSort([{ id: 'name', way: 'asc' }], value, false)).toEqual([{ id: 'value', way: 'desc' }]);
});

test('with Shift it sorts beside the others, in their order', () => {
  const both = nextSort([{ id: 'name', way: 'asc' }], value, true);
  expect(both).toEqual([
    { id: 'name', way: 'asc' },
    { id: 'value', way: 'desc' },
  ]);
  expect(nextSort(both, name, true)).toEqual([
    { id: 'name', way: 'desc' },
    { id: 'value', way: 'desc' },
  ]);
  expect(
    nextSort(
      [
        { id: 'name', way: 'desc' },
        { id: 'value', way: 'desc' },
      ],
      name,
      true,
    ),
  ).toEqual([{ id: 'value', way: 'desc' }]);
});
