import { totalmem } from 'node:os';

/** Share of the machine's memory that the columns of a book may take unless told otherwise. */
const share = 0.2;

/** Bytes that the loaded columns may take: QUARTERDECK_COLUMN_MEMORY in megabytes, else a fifth of the memory. */
export function columnBudget(): number {
  const given = Number(process.env.QUARTERDECK_COLUMN_MEMORY);
  return given > 0 ? given * 2 ** 20 : totalmem() * share;
}

interface Entry {
  value: unknown;
  bytes: number;
  kept: boolean;
}

/**
 * What a book has loaded, within a budget of bytes. When a column would exceed it, those that were asked for least
 * recently are let go; they load again when somebody asks. Entries that are `kept` count, but never leave.
 */
export class ColumnCache {
  readonly #entries = new Map<string, Entry>();
  readonly #budget: number;
  readonly #onLeave: () => void;

  /** `onLeave` is told after columns were let go, so that what is derived from them can follow. */
  constructor(budget: number, onLeave: () => void) {
    this.#budget = budget;
    this.#onLeave = onLeave;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  get bytes(): number {
    let sum = 0;
    for (const entry of this.#entries.values()) sum += entry.bytes;
    return sum;
  }

  get<Value>(key: string, make: () => Value, size: (value: Value) => number, kept: boolean): Value {
    const known = this.#entries.get(key);
    if (known) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.value as Value;
    }
    const value = make();
    this.#entries.set(key, { value, bytes: size(value), kept });
    this.#shrink(key);
    return value;
  }

  #shrink(newest: string): void {
    let over = this.bytes - this.#budget;
    let left = false;
    for (const [key, { bytes, kept }] of this.#entries) {
      if (over <= 0) break;
      if (kept || bytes === 0 || key === newest) continue;
      this.#entries.delete(key);
      over -= bytes;
      left = true;
    }
    if (left) this.#onLeave();
  }
}
