import type { Heap } from './kernel/heap.ts';
import type { ChunkResult } from './scanPlan.ts';

type Values = Int32Array | Float64Array;

type Rows = Pick<
  ChunkResult,
  'records' | 'blank' | 'rows' | 'columns' | 'record' | 'hash' | 'hash2' | 'start' | 'line'
>;

/** Where a batch of records lies in the kernels' memory. */
interface BatchPlaces {
  starts: number;
  lines: number;
  hashes: number;
  outputs: number[];
}

/** Views of the memory the rows of a chunk are gathered in. */
interface Views {
  columns: Values[];
  record: Int32Array;
  hash: Int32Array;
  hash2: Int32Array;
  start: Int32Array;
  line: Int32Array;
}

const firstCapacity = 1 << 10;
/** Whole numbers a row holds beside its columns. */
const besides = 5;

/**
 * Gathers the rows of a chunk, batch by batch, in one piece of shared memory: it is handed over as it is, and comes back
 * for a later chunk.
 */
export class RowBuffer {
  readonly #isNumber: boolean[];
  readonly #rowBytes: number;
  #capacity = firstCapacity;
  #memory = new SharedArrayBuffer(0);
  #views: Views;
  #chunk = 0;
  #rows = 0;
  #blank = 0;
  #dropped: number[] = [];
  /** Of the batches before. */
  records = 0;

  constructor(isNumber: boolean[]) {
    this.#isNumber = isNumber;
    this.#rowBytes = isNumber.reduce((sum, is) => sum + (is ? 8 : 4), besides * 4);
    this.#views = viewsOf(this.#memory, isNumber, 0);
  }

  /** Memory of the rows handed out last. */
  get memory(): SharedArrayBuffer {
    return this.#memory;
  }

  /** A chunk that starts at this address; its rows may lie in `memory`. */
  begin(chunk: number, memory: SharedArrayBuffer | null): void {
    this.#chunk = chunk;
    this.#rows = this.#blank = this.records = 0;
    const held = memory ? Math.floor(memory.byteLength / this.#rowBytes / 2) * 2 : 0;
    this.#capacity = Math.max(held, this.#capacity);
    this.#memory = memory && held === this.#capacity ? memory : this.#allocate();
    this.#views = viewsOf(this.#memory, this.#isNumber, this.#capacity);
  }

  #allocate(): SharedArrayBuffer {
    return new SharedArrayBuffer(this.#capacity * this.#rowBytes);
  }

  /** A record of the batch that makes no row; in rising order. */
  drop(row: number, blank: boolean): void {
    this.#dropped.push(row);
    if (blank) this.#blank++;
  }

  append(heap: Heap, places: BatchPlaces, records: number, hashed: boolean): void {
    this.#reserve(this.#rows + records);
    const { columns, record, start, line } = this.#views;
    columns.forEach((column, slot) => {
      const from = places.outputs[slot]!;
      this.#put(column, this.#isNumber[slot] ? heap.numbers(from, records) : heap.ints(from, records));
    });
    const order = new Int32Array(records);
    for (let row = 0; row < records; row++) order[row] = this.records + row;
    this.#put(record, order);
    this.#put(start, heap.ints(places.starts, records));
    this.#put(line, heap.ints(places.lines, records));
    if (hashed) this.#putHashes(heap.ints(places.hashes, records * 2));
    this.#rows += records - this.#dropped.length;
    this.records += records;
    this.#dropped = [];
  }

  #put(to: Values, from: Values): void {
    to.set(this.#dropped.length > 0 ? this.#kept(from) : from, this.#rows);
  }

  #putHashes(pairs: Int32Array): void {
    const first = new Int32Array(pairs.length / 2);
    const second = new Int32Array(pairs.length / 2);
    for (let row = 0; row < first.length; row++) {
      first[row] = pairs[row * 2]!;
      second[row] = pairs[row * 2 + 1]!;
    }
    this.#put(this.#views.hash, first);
    this.#put(this.#views.hash2, second);
  }

  #kept(values: Values): Values {
    const dropped = new Set(this.#dropped);
    return values.filter((_, row) => !dropped.has(row));
  }

  #reserve(rows: number): void {
    if (rows <= this.#capacity) return;
    const old = this.#views;
    this.#capacity = Math.max(rows + (rows % 2), this.#capacity * 2);
    this.#memory = this.#allocate();
    this.#views = viewsOf(this.#memory, this.#isNumber, this.#capacity);
    const { columns, ...others } = this.#views;
    columns.forEach((column, slot) => void column.set(old.columns[slot]!.subarray(0, this.#rows)));
    for (const [name, values] of Object.entries(others)) {
      values.set(old[name as keyof typeof others].subarray(0, this.#rows));
    }
  }

  collect(): Rows {
    const rows = this.#rows;
    const { columns, record, hash, hash2, start, line } = this.#views;
    for (let row = 0; row < rows; row++) start[row]! -= this.#chunk;
    return {
      records: this.records,
      blank: this.#blank,
      rows,
      columns: columns.map((column) => column.subarray(0, rows)),
      record: record.subarray(0, rows),
      hash: hash.subarray(0, rows),
      hash2: hash2.subarray(0, rows),
      start: start.subarray(0, rows),
      line: line.subarray(0, rows),
    };
  }
}

function viewsOf(memory: SharedArrayBuffer, isNumber: boolean[], capacity: number): Views {
  let at = 0;
  const next = <Kind>(bytes: number, make: (at: number) => Kind) => {
    const view = make(at);
    at += capacity * bytes;
    return view;
  };
  const ints = () => next(4, (from) => new Int32Array(memory, from, capacity));
  const numbers = () => next(8, (from) => new Float64Array(memory, from, capacity));
  const columns = isNumber.map((is) => (is ? numbers() : ints()));
  return { columns, record: ints(), hash: ints(), hash2: ints(), start: ints(), line: ints() };
}
