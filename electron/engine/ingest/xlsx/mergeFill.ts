import { type CellRange, mostRows } from './cellRange.ts';

interface Fill {
  place: number;
  value: Uint8Array;
}

interface OpenMerge {
  merge: CellRange;
  value: Uint8Array;
  /** Whether all its columns take the value, or the first only; whether the rows below do. */
  across: boolean;
  down: boolean;
}

/** Names of columns stand in the first rows of a table, above the first number that stands by itself. */
const headerRows = 20;

/**
 * What cells of merged ranges, which a sheet leaves empty, stand for. In the first rows, where names stand, the value
 * holds over the columns of the range, except in titles (a single range over more than half of the table); a text holds
 * for every row of its range, and a number below the names, which is one number, only where it stands.
 */
export class MergeFill {
  readonly any: boolean;
  readonly #merges: CellRange[];
  readonly #places: Int16Array;
  readonly #area: CellRange;
  readonly #acrossPerRow = new Map<number, number>();
  #next = 0;
  #amongNames = true;
  #numberSeen = false;
  #row = 0;
  #origins = new Map<number, CellRange>();
  #open: OpenMerge[] = [];

  constructor(merges: CellRange[], area: CellRange, places: Int16Array) {
    this.#merges = merges.toSorted((a, b) => a.top - b.top);
    this.#area = area;
    this.#places = places;
    this.any = merges.length > 0;
    for (const { top, left, right } of merges)
      if (right > left) this.#acrossPerRow.set(top, (this.#acrossPerRow.get(top) ?? 0) + 1);
  }

  get active(): boolean {
    return this.#open.length > 0;
  }

  begin(row: number): void {
    this.#row = row;
    this.#amongNames = !this.#numberSeen && row < this.#area.top + headerRows;
    if (this.#origins.size > 0) this.#origins = new Map();
    if (this.#open.length > 0) this.#open = this.#open.filter(({ merge }) => merge.bottom >= row);
    for (; this.#next < this.#merges.length; this.#next++) {
      const merge = this.#merges[this.#next]!;
      if (merge.top > row) break;
      if (merge.top === row) this.#origins.set(merge.left, merge);
    }
  }

  /**
   * Up to which row nothing has to be filled or remembered, this row included: the top of the next range. 0 where
   * something has to be in this row, or names may still stand.
   */
  plainBefore(row: number): number {
    if (this.#open.length > 0 || this.#origins.size > 0 || row < this.#area.top + headerRows) return 0;
    return this.#merges[this.#next]?.top ?? mostRows + 1;
  }

  isOrigin(column: number): boolean {
    return this.#origins.size > 0 && this.#origins.has(column);
  }

  /** Tells of a number outside merged ranges: names stand above it. */
  sawNumber(): void {
    this.#numberSeen = true;
  }

  /** Takes the value of the first cell of a merged range. */
  remember(column: number, value: Uint8Array, isText: boolean): void {
    const merge = this.#origins.get(column);
    if (!merge || value.length === 0) return;
    const across = this.#amongNames && merge.right > merge.left && this.#isGroup(merge);
    const down = isText && merge.bottom > merge.top;
    if (across || down) this.#open.push({ merge, value, across, down });
  }

  #isGroup({ top, left, right }: CellRange): boolean {
    const wide = this.#area.right - this.#area.left + 1;
    return (right - left + 1) * 2 <= wide || (this.#acrossPerRow.get(top) ?? 0) > 1;
  }

  /** Values for the places after `after` and before `before`. */
  take(after: number, before: number): Fill[] {
    const fills: Fill[] = [];
    for (const { merge, value, across, down } of this.#open) {
      if (!down && this.#row > merge.top) continue;
      const last = across ? merge.right : merge.left;
      for (let column = merge.left; column <= last && column < this.#places.length; column++) {
        if (merge.top === this.#row && column === merge.left) continue;
        const place = this.#places[column]!;
        if (place > after && place < before) fills.push({ place, value });
      }
    }
    return fills.sort((a, b) => a.place - b.place);
  }
}
