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
export declare function createRandom(seed: number, stream: number): Random;
/** Picks an index in proportion to its weight in constant time (Walker's alias method, Vose's construction). */
export interface Alias {
  threshold: Float64Array;
  other: Int32Array;
}
export declare function makeAlias(weights: ArrayLike<number>): Alias;
export declare function drawAlias(alias: Alias, random: Random): number;
