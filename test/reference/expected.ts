import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { referencePath } from '../referenceData.ts';

export type Tolerance =
  | { type: 'exact'; value: number }
  | { type: 'abs' | 'rel'; value: number }
  | { type: 'mixed'; value: Record<string, number> };

export interface ReferenceCheck<T = unknown> {
  id: string;
  value: T;
  tolerance: Tolerance;
}

/** The checks of one `expected.json` by id; null, said aloud, when the reference data is absent. */
export function referenceChecks(dataset: string): Map<string, ReferenceCheck> | null {
  const path = referencePath(`${dataset}/expected.json`);
  if (!path) return null;
  const { checks } = JSON.parse(readFileSync(path, 'utf8')) as { checks: ReferenceCheck[] };
  return new Map(checks.map((check) => [check.id, check]));
}

/**
 * Asserts a value within the stated tolerance.
 */
export function expectWithin(found: number, expected: number, tolerance: Tolerance, what = ''): void {
  if (tolerance.type === 'mixed') throw new Error('Name the entry of a mixed tolerance');
  const allowed = tolerance.type === 'rel' ? tolerance.value * Math.abs(expected) : tolerance.value;
  const difference = Math.abs(found - expected);
  expect(difference <= allowed, `${what} found ${found}, expected ${expected} ± ${allowed}`).toBe(true);
}

/** The stated tolerance of one figure; some files give one each. */
export function toleranceOf(tolerance: Tolerance, name: string): Tolerance {
  if (name === 'n') return { type: 'exact', value: 0 };
  const each = tolerance.value as number | Record<string, number>;
  if (typeof each === 'number') return tolerance;
  if (tolerance.type === 'mixed')
    return name === 'loglik'
      ? { type: 'abs', value: each.loglik_abs! }
      : { type: 'rel', value: each.params_rel! };
  return { type: tolerance.type as 'abs' | 'rel', value: each[name]! };
}
