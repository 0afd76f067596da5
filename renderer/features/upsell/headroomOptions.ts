import { useMemo } from 'react';
import type { OptionValue } from '../../../shared/domain/exhibit.ts';
import { useSlice } from '../../app/sliceState.ts';

export const gapMethods = ['both', 'quantile', 'lookalikes'] as const;
export type GapMethod = (typeof gapMethods)[number];

/** What the user has set for headroom: in the address, so that it can be bookmarked and undone. */
export interface HeadroomOptions {
  method: GapMethod;
  size: string;
  /** Look-alikes per account. */
  k: number;
  /** Accounts that are nobody's look-alike. */
  leftOut: string[];
  /** As the engine takes them. */
  asked: Record<string, OptionValue>;
  set(patch: Partial<Pick<HeadroomOptions, 'method' | 'size' | 'k' | 'leftOut'>>): void;
}

const usual = { method: 'both', size: 'orders', k: '15', leftOut: '' };
type Name = keyof typeof usual;

const key = (name: Name) => `headroom.${name}`;

export function useHeadroomOptions(): HeadroomOptions {
  const { state, update } = useSlice();
  const { options } = state;
  const given = (name: Name) => options[key(name)] ?? usual[name];
  const [method, size, k, leftOut] = [given('method'), given('size'), given('k'), given('leftOut')];
  const asked = useMemo(
    () => ({ method, size, k: Number(k), ...(leftOut === '' ? {} : { leftOut }) }),
    [method, size, k, leftOut],
  );
  return {
    method: gapMethods.find((one) => one === method) ?? 'both',
    size,
    k: Number(k),
    leftOut: splitKeys(leftOut),
    asked,
    set: (patch) => {
      const next = { ...options };
      for (const [name, value] of Object.entries(patch)) {
        const text = Array.isArray(value) ? joinKeys(value) : String(value);
        if (text === usual[name as Name]) delete next[key(name as Name)];
        else next[key(name as Name)] = text;
      }
      update({ options: next });
    },
  };
}

function joinKeys(keys: readonly string[]): string {
  return keys.map((one) => one.replace(/[\\,]/g, '\\$&')).join(',');
}

function splitKeys(text: string): string[] {
  return (text.match(/(?:\\.|[^\\,])+/gs) ?? []).map((part) => part.replace(/\\(.)/gs, '$1'));
}
