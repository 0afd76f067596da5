import type { ImportRules } from '../../../../shared/contract/ingest.ts';
import type { RuleCount } from '../../../../shared/contract/workspace.ts';
import type { TableKind } from '../../../../shared/domain/fields.ts';
import type { ChunkResult } from '../csv/scanPlan.ts';
import { RowHashCount, RowHashSet } from './rowHashes.ts';
import type { ValueDictionary } from './valueDictionary.ts';

/** Where the fields that rules look at stand among the columns of a chunk; −1: not mapped. */
export interface RuleSlots {
  account: number;
  accountId: number;
  order: number;
  price: number;
  revenue: number;
  quantity: number;
}

export const ruleNames = [
  'missingAccount',
  'cancellation',
  'zeroPrice',
  'negativePrice',
  'duplicate',
] as const;
export type RuleName = (typeof ruleNames)[number];

/** Rules over the rows of a file, chunk by chunk. A row is counted under every rule it meets. */
export interface RuleBook {
  /** Which rule takes each row out: its number + 1, or 0 to keep it; null where all are kept. Codes are common codes. */
  judge(chunk: ChunkResult): Uint8Array | null;
  counts(): RuleCount[];
}

/** Marks the rows of a chunk that meet a rule, and says how many they are. None is marked before. */
type Marker = (chunk: ChunkResult, met: Uint8Array) => number;

/** The rules that apply to rows of this kind: all to sales, duplicates only to other facts, none to lists. */
export function createRules(
  kind: TableKind,
  rules: ImportRules,
  slots: RuleSlots,
  orders: ValueDictionary | null,
): RuleBook {
  const sales = kind === 'sales';
  const listed = kind === 'accounts' || kind === 'products';
  const names: readonly RuleName[] = sales ? ruleNames : listed ? [] : ['duplicate'];
  const markers: Record<RuleName, Marker> = {
    missingAccount: (chunk, met) =>
      markMissing(codes(chunk, slots.account), codes(chunk, slots.accountId), met),
    cancellation: createCancellation(orders, slots.order, rules.cancellationPrefix),
    zeroPrice: (chunk, met) =>
      markZero(numbers(chunk, slots.price), met) +
      markZero(numbers(chunk, slots.revenue) ?? numbers(chunk, slots.quantity), met),
    negativePrice: (chunk, met) => markNegative(numbers(chunk, slots.price), met),
    duplicate: (chunk, met) => repeats.mark(chunk.hashes, met),
  };
  const repeats = rules.duplicate === 'quarantine' ? new RowHashSet() : new RowHashCount();
  const counts = new Map<RuleName, number>(names.map((name) => [name, 0]));
  const action = (name: RuleName) => rules[name === 'negativePrice' ? 'zeroPrice' : name];
  return {
    judge(chunk) {
      let taken: Uint8Array | null = null;
      const met = new Uint8Array(chunk.rows);
      for (const name of names) {
        const count = markers[name](chunk, met);
        if (count === 0) continue;
        counts.set(name, counts.get(name)! + count);
        if (action(name) === 'quarantine') {
          taken ??= new Uint8Array(chunk.rows);
          take(taken, met, ruleNames.indexOf(name) + 1);
        }
        met.fill(0);
      }
      return taken;
    },
    counts: () =>
      names.map((rule) => {
        const later = rule === 'duplicate' ? repeats.unmarked() : 0;
        return { rule, action: action(rule), count: counts.get(rule)! + later };
      }),
  };
}

function codes(chunk: ChunkResult, slot: number): Int32Array | null {
  return slot < 0 ? null : (chunk.columns[slot] as Int32Array);
}

function numbers(chunk: ChunkResult, slot: number): Float64Array | null {
  return slot < 0 ? null : (chunk.columns[slot] as Float64Array);
}

/** The first rule that takes a row out names the reason. */
function take(taken: Uint8Array, met: Uint8Array, rule: number): void {
  for (let row = 0; row < met.length; row++) if (met[row] === 1 && taken[row] === 0) taken[row] = rule;
}

function markMissing(account: Int32Array | null, id: Int32Array | null, met: Uint8Array): number {
  const first = account ?? id!;
  const second = id ?? first;
  let count = 0;
  for (let row = 0; row < met.length; row++) {
    if (first[row]! >= 0 || second[row]! >= 0) continue;
    met[row] = 1;
    count++;
  }
  return count;
}

/** Counts those that were not marked before. */
function markZero(values: Float64Array | null, met: Uint8Array): number {
  let count = 0;
  for (let row = 0; values && row < met.length; row++) {
    if (values[row] !== 0 || met[row] === 1) continue;
    met[row] = 1;
    count++;
  }
  return count;
}

function markNegative(values: Float64Array | null, met: Uint8Array): number {
  let count = 0;
  for (let row = 0; values && row < met.length; row++) {
    if (!(values[row]! < 0)) continue;
    met[row] = 1;
    count++;
  }
  return count;
}

/** Whether an order's number starts with the prefix is worked out once per order. */
function createCancellation(orders: ValueDictionary | null, slot: number, prefix: string): Marker {
  if (!orders || prefix === '') return () => 0;
  const start = Buffer.from(prefix);
  let flags = new Uint8Array(1 << 12);
  let known = 0;
  return (chunk, met) => {
    const { size } = orders;
    if (size > flags.length) {
      const larger = new Uint8Array(size * 2);
      larger.set(flags);
      flags = larger;
    }
    orders.markPrefix(start, known, flags);
    known = size;
    const order = chunk.columns[slot] as Int32Array;
    let count = 0;
    for (let row = 0; row < met.length; row++) {
      const flag = order[row]! >= 0 ? flags[order[row]!]! : 0;
      met[row] = flag;
      count += flag;
    }
    return count;
  };
}
