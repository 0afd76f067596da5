import { buildKdTree, type KdTree, type PointSet } from './kdTree.ts';

/** What accounts are compared by. All arrays have one entry per member. */
export interface ComparisonFeatures {
  members: number;
  /** Any unit; NaN = missing. A feature that is the same for all is not compared, unless nothing else is there. */
  numeric: readonly Float64Array[];
  /** Category codes; -1 = missing. At most 6 of them. */
  categories: readonly Int32Array[];
  /** 0 = never a look-alike; it still gets its own. */
  eligible?: ArrayLike<number>;
}

/**
 * One part of the search for look-alikes: members of one mask that agree with the query on exactly one set of
 * categories. Within it the features compared and the number of categories that differ are the same for every pair,
 * so that Gower's varying denominator is a constant: distance = (Σ |difference| over `used` + mismatches) / compared.
 */
export interface SearchStep {
  mask: number;
  /** Categories that must agree, as bits. */
  agree: number;
  /** Categories both have, as bits. */
  common: number;
  used: Uint8Array;
  mismatches: number;
  compared: number;
}

/**
 * Members grouped for the search. A member's mask has one bit per feature that is present (numeric first); group
 * (mask, categories, codes) has a k-d tree over its numeric features, built when first asked for.
 */
export interface GowerIndex {
  points: PointSet;
  masks: Int32Array;
  /** The parts of the search for a query with this mask, nearest possible first. */
  plan(mask: number): SearchStep[];
  /** The members of a step that have the query's codes; null where there is none. */
  tree(step: SearchStep, query: number): KdTree | null;
  /** Whether a member of a step's tree differs in every category outside `agree`: others belong to an earlier step. */
  belongs(step: SearchStep, query: number, member: number): boolean;
}

/** Scales each numeric feature to [0, 1] by its range (Gower 1971, eq. 3). */
function scaleFeatures({ members, numeric, categories }: ComparisonFeatures): PointSet {
  const ranged = numeric.map(rangeOf);
  const varying = ranged.filter(({ range }) => range > 0);
  const scaled = varying.length > 0 || categories.length > 0 ? varying : ranged;
  const dimensions = scaled.length;
  const coordinates = new Float64Array(members * dimensions);
  for (const [dimension, { values, low, range }] of scaled.entries()) {
    for (let member = 0; member < members; member++) {
      const above = values[member]! - low;
      coordinates[member * dimensions + dimension] = range > 0 ? above / range : above;
    }
  }
  return { dimensions, coordinates };
}

function rangeOf(values: Float64Array): { values: Float64Array; low: number; range: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { values, low, range: high > low ? high - low : 0 };
}

function presenceMasks({ members, categories }: ComparisonFeatures, points: PointSet): Int32Array {
  const { dimensions, coordinates } = points;
  return Int32Array.from({ length: members }, (_, member) => {
    let mask = 0;
    for (let d = 0; d < dimensions; d++) {
      if (!Number.isNaN(coordinates[member * dimensions + d]!)) mask |= 1 << d;
    }
    for (const [i, codes] of categories.entries()) if (codes[member]! >= 0) mask |= 1 << (dimensions + i);
    return mask;
  });
}

function bitsIn(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}

/** Prepares the search. Cost: O(members) per mask and set of categories that a query needs. */
export function indexMembers(features: ComparisonFeatures): GowerIndex {
  const { members, categories } = features;
  const points = scaleFeatures(features);
  const masks = presenceMasks(features, points);
  const distinctMasks = [...new Set(masks)];
  const groups = new Map<number, Map<string, number[] | KdTree>>();

  function plan(mask: number): SearchStep[] {
    const steps = distinctMasks.flatMap((other) => stepsBetween(mask, other, points.dimensions));
    return steps.sort((a, b) => a.mismatches / a.compared - b.mismatches / b.compared);
  }

  function codesKey(member: number, agree: number): string {
    let key = '';
    for (let i = 0; i < categories.length; i++) if ((agree >> i) & 1) key += `${categories[i]![member]},`;
    return key;
  }

  function groupsOf(mask: number, agree: number): Map<string, number[] | KdTree> {
    const id = mask * 64 + agree;
    const known = groups.get(id);
    if (known) return known;
    const made = new Map<string, number[] | KdTree>();
    for (let member = 0; member < members; member++) {
      if (masks[member] !== mask) continue;
      const key = codesKey(member, agree);
      const list = made.get(key) as number[] | undefined;
      if (list) list.push(member);
      else made.set(key, [member]);
    }
    groups.set(id, made);
    return made;
  }

  function tree(step: SearchStep, query: number): KdTree | null {
    const group = groupsOf(step.mask, step.agree);
    const key = codesKey(query, step.agree);
    const found = group.get(key);
    if (!found) return null;
    if (!Array.isArray(found)) return found;
    const built = buildKdTree(points, Int32Array.from(found));
    group.set(key, built);
    return built;
  }

  function belongs(step: SearchStep, query: number, member: number): boolean {
    const differ = step.common & ~step.agree;
    for (let i = 0; i < categories.length; i++) {
      if ((differ >> i) & 1 && categories[i]![query] === categories[i]![member]) return false;
    }
    return true;
  }

  return { points, masks, plan, tree, belongs };
}

function stepsBetween(mask: number, other: number, dimensions: number): SearchStep[] {
  const both = mask & other;
  const compared = bitsIn(both);
  if (compared === 0) return [];
  const common = both >> dimensions;
  const used = Uint8Array.from({ length: dimensions }, (_, d) => (both >> d) & 1);
  const steps: SearchStep[] = [];
  for (let agree = common; ; agree = (agree - 1) & common) {
    steps.push({ mask: other, agree, common, used, mismatches: bitsIn(common & ~agree), compared });
    if (agree === 0) return steps;
  }
}
