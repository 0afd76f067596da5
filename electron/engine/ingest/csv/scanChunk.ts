import { isUtf8 } from 'node:buffer';
import { generateScanner, type Scanner, type ScanState } from './generateScanner.ts';
import type { ChunkResult, ScanPlan } from './scanPlan.ts';
import { ScanRuntime } from './scanRuntime.ts';

/** Scans chunks of one file, one after the other; its dictionaries grow over all of them. */
export interface ChunkScanner {
  /** `bytes` must have room for one more byte after `length`. `singleLine`: no quoted cell runs over a line end. */
  scan(bytes: Uint8Array, length: number, singleLine: boolean): ChunkResult;
}

const firstCapacity = 1 << 12;
const rowsPerCall = 256;

export function createChunkScanner(plan: ScanPlan): ChunkScanner {
  const runtime = new ScanRuntime(plan);
  const scanner = generateScanner(plan, runtime);
  let arrays = allocate(plan, firstCapacity);
  return {
    scan(bytes, length, singleLine) {
      bytes[length] = 10;
      plan.singleLine = singleLine;
      runtime.begin(bytes, length);
      const state: ScanState = {
        at: 0,
        row: 0,
        record: 0,
        line: 0,
        blank: 0,
        limit: 0,
        nul: runtime.nextNul(0),
        ...arrays,
      };
      run(scanner, bytes, length, state, plan);
      const { capacity, columns, records, hash, hash2, start, lineOf } = state;
      arrays = { capacity, columns, records, hash, hash2, start, lineOf };
      return collect(state, runtime, isUtf8(bytes.subarray(0, length)));
    },
  };
}

type Arrays = Omit<ScanState, 'at' | 'row' | 'record' | 'line' | 'blank' | 'nul' | 'limit'>;

function allocate(plan: ScanPlan, capacity: number): Arrays {
  return {
    capacity,
    columns: plan.columns.map((column) =>
      column.type === 'number' ? new Float64Array(capacity) : new Int32Array(capacity),
    ),
    records: new Int32Array(capacity),
    hash: new Int32Array(capacity),
    hash2: new Int32Array(capacity),
    start: new Int32Array(capacity),
    lineOf: new Int32Array(capacity),
  };
}

/**
 * The scanner is called for some hundred rows at a time: in one long call V8 compiles the innermost loop on the stack
 * and throws that code away at every record. Worth about a tenth of a first pass over 47 MB.
 */
function run(scanner: Scanner, bytes: Uint8Array, length: number, state: ScanState, plan: ScanPlan): void {
  while (state.at < length) {
    if (state.row === state.capacity) grow(state, plan);
    state.limit = Math.min(state.capacity, state.row + rowsPerCall);
    scanner(bytes, length, state);
  }
}

function grow(state: ScanState, plan: ScanPlan): void {
  const larger = allocate(plan, state.capacity * 2);
  larger.columns.forEach((column, at) => void column.set(state.columns[at]!));
  for (const name of ['records', 'hash', 'hash2', 'start', 'lineOf'] as const) larger[name].set(state[name]);
  Object.assign(state, larger);
}

function collect(state: ScanState, runtime: ScanRuntime, valid: boolean): ChunkResult {
  const { row } = state;
  return {
    records: state.record,
    blank: state.blank,
    rows: row,
    lines: state.line,
    columns: state.columns.map((column) => column.slice(0, row)),
    values: runtime.dictionaries.map((dictionary) => dictionary?.takeNew() ?? null),
    record: state.records.slice(0, row),
    hash: state.hash.slice(0, row),
    hash2: state.hash2.slice(0, row),
    start: state.start.slice(0, row),
    line: state.lineOf.slice(0, row),
    rejects: runtime.rejects,
    shortRows: runtime.shortRows,
    unreadable: runtime.unreadable.slice(),
    firstUnreadable: runtime.firstUnreadable.slice(),
    invalidText: !valid,
  };
}
