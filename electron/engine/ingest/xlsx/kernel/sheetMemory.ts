import { assembleModule } from '../../csv/kernel/assembleModule.ts';
import { sheetCells } from './cells.ts';
import { writeClasses } from './characters.ts';
import { sheetStrings } from './strings.ts';
import { oddText } from './texts.ts';

/** What of the platform's WebAssembly is used; its types come with browsers only. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object) => { exports: unknown };
};

interface Kernels {
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  sheetCells(state: number, at: number, end: number): number;
  sheetStrings(state: number, at: number, end: number, entry: number, entryEnd: number): number;
}

const pageBytes = 1 << 16;
/** Addresses are compared as signed numbers. */
const mostBytes = 2 ** 31 - pageBytes;
const firstFreeAt = 1 << 10;

let compiled: object | null = null;

/** Memory of one instance of the kernels that read sheets: that of a workbook. Addresses stay; views are made anew. */
export class SheetMemory {
  readonly kernels: Kernels;
  #next = firstFreeAt;
  #bytes: Buffer;

  constructor() {
    compiled ??= new WebAssembly.Module(assembleModule([sheetCells, sheetStrings, oddText], 1));
    this.kernels = new WebAssembly.Instance(compiled).exports as Kernels;
    this.#bytes = Buffer.from(this.kernels.memory.buffer);
    writeClasses(this.#bytes);
  }

  /** All of it. Good until something is allocated. */
  get bytes(): Buffer {
    if (this.#bytes.byteLength === 0) this.#bytes = Buffer.from(this.kernels.memory.buffer);
    return this.#bytes;
  }

  ints(at: number, length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.kernels.memory.buffer, at, length);
  }

  /** At least this many bytes, all zero, at a multiple of 16. */
  allocate(bytes: number): number {
    const at = this.#next;
    const next = at + Math.ceil(bytes / 16) * 16;
    if (next > mostBytes) throw new RangeError('The texts of this workbook do not fit into memory');
    const missing = next - this.kernels.memory.buffer.byteLength;
    if (missing > 0) this.kernels.memory.grow(Math.ceil(missing / pageBytes));
    this.#next = next;
    return at;
  }
}
