import { NumberSet } from '../../analysis/statistics/numberSet.ts';
import { wholeSum } from '../wholeSums.ts';
import type { KernelArray, KernelJob, ScratchArray, ThreadState } from './kernelJob.ts';

interface Generated {
  start(): void;
  part(from: number, to: number, part: number, outputs: Record<string, Float64Array>): void;
  end(): ThreadState;
}

/** A kernel with the arrays that its code has as constants. */
export interface CompiledKernel {
  generated: Generated;
  tables: KernelJob['tables'];
  /** Size of its own arrays. */
  bytes: number;
}

/** Kernels that a thread keeps compiled, and the bytes that their own arrays may take. */
const keptKernels = 32;
const keptBytes = 2 ** 26;

const kept = new Map<string, CompiledKernel>();
const identities = new WeakMap<ArrayBufferLike, number>();
let nextIdentity = 1;

/** A number that stands for an array's memory as long as it lives. */
function identityOf({ buffer }: KernelArray): number {
  const known = identities.get(buffer) ?? nextIdentity++;
  identities.set(buffer, known);
  return known;
}

/**
 * What tells one kernel from another: its text, the memory of its columns, the sizes of its tables and scratch. Equal
 * keys mean that a compiled kernel can be used again.
 */
export function kernelKey(job: KernelJob): string {
  const columns = Object.values(job.columns).map((array) => `${identityOf(array)}.${array.byteOffset}`);
  const sizes = [...Object.values(job.tables), ...Object.values(job.scratch)].map(({ length }) => length);
  return `${columns.join(',')};${sizes.join(',')};${job.source}`;
}

/**
 * The compiled kernel of a job, its tables filled for this run. Its source is built from the kinds and sizes of what is
 * asked only; no text of a user or of the data ever enters it.
 */
export function compileKernel(job: KernelJob, key: string): CompiledKernel {
  const known = kept.get(key) ?? compile(job);
  kept.delete(key);
  kept.set(key, known);
  dropOldest();
  for (const [name, table] of Object.entries(job.tables)) known.tables[name]!.set(table);
  return known;
}

function dropOldest(): void {
  let bytes = 0;
  for (const kernel of kept.values()) bytes += kernel.bytes;
  for (const [key, kernel] of kept) {
    if (kept.size === 1 || (kept.size <= keptKernels && bytes <= keptBytes)) return;
    kept.delete(key);
    bytes -= kernel.bytes;
  }
}

/** Lets go of every compiled kernel, and so of the columns of a book that is closed. */
export function forgetKernels(): void {
  kept.clear();
}

function compile(job: KernelJob): CompiledKernel {
  const tables = Object.fromEntries(Object.entries(job.tables).map(([name, table]) => [name, table.slice()]));
  const scratch = Object.entries(job.scratch).map(([name, array]) => [name, allocate(array)] as const);
  const constants: Record<string, unknown> = {
    ...job.columns,
    ...tables,
    ...Object.fromEntries(Object.entries(job.sums ?? {}).map(([name, sum]) => [name, wholeSum(sum)])),
    ...Object.fromEntries(scratch),
    NumberSet,
  };
  const make = new Function(...Object.keys(constants), job.source);
  const own = [...Object.values(tables), ...scratch.map(([, array]) => array)];
  return {
    generated: make(...Object.values(constants)) as Generated,
    tables,
    bytes: own.reduce((sum, array) => sum + array.byteLength, 0),
  };
}

function allocate({ type, length }: ScratchArray): KernelArray {
  if (type === 'float64') return new Float64Array(length);
  return type === 'int32' ? new Int32Array(length) : new Uint8Array(length);
}
