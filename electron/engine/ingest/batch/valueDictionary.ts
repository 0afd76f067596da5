import { decodeValues } from '../csv/byteDictionary.ts';
import type { NewValues } from '../csv/scanPlan.ts';

/** The values of a code column over all scanners, numbered in the order they first appear in the file. */
export class ValueDictionary {
  readonly values: string[] = [];
  readonly #codes = new Map<string, number>();
  /** Per scanner: its code → the common code. */
  readonly #maps: Int32Array[] = [];
  readonly #sizes: number[] = [];

  /** Takes in a scanner's new values; chunks must come in file order. */
  add(scanner: number, fresh: NewValues): void {
    const size = this.#sizes[scanner] ?? 0;
    let map = this.#maps[scanner] ?? new Int32Array(256);
    const texts = decodeValues(fresh);
    if (size + texts.length > map.length) {
      const larger = new Int32Array(Math.max(size + texts.length, map.length * 2));
      larger.set(map);
      map = larger;
    }
    for (let at = 0; at < texts.length; at++) map[size + at] = this.codeOf(texts[at]!);
    this.#maps[scanner] = map;
    this.#sizes[scanner] = size + texts.length;
  }

  codeOf(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const code = this.values.length;
    this.#codes.set(text, code);
    this.values.push(text);
    return code;
  }

  /** Turns a scanner's codes into common codes, in place. */
  remap(scanner: number, codes: Int32Array): void {
    const map = this.#maps[scanner];
    if (!map) return;
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row]!;
      if (code >= 0) codes[row] = map[code]!;
    }
  }
}
