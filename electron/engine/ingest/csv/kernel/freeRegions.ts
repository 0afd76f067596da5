interface Region {
  at: number;
  bytes: number;
}

/** What was given back of a stretch of memory. Neighbours become one, so that something larger fits there later. */
export class FreeRegions {
  /** In order of their addresses; no two touch. */
  readonly #regions: Region[] = [];

  /** Takes so many bytes from the smallest region that has them; null where none has. */
  take(bytes: number): number | null {
    let best = -1;
    for (let index = 0; index < this.#regions.length; index++) {
      const size = this.#regions[index]!.bytes;
      if (size >= bytes && (best < 0 || size < this.#regions[best]!.bytes)) best = index;
    }
    if (best < 0) return null;
    const region = this.#regions[best]!;
    const { at } = region;
    region.at += bytes;
    region.bytes -= bytes;
    if (region.bytes === 0) this.#regions.splice(best, 1);
    return at;
  }

  /** Takes all of the region that ends at this address: how many bytes it has, 0 without one. */
  takeBefore(end: number): number {
    const last = this.#regions.at(-1);
    if (!last || last.at + last.bytes !== end) return 0;
    this.#regions.pop();
    return last.bytes;
  }

  give(at: number, bytes: number): void {
    let index = this.#regions.findIndex((region) => region.at > at);
    if (index < 0) index = this.#regions.length;
    const [before, after] = [this.#regions[index - 1], this.#regions[index]];
    const region = { at, bytes };
    if (after && at + bytes === after.at) {
      region.bytes += after.bytes;
      this.#regions.splice(index, 1);
    }
    if (before && before.at + before.bytes === at) before.bytes += region.bytes;
    else this.#regions.splice(index, 0, region);
  }
}
