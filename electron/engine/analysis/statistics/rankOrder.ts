/** Positions of the values from the largest to the smallest; equal values keep their order. NaN is not allowed. */
export function descendingOrder(values: Float64Array): Int32Array {
  const order = Int32Array.from(values, (_, index) => index);
  return order.sort((a, b) => values[b]! - values[a]! || a - b);
}
