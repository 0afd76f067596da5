type Values = Int32Array | Float64Array;

const firstRows = 1 << 14;
/** Address space a column may come to fill; memory is taken only as it does. */
const mostBytes = 2 ** 31;
const stepBytes = 1 << 20;

/** A column that grows without being copied, and whose memory goes back to the system when it is let go. */
export class GrowingColumn {
  readonly #isNumber: boolean;
  readonly #first: Values;
  #rest: ArrayBuffer | null = null;
  #rows = 0;

  constructor(isNumber: boolean) {
    this.#isNumber = isNumber;
    this.#first = isNumber ? new Float64Array(firstRows) : new Int32Array(firstRows);
  }

  append(values: Values): void {
    const room = Math.max(0, Math.min(values.length, firstRows - this.#rows));
    if (room > 0) this.#first.set(values.subarray(0, room), this.#rows);
    if (room < values.length) {
      const from = this.#rows + room - firstRows;
      this.#restOf(from + values.length - room).set(values.subarray(room), from);
    }
    this.#rows += values.length;
  }

  #restOf(rows: number): Values {
    const bytes = rows * this.#first.BYTES_PER_ELEMENT;
    this.#rest ??= new ArrayBuffer(0, { maxByteLength: mostBytes });
    if (bytes > this.#rest.byteLength) {
      this.#rest.resize(
        Math.min(mostBytes, Math.ceil(bytes / stepBytes + this.#rest.byteLength / stepBytes / 8) * stepBytes),
      );
    }
    return this.#isNumber ? new Float64Array(this.#rest, 0, rows) : new Int32Array(this.#rest, 0, rows);
  }

  /** The column in one or two parts. */
  pieces(): Values[] {
    const first = this.#first.subarray(0, Math.min(this.#rows, firstRows));
    return this.#rows > firstRows ? [first, this.#restOf(this.#rows - firstRows)] : [first];
  }
}
