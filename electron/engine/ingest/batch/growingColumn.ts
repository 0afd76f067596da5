type Values = Int32Array | Float64Array;

const firstRows = 1 << 12;
const mostRows = 1 << 18;

/** A column that grows by blocks, so that nothing is copied when it does. */
export class GrowingColumn {
  readonly #isNumber: boolean;
  readonly #full: Values[] = [];
  #block: Values;
  #rows = 0;

  constructor(isNumber: boolean) {
    this.#isNumber = isNumber;
    this.#block = this.#allocate(firstRows);
  }

  #allocate(rows: number): Values {
    return this.#isNumber ? new Float64Array(rows) : new Int32Array(rows);
  }

  append(values: Values): void {
    for (let from = 0; from < values.length; ) {
      if (this.#rows === this.#block.length) {
        this.#full.push(this.#block);
        this.#block = this.#allocate(Math.min(mostRows, this.#block.length * 2));
        this.#rows = 0;
      }
      const part = values.subarray(from, from + this.#block.length - this.#rows);
      this.#block.set(part, this.#rows);
      this.#rows += part.length;
      from += part.length;
    }
  }

  /** The blocks, in order; at least one, which may be empty. */
  pieces(): Values[] {
    return [...this.#full, this.#block.subarray(0, this.#rows)];
  }
}
