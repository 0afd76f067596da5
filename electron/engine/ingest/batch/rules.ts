import type { ImportRules } from '../../../../shared/contract/ingest.ts';
import type { RuleCount } from '../../../../shared/contract/workspace.ts';
import type { TableKind } from '../../../../shared/domain/fields.ts';
import type { ChunkResult } from '../csv/scanPlan.ts';
import { RowHashSet } from './rowHashSet.ts';
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

/** The rules that apply to rows of this kind: all to sales, duplicates only to other facts, none to lists. */
export function createRules(
  kind: TableKind,
  rules: ImportRules,
  slots: RuleSlots,
  orders: ValueDictionary | null,
): RuleBook {
  const sales = kind === 'sales';
  const listed = kind === 'accounts' || kind === 'products';
  const names = sales ? ruleNames : listed ? [] : (['duplicate'] as const);
  const counts = new Map<RuleName, number>(names.map((name) => [name, 0]));
  const action = (name: RuleName) => rules[name === 'negativePrice' ? 'zeroPrice' : name];
  const hashes = new RowHashSet();
  const cancelled = cancellationTest(orders, rules.cancellationPrefix);
  const tests: [RuleName, (chunk: ChunkResult, row: number) => boolean][] = [];
  if (sales) {
    tests.push([
      'missingAccount',
      (chunk, row) => isCodeMissing(chunk, slots.account, row) && isCodeMissing(chunk, slots.accountId, row),
    ]);
    if (slots.order >= 0)
      tests.push(['cancellation', (chunk, row) => cancelled(chunk.columns[slots.order]![row]!)]);
    tests.push(['zeroPrice', (chunk, row) => isZero(chunk, slots, row)]);
    if (slots.price >= 0)
      tests.push(['negativePrice', (chunk, row) => chunk.columns[slots.price]![row]! < 0]);
  }
  if (!listed) tests.push(['duplicate', (chunk, row) => hashes.seen(chunk.hash[row]!, chunk.hash2[row]!)]);
  return {
    judge(chunk) {
      let taken: Uint8Array | null = null;
      for (const [name, test] of tests) {
        const out = action(name) === 'quarantine';
        let count = 0;
        for (let row = 0; row < chunk.rows; row++) {
          if (!test(chunk, row)) continue;
          count++;
          if (!out) continue;
          taken ??= new Uint8Array(chunk.rows);
          if (taken[row] === 0) taken[row] = ruleNames.indexOf(name) + 1;
        }
        counts.set(name, counts.get(name)! + count);
      }
      return taken;
    },
    counts: () => names.map((rule) => ({ rule, action: action(rule), count: counts.get(rule)! })),
  };
}

function isCodeMissing(chunk: ChunkResult, slot: number, row: number): boolean {
  return slot < 0 || chunk.columns[slot]![row]! < 0;
}

function isZero(chunk: ChunkResult, { price, revenue, quantity }: RuleSlots, row: number): boolean {
  if (price >= 0 && chunk.columns[price]![row] === 0) return true;
  if (revenue >= 0) return chunk.columns[revenue]![row] === 0;
  return quantity >= 0 && chunk.columns[quantity]![row] === 0;
}

/** Whether an order's number starts with the prefix, worked out once per order. */
function cancellationTest(orders: ValueDictionary | null, prefix: string): (code: number) => boolean {
  if (!orders || prefix === '') return () => false;
  const flags: boolean[] = [];
  return (code) => {
    if (code < 0) return false;
    for (let next = flags.length; next <= code; next++) flags.push(orders.values[next]!.startsWith(prefix));
    return flags[code]!;
  };
}
