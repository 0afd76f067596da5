const rounds = 400;

/** Where nodes stand, each axis stretched to [0, 1]. */
export interface Layout {
  x: Float64Array;
  y: Float64Array;
}

/**
 * Where do the nodes of a network stand so that linked ones are near?
 *
 * All nodes push each other away, edges pull (more the heavier), a weak pull to the middle keeps separate parts in view.
 * Begins on a sunflower spiral in node order and cools down over a fixed number of rounds: the same network always
 * gives the same picture. Cost: rounds × (nodes² + edges). Source: Fruchterman & Reingold (1991).
 */
export function layoutNetwork(
  nodes: number,
  from: Int32Array,
  to: Int32Array,
  weights: Float64Array,
): Layout {
  const x = new Float64Array(nodes);
  const y = new Float64Array(nodes);
  const golden = Math.PI * (3 - Math.sqrt(5));
  for (let node = 0; node < nodes; node++) {
    const radius = Math.sqrt((node + 0.5) / nodes);
    x[node] = radius * Math.cos(node * golden);
    y[node] = radius * Math.sin(node * golden);
  }
  const heaviest = weights.reduce((most, weight) => Math.max(most, weight), 0) || 1;
  const gap = 1.6 / Math.sqrt(Math.max(1, nodes));
  const moveX = new Float64Array(nodes);
  const moveY = new Float64Array(nodes);
  for (let round = 0; round < rounds; round++) {
    moveX.fill(0);
    moveY.fill(0);
    for (let a = 0; a < nodes; a++) {
      for (let b = a + 1; b < nodes; b++) push(a, b, gap, x, y, moveX, moveY);
    }
    for (let edge = 0; edge < from.length; edge++) {
      const strength = 0.4 + 0.6 * Math.sqrt(weights[edge]! / heaviest);
      pull(from[edge]!, to[edge]!, strength / gap, x, y, moveX, moveY);
    }
    const heat = 0.12 * (1 - round / rounds) + 0.002;
    for (let node = 0; node < nodes; node++) {
      const dx = moveX[node]! - 2 * x[node]!;
      const dy = moveY[node]! - 2 * y[node]!;
      const length = Math.hypot(dx, dy) || 1;
      const step = Math.min(heat, length) / length;
      x[node]! += dx * step;
      y[node]! += dy * step;
    }
  }
  return { x: stretched(x), y: stretched(y) };
}

function push(
  a: number,
  b: number,
  gap: number,
  x: Float64Array,
  y: Float64Array,
  moveX: Float64Array,
  moveY: Float64Array,
): void {
  const dx = x[a]! - x[b]!;
  const dy = y[a]! - y[b]!;
  const square = Math.max(1e-6, dx * dx + dy * dy);
  const force = (gap * gap) / square;
  moveX[a]! += dx * force;
  moveY[a]! += dy * force;
  moveX[b]! -= dx * force;
  moveY[b]! -= dy * force;
}

function pull(
  a: number,
  b: number,
  strength: number,
  x: Float64Array,
  y: Float64Array,
  moveX: Float64Array,
  moveY: Float64Array,
): void {
  const dx = x[a]! - x[b]!;
  const dy = y[a]! - y[b]!;
  const force = strength * Math.hypot(dx, dy);
  moveX[a]! -= dx * force;
  moveY[a]! -= dy * force;
  moveX[b]! += dx * force;
  moveY[b]! += dy * force;
}

function stretched(values: Float64Array): Float64Array {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return values.map((value) => (high > low ? (value - low) / (high - low) : 0.5));
}
