/** A seeded stream of random numbers. Same seed and stream, same numbers, on every machine. */
export interface Random {
  /** 0 … 2³² − 1. */
  bits(): number;
  /** [0, 1). */
  unit(): number;
  between(low: number, high: number): number;
  /** 0 … n − 1. */
  below(n: number): number;
  normal(): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** A permutation of 0 … n − 1. */
  shuffled(n: number): number[];
}

/** Spreads a seed and a stream number over 32 bits (splitmix32's finaliser), so that near seeds differ at once. */
function mix(value: number): number {
  let z = (value + 0x9e3779b9) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}

/** Chris Doty-Humphrey's sfc32 (PractRand), 128 bits of state, started from seed and stream. */
function sfc32(seed: number, stream: number): () => number {
  let a = mix(seed);
  let b = mix(stream ^ 0x5bf03635);
  let c = mix(a ^ b);
  let counter = 1;
  function bits(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  }
  for (let round = 0; round < 12; round++) bits();
  return bits;
}

export function createRandom(seed: number, stream: number): Random {
  const bits = sfc32(seed, stream);
  const unit = () => bits() / 4_294_967_296;
  const below = (n: number) => Math.floor(unit() * n);
  function normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - unit()));
    return radius * Math.cos(2 * Math.PI * unit());
  }
  function shuffled(n: number): number[] {
    const order = Array.from({ length: n }, (_, index) => index);
    for (let last = n - 1; last > 0; last--) {
      const other = below(last + 1);
      const held = order[last]!;
      order[last] = order[other]!;
      order[other] = held;
    }
    return order;
  }
  return {
    bits,
    unit,
    below,
    normal,
    shuffled,
    between: (low, high) => low + (high - low) * unit(),
    chance: (probability) => unit() < probability,
    pick: (items) => items[below(items.length)]!,
  };
}

/** Picks an index in proportion to its weight in constant time (Walker's alias method, Vose's construction). */
export interface Alias {
  threshold: Float64Array;
  other: Int32Array;
}

export function makeAlias(weights: ArrayLike<number>): Alias {
  const n = weights.length;
  const threshold = new Float64Array(n);
  const other = new Int32Array(n);
  let total = 0;
  for (let i = 0; i < n; i++) total += weights[i]!;
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < n; i++) {
    threshold[i] = (weights[i]! * n) / total;
    (threshold[i]! < 1 ? small : large).push(i);
  }
  while (small.length > 0 && large.length > 0) {
    const low = small.pop()!;
    const high = large.pop()!;
    other[low] = high;
    threshold[high] = threshold[high]! - (1 - threshold[low]!);
    (threshold[high]! < 1 ? small : large).push(high);
  }
  for (const i of [...small, ...large]) threshold[i] = 1;
  return { threshold, other };
}

export function drawAlias(alias: Alias, random: Random): number {
  const scaled = random.unit() * alias.threshold.length;
  const index = Math.floor(scaled);
  return scaled - index < alias.threshold[index]! ? index : alias.other[index]!;
}
