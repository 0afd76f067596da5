/** Points in [0, 1]^d, `coordinates[point * dimensions + d]`; NaN marks a dimension that no point of the tree has. */
export interface PointSet {
  dimensions: number;
  coordinates: Float64Array;
}

/** An implicit balanced k-d tree over a list of points: a node is a run of `order`, split at its middle. */
export interface KdTree {
  order: Int32Array;
  /** Dimension and value that the node with this middle is split on. */
  splits: Uint8Array;
  splitValues: Float64Array;
}

const leafSize = 12;

/** Builds the tree in place over `order`, a list of points. Cost: O(n log n) on average. */
export function buildKdTree(points: PointSet, order: Int32Array): KdTree {
  const splits = new Uint8Array(order.length);
  const splitValues = new Float64Array(order.length);
  function build(from: number, to: number): void {
    if (to - from <= leafSize) return;
    const middle = (from + to) >> 1;
    const dimension = widestDimension(points, order, from, to);
    splits[middle] = dimension;
    select(points, dimension, order, from, to - 1, middle);
    splitValues[middle] = points.coordinates[order[middle]! * points.dimensions + dimension]!;
    build(from, middle);
    build(middle, to);
  }
  build(0, order.length);
  return { order, splits, splitValues };
}

function widestDimension(points: PointSet, order: Int32Array, from: number, to: number): number {
  let widest = 0;
  let spread = -1;
  for (let dimension = 0; dimension < points.dimensions; dimension++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = from; i < to; i++) {
      const value = points.coordinates[order[i]! * points.dimensions + dimension]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high - low > spread) {
      spread = high - low;
      widest = dimension;
    }
  }
  return widest;
}

/** Quickselect with Hoare's partition: afterwards what is before `wanted` is not larger, what is after not smaller. */
function select(
  { coordinates, dimensions }: PointSet,
  dimension: number,
  order: Int32Array,
  first: number,
  last: number,
  wanted: number,
): void {
  let left = first;
  let right = last;
  while (left < right) {
    const pivot = coordinates[order[(left + right) >> 1]! * dimensions + dimension]!;
    let i = left;
    let j = right;
    while (i <= j) {
      while (coordinates[order[i]! * dimensions + dimension]! < pivot) i++;
      while (coordinates[order[j]! * dimensions + dimension]! > pivot) j--;
      if (i > j) break;
      const swapped = order[i]!;
      order[i++] = order[j]!;
      order[j--] = swapped;
    }
    if (wanted <= j) right = j;
    else if (wanted >= i) left = i;
    else return;
  }
}

/** What a search does at each leaf and how far it may still have to look (sum of absolute differences). */
interface KdVisitor {
  /** Called with a run of `order`. */
  leaf(from: number, to: number): void;
  /** Cells farther than this are passed over. */
  reach(): number;
}

/**
 * Visits every leaf that may hold a point within `reach()` of the query in L1 distance, nearer cells first.
 * `used[d]` = 0 leaves a dimension out of the distance. `query` holds the coordinates of the point.
 */
export function searchKdTree(tree: KdTree, query: Float64Array, used: Uint8Array, visitor: KdVisitor): void {
  const away = new Float64Array(query.length);
  function visit(from: number, to: number, distance: number): void {
    if (to - from <= leafSize) {
      visitor.leaf(from, to);
      return;
    }
    const middle = (from + to) >> 1;
    const dimension = tree.splits[middle]!;
    if (used[dimension] !== 1) {
      visit(from, middle, distance);
      visit(middle, to, distance);
      return;
    }
    const difference = query[dimension]! - tree.splitValues[middle]!;
    if (difference < 0) visit(from, middle, distance);
    else visit(middle, to, distance);
    const before = away[dimension]!;
    const farther = distance - before + Math.abs(difference);
    if (farther * (1 - 1e-9) - 1e-12 > visitor.reach()) return;
    away[dimension] = Math.abs(difference);
    if (difference < 0) visit(middle, to, farther);
    else visit(from, middle, farther);
    away[dimension] = before;
  }
  visit(0, tree.order.length, 0);
}
