import { ExpectedError } from '../../../shared/errors/errors.ts';

/** Where the rows of each account code of a sales batch stand, in the order of the rows; missing (-1) last. */
export interface Stretches {
  code: Int32Array;
  start: Int32Array;
  length: Int32Array;
}

/** Throws `damaged` where the rows of a code do not stand together. */
export function findStretches(batch: number, codes: Int32Array, rows: number): Stretches {
  const [code, start, length]: number[][] = [[], [], []];
  const seen = new Set<number>();
  let row = 0;
  while (row < rows) {
    const from = row;
    const value = codes[row]!;
    if (seen.has(value)) {
      throw new ExpectedError('damaged', `The rows of batch ${batch} are not sorted by account`);
    }
    seen.add(value);
    while (row < rows && codes[row] === value) row++;
    code!.push(value);
    start!.push(from);
    length!.push(row - from);
  }
  return { code: Int32Array.from(code!), start: Int32Array.from(start!), length: Int32Array.from(length!) };
}
