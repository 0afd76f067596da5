/** What could have happened within a horizon, and what did. */
export interface Outcomes {
  /** Accounts, or accounts and products, that the event could happen to. */
  n: number;
  events: number;
  /** Money of all events; see `outcomesOf`. */
  gain: number;
  /** Per account: what it could happen to, how often it did, and the money of that. */
  sizeOf: Int32Array;
  eventsOf: Int32Array;
  gainOf: Float64Array;
  isEligible(account: number, product: number): boolean;
  happened(account: number, product: number): boolean;
  gainAt(account: number, product: number): number;
}

export interface OutcomeOptions {
  origin: number;
  /** Last day of the horizon. */
  end: number;
}
