/** Where rows stand, in pixels from the top of the first. */
export interface RowPlaces {
  readonly total: number;
  /** No row is lower than this. */
  readonly least: number;
  top(row: number): number;
  bottom(row: number): number;
  /** The row at an offset. */
  at(offset: number): number;
}

/** Rows of one height. */
export function evenRows(count: number, height: number): RowPlaces {
  return {
    total: count * height,
    least: height,
    top: (row) => row * height,
    bottom: (row) => (row + 1) * height,
    at: (offset) => Math.max(0, Math.min(count - 1, Math.floor(offset / height))),
  };
}

/** Rows that are as high as their text: until a row has been drawn it counts as `least` high. */
export class MeasuredRows implements RowPlaces {
  readonly least: number;
  private readonly heights: Float64Array;
  /** `tops[row]` for every row, and below the last one the total. */
  private readonly tops: Float64Array;

  constructor(count: number, least: number) {
    this.least = least;
    this.heights = new Float64Array(count).fill(least);
    this.tops = new Float64Array(count + 1);
    this.add(0);
  }

  get total(): number {
    return this.tops.at(-1)!;
  }

  top(row: number): number {
    return this.tops[row] ?? this.total;
  }

  bottom(row: number): number {
    return this.tops[row + 1] ?? this.total;
  }

  at(offset: number): number {
    let [low, high] = [0, this.heights.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.tops[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  /** Takes note of heights; true where one of them is another than it was thought to be. */
  measure(found: readonly (readonly [row: number, height: number])[]): boolean {
    const changed = found.filter(([row, height]) => this.heights[row] !== height);
    for (const [row, height] of changed) this.heights[row] = height;
    if (changed.length > 0) this.add(Math.min(...changed.map(([row]) => row)));
    return changed.length > 0;
  }

  private add(from: number): void {
    for (let row = from; row < this.heights.length; row += 1) {
      this.tops[row + 1] = this.tops[row]! + this.heights[row]!;
    }
  }
}
