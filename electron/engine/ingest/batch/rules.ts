import type { ImportRules } from '../../../../shared/contract/ingest.ts';
import type { RuleCount } from '../../../../shared/contract/workspace.ts';
import type { TableKind } from '../../../../shared/domain/fields.ts';
import { Scratch, scratchRows } from '../csv/kernel/scratch.ts';
import type { ChunkResult } from '../csv/scanPlan.ts';
import { RowHashCount, RowHashSet } from './rowHashes.ts';
import type { Spill } from './spillFile.ts';
import type { ValueDictionary } from './valueDictionary.ts';

/** Where the fields that rules look at stand among the columns of a chunk; −1: not mapped. */
export interface RuleSlots {
  account: number;
  accountId: number;
  order: number;
  price: number;
  revenue: number;
  quantity: number;
  date: number;
  from: number;
  to: number;
  rate: number;
}

export const ruleNames = [
  'missingAccount',
  'cancellation',
  'zeroPrice',
  'negativePrice',
  'badRate',
  'contradictoryRate',
  'duplicate',
  'returns',
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

const salesRules: readonly RuleName[] = [
  'missingAccount',
  'cancellation',
  'zeroPrice',
  'negativePrice',
  'duplicate',
];

/** Rules that nobody can switch off: a rate that breaks them would turn amounts into wrong ones. */
const strict: ReadonlySet<RuleName> = new Set<RuleName>(['badRate', 'contradictoryRate']);

/** All to sales, rates to rates, duplicates only to other facts, none to lists. */
function rulesOf(kind: TableKind): readonly RuleName[] {
  if (kind === 'sales') return salesRules;
  if (kind === 'rates') return ['badRate', 'contradictoryRate', 'duplicate'];
  return kind === 'accounts' || kind === 'products' ? [] : ['duplicate'];
}

/** What rules work with. */
interface RuleMeans {
  returns?: readonly ReturnColumn[];
  scratch?: Scratch;
  /** Where what is kept of rows may be put aside. */
  spill?: Spill | null;
}

/** The rules that apply to rows of this kind. */
export function createRules(
  kind: TableKind,
  rules: ImportRules,
  slots: RuleSlots,
  orders: ValueDictionary | null,
  { returns = [], scratch = new Scratch(), spill = null }: RuleMeans = {},
): RuleBook {
  const left = kind === 'sales' && rules.returns === 'quarantine' && returns.length > 0;
  const names: readonly RuleName[] = left ? [...rulesOf(kind), 'returns'] : rulesOf(kind);
  const markers: Record<RuleName, Marker> = {
    missingAccount: (chunk, met) =>
      markMissing(codes(chunk, slots.account), codes(chunk, slots.accountId), met, scratch),
    cancellation: createCancellation(orders, slots.order, rules.cancellationPrefix, scratch),
    zeroPrice: (chunk, met) =>
      markNumbers(numbers(chunk, slots.price), 'zero', met, scratch) +
      markNumbers(numbers(chunk, slots.revenue) ?? numbers(chunk, slots.quantity), 'zero', met, scratch),
    negativePrice: (chunk, met) => markNumbers(numbers(chunk, slots.price), 'negative', met, scratch),
    badRate: (chunk, met) => markNotPositive(numbers(chunk, slots.rate), met),
    contradictoryRate: createContradiction(slots),
    duplicate: (chunk, met) => repeats.mark(chunk.hashes, met),
    returns: createReturns(returns),
  };
  const repeats = rules.duplicate === 'quarantine' ? new RowHashSet() : new RowHashCount(spill);
  const counts = new Map<RuleName, number>(names.map((name) => [name, 0]));
  const action = (name: RuleName) => {
    if (strict.has(name)) return 'quarantine';
    return rules[name === 'negativePrice' ? 'zeroPrice' : (name as keyof typeof rules & RuleName)];
  };
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

/** Marks rows by what a kernel says of their values, some rows at a time: these are told where they end, and where the marks lie. */
function markBy(
  columns: (Int32Array | Float64Array)[],
  met: Uint8Array,
  scratch: Scratch,
  mark: (end: number, marks: number) => number,
): number {
  const { first, second, third } = scratch;
  let count = 0;
  for (let from = 0; from < met.length; from += scratchRows) {
    const [one, other] = columns.map((values) => values.subarray(from, from + scratchRows));
    const marks = met.subarray(from, from + scratchRows);
    const end = scratch.put(first, one!);
    if (other) scratch.put(second, other);
    scratch.put(third, marks);
    const found = mark(end, third);
    if (found > 0) scratch.take(third, marks);
    count += found;
  }
  return count;
}

function markMissing(
  account: Int32Array | null,
  id: Int32Array | null,
  met: Uint8Array,
  scratch: Scratch,
): number {
  const first = account ?? id!;
  return markBy([first, id ?? first], met, scratch, (end, marks) =>
    scratch.heap.kernels.markBothAbsent(scratch.first, scratch.second, end, marks),
  );
}

/** Counts those that were not marked before. */
function markNumbers(
  values: Float64Array | null,
  what: 'zero' | 'negative',
  met: Uint8Array,
  scratch: Scratch,
): number {
  if (!values) return 0;
  return markBy([values], met, scratch, (end, marks) =>
    scratch.heap.kernels.markNumbers(scratch.first, end, what === 'negative' ? 1 : 0, marks),
  );
}

function markNotPositive(values: Float64Array | null, met: Uint8Array): number {
  let count = 0;
  for (let row = 0; values && row < met.length; row++) {
    if (values[row]! > 0 && values[row]! < Number.POSITIVE_INFINITY) continue;
    met[row] = 1;
    count++;
  }
  return count;
}

/** A column that may mark rows as returns, and what of its values does. */
export interface ReturnColumn {
  slot: number;
  dictionary: ValueDictionary;
  marks(value: string): boolean;
}

/** Rows that any of these columns marks; whether a value does is worked out once. */
function createReturns(columns: readonly ReturnColumn[]): Marker {
  const known = columns.map(() => [] as boolean[]);
  return (chunk, met) => {
    let count = 0;
    columns.forEach(({ slot, dictionary, marks }, at) => {
      const flags = known[at]!;
      for (let code = flags.length; code < dictionary.size; code++)
        flags.push(marks(dictionary.values[code]!));
      const codes = chunk.columns[slot] as Int32Array;
      for (let row = 0; row < met.length; row++) {
        if (met[row] === 1 || codes[row]! < 0 || !flags[codes[row]!]) continue;
        met[row] = 1;
        count++;
      }
    });
    return count;
  };
}

/** A rate that differs from one that the file gives before for the same day and pair. */
function createContradiction(slots: RuleSlots): Marker {
  const given = new Map<string, number>();
  return (chunk, met) => {
    const rate = numbers(chunk, slots.rate);
    const [date, from, to] = [slots.date, slots.from, slots.to].map((slot) => codes(chunk, slot));
    if (!rate || !date || !from || !to) return 0;
    let count = 0;
    for (let row = 0; row < met.length; row++) {
      if (!(rate[row]! > 0)) continue;
      const key = `${from[row]} ${to[row]} ${date[row]}`;
      const before = given.get(key) ?? rate[row]!;
      given.set(key, before);
      if (before === rate[row]) continue;
      met[row] = 1;
      count++;
    }
    return count;
  };
}

/** Whether an order's number starts with the prefix is worked out once per order. */
function createCancellation(
  orders: ValueDictionary | null,
  slot: number,
  prefix: string,
  scratch: Scratch,
): Marker {
  if (!orders || prefix === '') return () => 0;
  const start = Buffer.from(prefix);
  const { heap, first } = scratch;
  let room = 1 << 12;
  let flags = heap.allocate(room);
  let known = 0;
  return (chunk, met) => {
    const { size } = orders;
    if (size > room) {
      const larger = heap.allocate(size * 2);
      heap.bytes.copyWithin(larger, flags, flags + known);
      heap.free(flags, room);
      [flags, room] = [larger, size * 2];
    }
    orders.markPrefix(start, known, heap.bytes.subarray(flags, flags + size));
    known = size;
    return markBy([codes(chunk, slot)!], met, scratch, (end, marks) =>
      heap.kernels.markFlagged(first, end, flags, marks),
    );
  };
}
