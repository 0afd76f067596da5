import type { PivotPath, PivotStep } from '../../../../shared/domain/pivot.ts';
import type { PivotDimension } from './dimensions.ts';

/** The groups of one level, ascending by key: the codes of the levels down to it as one number. */
export interface AxisLevel {
  keys: Float64Array;
  /** Place of each group's parent in the level above. */
  parent: Int32Array;
  /** Parts of group i stand from `firstPart[i]` to `firstPart[i + 1]` in the level below; empty on the innermost. */
  firstPart: Int32Array;
}

/** The groups along rows or columns that have a sales row, level by level; level 0 is the whole. */
export interface Axis {
  dimensions: PivotDimension[];
  levels: AxisLevel[];
  /** The place, per group of the innermost level, of the group of `level` that it belongs to. */
  ancestors(level: number): Int32Array;
  path(level: number, node: number): PivotPath;
  step(level: number, node: number): PivotStep;
  /** The group at a path, or -1 where no sales row is there. */
  find(path: PivotPath): number;
}

/** Builds an axis from the sorted distinct keys of its innermost level. */
export function makeAxis(dimensions: PivotDimension[], innermost: Float64Array): Axis {
  const sizes = dimensions.map(({ dimension }) => dimension.values.length);
  const levels = makeLevels(sizes, innermost);
  const known = new Map<number, Int32Array>();
  const codeAt = (level: number, node: number) => levels[level]!.keys[node]! % sizes[level - 1]!;
  const step = (level: number, node: number) => dimensions[level - 1]!.stepOf(codeAt(level, node));
  return {
    dimensions,
    levels,
    step,
    ancestors(level) {
      const found = known.get(level) ?? ancestorsOf(levels, level);
      known.set(level, found);
      return found;
    },
    path(level, node) {
      const steps: PivotStep[] = [];
      for (let at = level, place = node; at > 0; place = levels[at]!.parent[place]!, at--) {
        steps.push(step(at, place));
      }
      return steps.reverse();
    },
    find(path) {
      if (path.length > dimensions.length) return -1;
      let key = 0;
      for (const [index, one] of path.entries()) {
        const code = dimensions[index]!.codeOf(one);
        if (code === undefined) return -1;
        key = key * sizes[index]! + code;
      }
      return findKey(levels[path.length]!.keys, key);
    },
  };
}

/** Place of a key among ascending keys, or -1. */
export function findKey(keys: Float64Array | Int32Array, key: number, from = 0, to = keys.length): number {
  let low = from;
  let high = to - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = keys[middle]!;
    if (value === key) return middle;
    if (value < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function makeLevels(sizes: number[], innermost: Float64Array): AxisLevel[] {
  const levels: AxisLevel[] = [];
  let keys = innermost;
  let firstPart = new Int32Array(innermost.length + 1);
  for (let level = sizes.length; level > 0; level--) {
    const size = sizes[level - 1]!;
    const parent = new Int32Array(keys.length);
    const above: number[] = [];
    const starts: number[] = [];
    for (let node = 0; node < keys.length; node++) {
      const key = Math.floor(keys[node]! / size);
      if (above.length === 0 || above[above.length - 1] !== key) {
        above.push(key);
        starts.push(node);
      }
      parent[node] = above.length - 1;
    }
    levels.unshift({ keys, parent, firstPart });
    firstPart = Int32Array.from([...starts, keys.length]);
    keys = Float64Array.from(above);
  }
  levels.unshift({
    keys: Float64Array.of(0),
    parent: Int32Array.of(-1),
    firstPart: rootParts(firstPart, levels),
  });
  return levels;
}

/** The whole is there even where no row is. */
function rootParts(firstPart: Int32Array, levels: AxisLevel[]): Int32Array {
  return firstPart.length === 2 ? firstPart : Int32Array.of(0, levels[0]?.keys.length ?? 0);
}

function ancestorsOf(levels: AxisLevel[], level: number): Int32Array {
  const last = levels.length - 1;
  const places = new Int32Array(levels[last]!.keys.length);
  for (let node = 0; node < places.length; node++) places[node] = node;
  for (let at = last; at > level; at--) {
    const { parent } = levels[at]!;
    for (let node = 0; node < places.length; node++) places[node] = parent[places[node]!]!;
  }
  return places;
}
