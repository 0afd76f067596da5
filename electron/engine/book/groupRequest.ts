/** What is summed and counted per group. */
export interface GroupRequest {
  sums: Float64Array[];
  /** Index of the sum that must be above zero for an account to be active; -1 = not asked. */
  active: number;
  /** Nothing else is asked, not even rows per group. */
  activityAlone: boolean;
  /** The order code of every row, -1 = not counted; null = orders are not asked. */
  orders: Int32Array | null;
  products: boolean;
}
