/** Whole numbers as workspaces of format 3 and before hold them, in one, two or four bytes: value = (stored + base) / scale; the highest stored number means missing. */
export interface PackedIntegers {
  base: number;
  scale: number;
  stored: Uint8Array | Uint16Array | Uint32Array;
}

function highest(stored: PackedIntegers['stored']): number {
  return 2 ** (8 * stored.BYTES_PER_ELEMENT) - 1;
}

type Unpack = (
  stored: PackedIntegers['stored'],
  target: Int32Array | Float64Array,
  offset: number,
  base: number,
  scale: number,
) => void;

/**
 * One loop per kind of stored number and of target, each with its own code: a loop that meets arrays of several kinds
 * runs several times slower. Without text of anybody in it.
 */
const loops = new Map<string, Unpack>();

function loopFor(stored: PackedIntegers['stored'], whole: boolean, scaled: boolean): Unpack {
  const key = `${stored.BYTES_PER_ELEMENT} ${whole} ${scaled}`;
  const value = scaled ? '(stored[i] + base) / scale' : 'stored[i] + base';
  const known =
    loops.get(key) ??
    (new Function(
      'stored',
      'target',
      'offset',
      'base',
      'scale',
      `for (let i = 0, n = stored.length; i < n; i++) target[offset + i] = ${value};`,
    ) as Unpack);
  loops.set(key, known);
  return known;
}

/** Writes the values into `target` from `offset` on. */
export function unpack(
  { base, scale, stored }: PackedIntegers,
  target: Int32Array | Float64Array,
  offset: number,
  missing: number,
): void {
  loopFor(stored, target instanceof Int32Array, scale !== 1)(stored, target, offset, base, scale);
  const gap = highest(stored);
  const first = stored.indexOf(gap);
  if (first < 0) return;
  for (let i = first; i < stored.length; i++) if (stored[i] === gap) target[offset + i] = missing;
}
