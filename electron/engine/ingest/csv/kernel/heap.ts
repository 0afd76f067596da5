import { assembleModule } from './assembleModule.ts';
import { codingFunctions } from './coding.ts';
import { dictionaryFunctions } from './dictionary.ts';
import { FreeRegions } from './freeRegions.ts';
import { lastEnd } from './lastEnd.ts';
import { markingFunctions } from './marking.ts';
import { packingFunctions } from './packing.ts';
import { placingFunctions } from './placing.ts';
import { requiredFunctions } from './required.ts';
import { structureFunctions } from './structure.ts';
import { firstFreeAt, writeTables } from './tables.ts';
import { textFunctions } from './texts.ts';
import { valueFunctions } from './values.ts';

/** What of the platform's WebAssembly is used; its types come with browsers only. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object) => { exports: { memory: GrowingMemory } };
};

interface GrowingMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

type Kernel = (...values: number[]) => number;

type KernelName =
  | 'structure'
  | 'lastEnd'
  | 'recordEnd'
  | 'texts'
  | 'codes'
  | 'hashCells'
  | 'hashCell'
  | 'numbers'
  | 'days'
  | 'trimStart'
  | 'trimEnd'
  | 'findText'
  | 'findAll'
  | 'rehash'
  | 'keepAbsent'
  | 'addMarks'
  | 'shift'
  | 'spanInts'
  | 'narrowInts'
  | 'spanNumbers'
  | 'narrowNumbers'
  | 'widenInts'
  | 'widenNumbers'
  | 'placeWhole'
  | 'placeNumbers'
  | 'addNumbers'
  | 'countCodes'
  | 'placesOf'
  | 'mapCodes'
  | 'countsUp'
  | 'renumber'
  | 'composeKeys'
  | 'markFlagged'
  | 'markBothAbsent'
  | 'markNumbers'
  | 'sortHashes'
  | 'countRepeats';

type Kernels = Record<KernelName, Kernel>;

const pageBytes = 1 << 16;
/** Addresses are compared as signed numbers. */
const mostBytes = 2 ** 31 - pageBytes;

/** The compiled kernels, which threads hand to one another. */
export interface KernelModule {
  readonly compiled: object;
}

let shared: KernelModule | null = null;

export function kernelModule(): KernelModule {
  if (!shared) {
    const functions = [
      ...structureFunctions,
      lastEnd,
      ...dictionaryFunctions,
      ...textFunctions,
      ...valueFunctions,
      ...requiredFunctions,
      ...packingFunctions,
      ...placingFunctions,
      ...codingFunctions,
      ...markingFunctions,
    ];
    shared = { compiled: new WebAssembly.Module(assembleModule(functions, 1)) };
  }
  return shared;
}

/** Whether this thread has the kernels already, its own or another's. */
export function hasKernelModule(): boolean {
  return shared !== null;
}

/** Takes over what another thread has compiled. */
export function useKernelModule(module: KernelModule): void {
  shared ??= module;
}

/** Memory of one instance of the kernels. Addresses stay; views are only good until something is allocated. */
export class Heap {
  readonly kernels: Kernels;
  readonly #memory: GrowingMemory;
  #bytes: Uint8Array<ArrayBuffer>;
  #next = firstFreeAt;
  readonly #free = new FreeRegions();

  constructor() {
    const { exports } = new WebAssembly.Instance(kernelModule().compiled);
    this.kernels = exports as unknown as Kernels;
    this.#memory = exports.memory;
    this.#bytes = new Uint8Array(this.#memory.buffer);
    writeTables(this.#memory.buffer);
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    if (this.#bytes.byteLength === 0) this.#bytes = new Uint8Array(this.#memory.buffer);
    return this.#bytes;
  }

  ints(at: number, length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.#memory.buffer, at, length);
  }

  numbers(at: number, length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#memory.buffer, at, length);
  }

  /** At least this many bytes, all zero, at a multiple of 16. */
  allocate(bytes: number): number {
    const size = roundUp(bytes);
    const freed = this.#free.take(size);
    if (freed !== null) {
      this.bytes.fill(0, freed, freed + size);
      return freed;
    }
    const before = this.#free.takeBefore(this.#next);
    const at = this.#next - before;
    if (at + size > mostBytes) throw new RangeError('The texts of this file do not fit into memory');
    this.bytes.fill(0, at, this.#next);
    this.#next = at + size;
    const held = this.#memory.buffer.byteLength;
    // The platform counts all of the memory anew whenever it grows, and may collect garbage for it: it grows seldom.
    const wanted = Math.max(this.#next, Math.min(held * 2, mostBytes));
    if (this.#next > held) this.#memory.grow(Math.ceil((wanted - held) / pageBytes));
    return at;
  }

  /** Takes back what `allocate(bytes)` gave. */
  free(at: number, bytes: number): void {
    this.#free.give(at, roundUp(bytes));
  }
}

function roundUp(bytes: number): number {
  return Math.max(16, Math.ceil(bytes / 16) * 16);
}
