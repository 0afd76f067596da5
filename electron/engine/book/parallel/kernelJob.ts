import type { WholeMemory } from '../wholeSums.ts';

export type KernelArray = Float64Array | Int32Array | Int16Array | Int8Array | Uint16Array | Uint8Array;

/** An array that a kernel owns: allocated once with the kernel, so that generated code has it as a constant. */
export interface ScratchArray {
  type: 'float64' | 'int32' | 'uint8';
  length: number;
}

/**
 * One pass over the sales rows, ready to run on any thread. `source` is the text of a function body that returns
 * `{ start, part, end }`; it sees every column, table and scratch array by its name. Columns and outputs are shared
 * memory; tables (what passes a filter) are copied into the kernel's own arrays before it starts, so that a kernel
 * compiled for one slice serves the next.
 */
export interface KernelJob {
  source: string;
  /** Inputs that stay as they are for the life of a book. */
  columns: Record<string, KernelArray>;
  /** Functions `w<i>` that add up rows of `v<i>`. */
  sums?: Record<string, WholeMemory>;
  /** Inputs of this run. */
  tables: Record<string, KernelArray>;
  scratch: Record<string, ScratchArray>;
  /** Passed to every part; each part writes its own slots. */
  outputs: Record<string, Float64Array>;
  /** Part p covers the accounts `bounds[p]` … `bounds[p + 1] - 1`. */
  bounds: Int32Array;
}

/** What a kernel has learnt beside its outputs, once per thread: exact sets, whose union does not depend on parts. */
export interface ThreadState {
  /** Bits set for each pair seen. */
  bits: Int32Array | null;
  /** Pairs of orders that several accounts share, with their group: code × cells + group. */
  pairs: Float64Array | null;
  /** 1 per product + 1 seen. */
  seen: Uint8Array | null;
}
