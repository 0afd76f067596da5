import { useCallback } from 'react';
import type { Ask, OptionValue, Question } from '../../../shared/domain/exhibit.ts';
import { type SliceControl, type Takes, useSlice } from '../../app/sliceState.ts';

/** What has been chosen in the charts of one dimension, such as accounts. It is a condition of the slice. */
export interface Choice {
  control: SliceControl;
  /** Keys chosen; empty = all. */
  selected: string[];
  toggle(key: string): void;
  clear(): void;
  /**
   * An ask without the choice itself, for the charts in which the choice is made: they keep showing what
   * else could be chosen, while all the others narrow to it.
   */
  ask(question: Question, options?: Record<string, OptionValue>, takes?: Takes): Ask;
}

export function useChoice(field: 'account' | 'product'): Choice {
  const control = useSlice();
  const { ask: askAll, slice } = control;
  const ask = useCallback(
    (question: Question, options?: Record<string, OptionValue>, takes?: Takes): Ask => {
      const whole = askAll(question, options, takes);
      return { ...whole, slice: { ...slice, where: slice.where.filter((each) => each.field !== field) } };
    },
    [askAll, slice, field],
  );
  return {
    control,
    selected: slice.where.find((each) => each.field === field)?.in ?? [],
    toggle: (key) => control.toggle(field, key),
    clear: () => control.setCondition(field, null),
    ask,
  };
}
