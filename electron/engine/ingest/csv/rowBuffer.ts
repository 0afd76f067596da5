import type { Heap } from './kernel/heap.ts';
import type { ChunkResult } from './scanPlan.ts';

type Values = Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

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

const firstCapacity = 1 << 12;
/** Of the arrays beside the columns. */
const rest = { record: 0, hash: 1, hash2: 2, start: 3, line: 4 } as const;

/** Gathers the rows of a chunk, batch by batch. */
export class RowBuffer {
  readonly #isNumber: boolean[];
  #columns: Values[];
  #rest: Int32Array<ArrayBuffer>[];
  #capacity = firstCapacity;
  #chunk = 0;
  #rows = 0;
  #blank = 0;
  #dropped: number[] = [];
  /** Of the batches before. */
  records = 0;

  constructor(isNumber: boolean[]) {
    this.#isNumber = isNumber;
    this.#columns = isNumber.map((is) =>
      is ? new Float64Array(firstCapacity) : new Int32Array(firstCapacity),
    );
    this.#rest = Object.keys(rest).map(() => new Int32Array(firstCapacity));
  }

  /** A chunk that starts at this address. */
  begin(chunk: number): void {
    this.#chunk = chunk;
    this.#rows = this.#blank = this.records = 0;
  }

  /** A record of the batch that makes no row; in rising order. */
  drop(row: number, blank: boolean): void {
    this.#dropped.push(row);
    if (blank) this.#blank++;
  }

  append(heap: Heap, places: BatchPlaces, records: number, hashed: boolean): void {
    this.#reserve(this.#rows + records);
    const at = this.#rows;
    const put = (to: Values, from: Values) => {
      to.set(this.#dropped.length > 0 ? this.#kept(from) : from, at);
    };
    this.#columns.forEach((column, slot) => {
      const from = places.outputs[slot]!;
      put(column, this.#isNumber[slot] ? heap.numbers(from, records) : heap.ints(from, records));
    });
    const order = new Int32Array(records);
    for (let row = 0; row < records; row++) order[row] = this.records + row;
    put(this.#rest[rest.record]!, order);
    put(this.#rest[rest.start]!, heap.ints(places.starts, records));
    put(this.#rest[rest.line]!, heap.ints(places.lines, records));
    if (hashed) this.#putHashes(heap.ints(places.hashes, records * 2), put);
    this.#rows += records - this.#dropped.length;
    this.records += records;
    this.#dropped = [];
  }

  #putHashes(pairs: Int32Array<ArrayBuffer>, put: (to: Values, from: Values) => void): void {
    for (const half of [0, 1]) {
      const values = new Int32Array(pairs.length / 2);
      for (let row = 0; row < values.length; row++) values[row] = pairs[row * 2 + half]!;
      put(this.#rest[rest.hash + half]!, values);
    }
  }

  #kept(values: Values): Values {
    let next = 0;
    return values.filter((_, row) => {
      if (this.#dropped[next] !== row) return true;
      next++;
      return false;
    });
  }

  #reserve(rows: number): void {
    if (rows <= this.#capacity) return;
    this.#capacity = Math.max(rows, this.#capacity * 2);
    this.#columns = this.#columns.map((column) => larger(column, this.#capacity));
    this.#rest = this.#rest.map((column) => larger(column, this.#capacity) as Int32Array<ArrayBuffer>);
  }

  collect(): Rows {
    const rows = this.#rows;
    const [record, hash, hash2, start, line] = this.#rest.map((values) => values.slice(0, rows)) as [
      Int32Array,
      Int32Array,
      Int32Array,
      Int32Array,
      Int32Array,
    ];
    for (let row = 0; row < rows; row++) start[row]! -= this.#chunk;
    return {
      records: this.records,
      blank: this.#blank,
      rows,
      columns: this.#columns.map((column) => column.slice(0, rows)),
      ...{ record, hash, hash2, start, line },
    };
  }
}

function larger(values: Values, capacity: number): Values {
  const more = values instanceof Float64Array ? new Float64Array(capacity) : new Int32Array(capacity);
  more.set(values);
  return more;
}
