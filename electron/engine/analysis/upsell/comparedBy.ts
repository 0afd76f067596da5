import type { Predictor } from '../statistics/designMatrix.ts';
import type { HeadroomOptions } from './headroom.ts';

/** Attributes as look-alikes are found by them: texts as categories, numbers as numbers. */
export function comparedBy(
  attributes: readonly Predictor[],
): Required<Pick<HeadroomOptions, 'categories' | 'numbers'>> {
  return {
    categories: attributes.flatMap((one) => ('codes' in one ? [Int32Array.from(one.codes)] : [])),
    numbers: attributes.flatMap((one) => ('values' in one ? [one.values] : [])),
  };
}
