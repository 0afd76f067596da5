import { CancelledError, ExpectedError } from '../../../../shared/errors/errors.ts';
import { type ComparisonFeatures, type GowerIndex, indexMembers, type SearchStep } from './gowerIndex.ts';
import { searchKdTree } from './kdTree.ts';
import { NearestK } from './nearestK.ts';

/** Member m's look-alikes: `members[m * k]` … `members[m * k + counts[m] - 1]`, nearest first, with their similarity. */
export interface LookAlikes {
  k: number;
  counts: Int32Array;
  members: Int32Array;
  /** 1 − Gower's distance, a ratio: 1 = alike in everything compared. */
  similarity: Float64Array;
}

/**
 * Which k accounts are most like each account?
 *
 * Gower's distance: mean over the features both have of |difference| / range (numbers) or 0 / 1 (categories same or
 * not). Assumptions: 1. every feature counts alike; 2. what is missing on either side is not compared.
 *
 * @param features see `ComparisonFeatures`; a member that shares no feature with another is never its look-alike.
 * @param k look-alikes per member, 1 to 500.
 * @param shouldStop asked now and then; true stops the work.
 * @returns exact nearest neighbours; equal distances are decided by the smaller index, so the order of members alone
 *   breaks ties. Fewer than k where there are not as many.
 * @throws `badRequest` for k out of range; `CancelledError`.
 *
 * Cost: one k-d tree per combination of categories and per part of it, about n log n steps for few features in practice
 * and n² in the worst case; 12 bytes per member and look-alike kept, never a matrix. 50 000 accounts: see
 * test/bench/lookAlikes.ts.
 *
 * Source: Gower (1971), "A General Coefficient of Similarity and Some of Its Properties", Biometrics 27, eq. 1–3;
 * search: Friedman, Bentley & Finkel (1977), ACM TOMS 3.
 */
export function findLookAlikes(
  features: ComparisonFeatures,
  k: number,
  shouldStop?: () => boolean,
): LookAlikes {
  if (!Number.isInteger(k) || k < 1 || k > 500) {
    throw new ExpectedError('badRequest', `k is ${k}, allowed is a whole number from 1 to 500`, {
      hint: 'Set k to a whole number from 1 to 500',
      params: { option: 'k', value: String(k) },
    });
  }
  if (features.categories.length > 6) throw new Error('At most 6 categories can be compared');
  const { members } = features;
  const found: LookAlikes = {
    k,
    counts: new Int32Array(members),
    members: new Int32Array(members * k).fill(-1),
    similarity: new Float64Array(members * k).fill(Number.NaN),
  };
  const index = indexMembers(features);
  const plans = new Map<number, SearchStep[]>();
  const nearest = new NearestK(k);
  for (let member = 0; member < members; member++) {
    if (member % 256 === 0 && shouldStop?.()) throw new CancelledError();
    const mask = index.masks[member]!;
    const plan = plans.get(mask) ?? index.plan(mask);
    plans.set(mask, plan);
    searchFrom(member, plan, index, nearest, features.eligible);
    store(found, member, nearest);
  }
  return found;
}

function searchFrom(
  member: number,
  plan: readonly SearchStep[],
  index: GowerIndex,
  nearest: NearestK,
  eligible: ArrayLike<number> | undefined,
): void {
  const { dimensions, coordinates } = index.points;
  const query = coordinates.subarray(member * dimensions, (member + 1) * dimensions);
  nearest.clear();
  for (const step of plan) {
    if (step.mismatches / step.compared > nearest.worst()) return;
    const tree = index.tree(step, member);
    if (!tree) continue;
    searchKdTree(tree, query, step.used, {
      reach: () => nearest.worst() * step.compared - step.mismatches,
      leaf: (from, to) => {
        for (let i = from; i < to; i++) {
          const other = tree.order[i]!;
          if (other === member || eligible?.[other] === 0 || !index.belongs(step, member, other)) continue;
          nearest.offer(other, stepDistance(query, other, step, coordinates));
        }
      },
    });
  }
}

function stepDistance(
  query: Float64Array,
  other: number,
  { used, mismatches, compared }: SearchStep,
  coordinates: Float64Array,
): number {
  const dimensions = query.length;
  let sum = mismatches;
  for (let d = 0; d < dimensions; d++) {
    if (used[d] === 1) sum += Math.abs(query[d]! - coordinates[other * dimensions + d]!);
  }
  return sum / compared;
}

function store(found: LookAlikes, member: number, nearest: NearestK): void {
  found.counts[member] = nearest.size;
  for (let i = 0; i < nearest.size; i++) {
    found.members[member * found.k + i] = nearest.indexes[i]!;
    found.similarity[member * found.k + i] = 1 - nearest.distances[i]!;
  }
}
