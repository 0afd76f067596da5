/** The future of a customer known to be active. */
export interface ActiveFuture {
  /** Expected purchases in the next `time`. */
  expected(time: number): number;
  /** Expected purchases per unit of time, `time` from now; never rising. */
  rate(time: number): number;
  /** The shortest time over which the rate changes much. */
  scale: number;
}

/** The future of an active customer with x repeat purchases in a time T. */
export type FutureOf = (x: number, T: number) => ActiveFuture;
