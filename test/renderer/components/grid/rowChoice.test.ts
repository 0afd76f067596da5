import { expect, test } from 'vitest';
import { type ChoiceMode, chosenAfter } from '../../../../renderer/components/grid/rowChoice.ts';

function press(mode: ChoiceMode, chosen: number[], key: number, held: 'ctrl' | 'shift' | '' = '') {
  const keys = { command: held === 'ctrl', extend: held === 'shift' };
  return [...chosenAfter(mode, new Set(chosen), key, keys, held === 'shift' ? [3, 4, 5] : [])];
}

test('a press chooses a row alone', () => {
  expect(press('several', [1, 2], 5)).toEqual([5]);
  expect(press('one', [1], 5)).toEqual([5]);
  expect(press('one', [5], 5)).toEqual([5]);
});

test('with Ctrl a row is chosen beside the others, or let go', () => {
  expect(press('several', [1, 2], 5, 'ctrl')).toEqual([1, 2, 5]);
  expect(press('several', [1, 2], 2, 'ctrl')).toEqual([1]);
  expect(press('one', [1], 5, 'ctrl')).toEqual([5]);
  expect(press('one', [5], 5, 'ctrl')).toEqual([]);
});

test('with Shift all rows in between are chosen, where there can be several', () => {
  expect(press('several', [1], 5, 'shift')).toEqual([3, 4, 5]);
  expect(press('one', [1], 5, 'shift')).toEqual([5]);
});
