import type { Heap } from './kernel/heap.ts';
import type { ChunkResult } from './scanPlan.ts';

type Values = Int32Array | Float64Array;

type Rows = Pick<
  ChunkResult,
  'records' | 'blank' | 'rows' | 'columns' | 'record' | 'hashes' | 'start' | 'line'
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
  /** Two a row. */
  hashes: Int32Array;
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
    this.#put(record, countingUp(this.records + records).subarray(this.records));
    heap.kernels.shift(places.starts, places.starts + records * 4, -this.#chunk);
    this.#put(start, heap.ints(places.starts, records));
    this.#put(line, heap.ints(places.lines, records));
    if (hashed) this.#put(this.#views.hashes, heap.ints(places.hashes, records * 2), 2);
    this.#rows += records - this.#dropped.length;
    this.records += records;
    this.#dropped = [];
  }

  /** `each`: how many numbers a row has. */
  #put(to: Values, from: Values, each = 1): void {
    to.set(this.#dropped.length > 0 ? this.#kept(from, each) : from, this.#rows * each);
  }

  #kept(values: Values, each: number): Values {
    const dropped = new Set(this.#dropped);
    return values.filter((_, at) => !dropped.has(Math.floor(at / each)));
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
      values.set(old[name as keyof typeof others].subarray(0, this.#rows * (name === 'hashes' ? 2 : 1)));
    }
  }

  collect(): Rows {
    const rows = this.#rows;
    const { columns, record, hashes, start, line } = this.#views;
    return {
      records: this.records,
      blank: this.#blank,
      rows,
      columns: columns.map((column) => column.subarray(0, rows)),
      record: record.subarray(0, rows),
      hashes: hashes.subarray(0, rows * 2),
      start: start.subarray(0, rows),
      line: line.subarray(0, rows),
    };
  }
}

let counted = new Int32Array(0);

/** The numbers from 0 on, so many. */
function countingUp(length: number): Int32Array {
  if (counted.length < length) {
    counted = new Int32Array(length * 2);
    for (let at = 0; at < counted.length; at++) counted[at] = at;
  }
  return counted.subarray(0, length);
}

function viewsOf(memory: SharedArrayBuffer, isNumber: boolean[], capacity: number): Views {
  let at = 0;
  const next = <Kind>(bytes: number, make: (at: number) => Kind) => {
    const view = make(at);
    at += capacity * bytes;
    return view;
  };
  const ints = (each = 1) => next(4 * each, (from) => new Int32Array(memory, from, capacity * each));
  const numbers = () => next(8, (from) => new Float64Array(memory, from, capacity));
  const columns = isNumber.map((is) => (is ? numbers() : ints()));
  return { columns, record: ints(), hashes: ints(2), start: ints(), line: ints() };
}
