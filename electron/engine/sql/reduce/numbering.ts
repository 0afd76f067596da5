import type { Lane } from './lanes.ts';

/** Rows that are numbered at once, between two breaths. */
export const bunch = 2 ** 15;
/** With more combinations of classes than this, only those that there are get a number. */
const mostSlots = 2 ** 22;
/** More groups than this are not told apart: the statement then gets its rows. */
const mostGroups = 2 ** 21;

/** Numbers of groups of rows, by their classes in every lane. */
export interface Numbering {
  /** Numbers are below this. */
  capacity: number;
  /** Writes the number of each row's group; false where there are too many groups. */
  number(from: number, to: number, slots: Int32Array): boolean;
  /** The classes of groups, by lane. */
  classes(used: Int32Array): Int32Array[];
}

export function numberingOf(lanes: Lane[]): Numbering {
  const combinations = lanes.reduce((product, lane) => product * lane.count, 1);
  return combinations > mostSlots ? new FoundGroups(lanes) : allGroups(lanes, combinations);
}

/** Every combination has its number. */
function allGroups(lanes: Lane[], capacity: number): Numbering {
  return {
    capacity,
    number(from, to, slots) {
      slots.fill(0);
      let stride = 1;
      for (const lane of lanes) {
        lane.add(from, to, stride, slots);
        stride *= lane.count;
      }
      return true;
    },
    classes(used) {
      let stride = 1;
      return lanes.map((lane) => {
        const below = stride;
        stride *= lane.count;
        return used.map((slot) => Math.floor(slot / below) % lane.count);
      });
    },
  };
}

const firstPlaces = 2 ** 16;

/** Combinations get a number when they are met, by a hash of their classes with open addressing. */
class FoundGroups implements Numbering {
  readonly capacity = mostGroups;
  readonly #lanes: Lane[];
  /** Classes of the rows at hand, and of each group. */
  readonly #classes: Int32Array[];
  readonly #known: Int32Array[];
  readonly #hashes = new Int32Array(mostGroups);
  #places = new Int32Array(firstPlaces).fill(-1);
  #count = 0;

  constructor(lanes: Lane[]) {
    this.#lanes = lanes;
    this.#classes = lanes.map(() => new Int32Array(bunch));
    this.#known = lanes.map(() => new Int32Array(mostGroups));
  }

  number(from: number, to: number, slots: Int32Array): boolean {
    for (const [at, lane] of this.#lanes.entries()) {
      this.#classes[at]!.fill(0);
      lane.add(from, to, 1, this.#classes[at]!);
    }
    for (let at = 0; at < to - from; at++) {
      const found = this.#groupAt(at);
      if (found < 0) return false;
      slots[at] = found;
    }
    return true;
  }

  #groupAt(at: number): number {
    let hash = 0;
    for (const classes of this.#classes) {
      hash = Math.imul(hash ^ classes[at]!, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    const mask = this.#places.length - 1;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const group = this.#places[place]!;
      if (group < 0) return this.#add(at, hash, place);
      if (this.#hashes[group] === hash && this.#isAlike(group, at)) return group;
    }
  }

  #isAlike(group: number, at: number): boolean {
    for (let lane = 0; lane < this.#known.length; lane++)
      if (this.#known[lane]![group] !== this.#classes[lane]![at]) return false;
    return true;
  }

  #add(at: number, hash: number, place: number): number {
    if (this.#count === mostGroups) return -1;
    const group = this.#count++;
    this.#places[place] = group;
    this.#hashes[group] = hash;
    for (let lane = 0; lane < this.#known.length; lane++)
      this.#known[lane]![group] = this.#classes[lane]![at]!;
    if (2 * this.#count > this.#places.length) this.#grow();
    return group;
  }

  #grow(): void {
    const places = new Int32Array(2 * this.#places.length).fill(-1);
    const mask = places.length - 1;
    for (let group = 0; group < this.#count; group++) {
      let place = this.#hashes[group]! & mask;
      while (places[place]! >= 0) place = (place + 1) & mask;
      places[place] = group;
    }
    this.#places = places;
  }

  classes(used: Int32Array): Int32Array[] {
    return this.#known.map((classes) => used.map((group) => classes[group]!));
  }
}
