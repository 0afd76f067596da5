/** Keeps the `k` nearest of what is offered, by distance, then index: the same ones whatever the order of offering. */
export class NearestK {
  readonly indexes: Int32Array;
  readonly distances: Float64Array;
  size = 0;
  private readonly k: number;

  constructor(k: number) {
    this.k = k;
    this.indexes = new Int32Array(k);
    this.distances = new Float64Array(k);
  }

  clear(): void {
    this.size = 0;
  }

  /** Distance of the farthest kept one; infinite while there is room. */
  worst(): number {
    return this.size < this.k ? Number.POSITIVE_INFINITY : this.distances[this.k - 1]!;
  }

  offer(index: number, distance: number): void {
    const { indexes, distances } = this;
    let at = this.size;
    if (at === this.k) {
      const last = at - 1;
      if (distance > distances[last]! || (distance === distances[last] && index > indexes[last]!)) return;
      at = last;
    } else this.size++;
    while (
      at > 0 &&
      (distances[at - 1]! > distance || (distances[at - 1] === distance && indexes[at - 1]! > index))
    ) {
      distances[at] = distances[at - 1]!;
      indexes[at] = indexes[at - 1]!;
      at--;
    }
    distances[at] = distance;
    indexes[at] = index;
  }
}
