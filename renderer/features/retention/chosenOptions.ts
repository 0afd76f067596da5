import { useMemo } from 'react';
import type { OptionValue } from '../../../shared/domain/exhibit.ts';
import { useSlice } from '../../app/sliceState.ts';

/** Options of one group of cards, kept in the address and undone with the slice. */
export interface ChosenOptions {
  text(name: string): string | null;
  number(name: string): number | null;
  /** null = as the engine decides. */
  set(patch: Record<string, string | number | null>): void;
  /** What was chosen, as an ask takes it. */
  asked: Record<string, OptionValue>;
}

export function useChosen(group: 'risk' | 'health' | 'survival' | 'activity'): ChosenOptions {
  const { state, update } = useSlice();
  const { options } = state;
  const asked = useMemo(() => {
    const own = Object.entries(options).filter(([key]) => key.startsWith(`${group}.`));
    return Object.fromEntries(own.map(([key, value]) => [key.slice(group.length + 1), value]));
  }, [options, group]);
  const text = (name: string) => asked[name] ?? null;
  return {
    text,
    number: (name) => {
      const value = Number(text(name) ?? Number.NaN);
      return Number.isFinite(value) ? value : null;
    },
    set: (patch) => {
      const next = { ...options };
      for (const [name, value] of Object.entries(patch)) {
        if (value === null) delete next[`${group}.${name}`];
        else next[`${group}.${name}`] = String(value);
      }
      update({ options: next });
    },
    asked,
  };
}
