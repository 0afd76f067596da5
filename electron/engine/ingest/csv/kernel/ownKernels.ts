import { assembleModule } from './assembleModule.ts';
import type { KernelFunction } from './assembler.ts';

/** What of the platform's WebAssembly is used; its types come with browsers only. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object) => { exports: { memory: GrowingMemory } };
};

export interface GrowingMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

const pageBytes = 2 ** 16;

/** These functions, compiled for this thread, and the memory they work on, of `bytes` bytes at first. */
export function ownKernels<Name extends string>(
  functions: readonly KernelFunction[],
  bytes: number,
): { kernels: Record<Name, (...values: number[]) => number>; memory: GrowingMemory } {
  const module = new WebAssembly.Module(assembleModule(functions, Math.ceil(bytes / pageBytes)));
  const { exports } = new WebAssembly.Instance(module);
  return { kernels: exports as unknown as Record<Name, never>, memory: exports.memory };
}

/** Lets the memory grow to at least so many bytes; views of it are good no longer. */
export function growTo(memory: GrowingMemory, bytes: number): void {
  const lacking = bytes - memory.buffer.byteLength;
  if (lacking > 0) memory.grow(Math.ceil(lacking / pageBytes));
}
