import { assembleModule } from '../ingest/csv/kernel/assembleModule.ts';
import {
  memory as at,
  define,
  during,
  give,
  i32,
  increase,
  set,
  v128,
} from '../ingest/csv/kernel/assembler.ts';
import type { WholeNumbers } from './narrowPasses.ts';

/** What of the platform's WebAssembly is used; its types come with browsers only. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object, imports: object) => { exports: unknown };
  Memory: new (size: { initial: number; maximum: number; shared: true }) => { buffer: SharedArrayBuffer };
};

/** Whole numbers in a memory of their own, which the kernels of all threads work on. */
export interface WholeMemory {
  values: WholeNumbers;
  memory: object;
}

/** Sum of the rows `from` … `to - 1` as 32 bits, which it must fit. */
export type WholeSum = (from: number, to: number) => number;

const names = { 1: 'bytes', 2: 'shorts', 4: 'ints' } as const;

/** Adds up 16 bytes at a time, then what is left one by one. */
const sums = ([1, 2, 4] as const).map((bytes) =>
  define(names[bytes], 'i32', { from: 'i32', to: 'i32' }, ({ from, to }, local) => {
    const [four, sum, last] = [local('v128'), local('i32'), local('i32')];
    const row = { 1: at.signedByte, 2: at.signedShort, 4: at.int }[bytes](from);
    const read = at.vector(from);
    const shorts = bytes === 1 ? v128.pairBytes(read) : read;
    return [
      set(from, i32.mul(from, bytes)),
      set(to, i32.mul(to, bytes)),
      set(last, i32.sub(to, 15)),
      during(i32.less(from, last), [
        set(four, v128.addInts(four, bytes === 4 ? read : v128.pairShorts(shorts))),
        increase(from, 16),
      ]),
      set(
        sum,
        [1, 2, 3].reduce((all, lane) => i32.add(all, v128.lane(four, lane)), v128.lane(four, 0)),
      ),
      during(i32.less(from, to), [increase(sum, row), increase(from, bytes)]),
      give(sum),
    ];
  }),
);

const pageBytes = 2 ** 16;

/** Memory for so many whole numbers of a kind; null where it would be too large for addresses with a sign. */
export function wholeMemory(
  Kind: {
    new (memory: SharedArrayBuffer, at: number, length: number): WholeNumbers;
    BYTES_PER_ELEMENT: number;
  },
  length: number,
): WholeMemory | null {
  const pages = Math.ceil((length * Kind.BYTES_PER_ELEMENT) / pageBytes);
  if (pages * pageBytes >= 2 ** 31) return null;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: Math.max(1, pages), shared: true });
  return { values: new Kind(memory.buffer, 0, length), memory };
}

let compiled: object | null = null;

/** The function that adds up rows of this memory. */
export function wholeSum({ values, memory }: WholeMemory): WholeSum {
  compiled ??= new WebAssembly.Module(assembleModule(sums, 'shared'));
  const { exports } = new WebAssembly.Instance(compiled, { shared: { memory } });
  return (exports as Record<string, WholeSum>)[names[values.BYTES_PER_ELEMENT as 1 | 2 | 4]]!;
}
