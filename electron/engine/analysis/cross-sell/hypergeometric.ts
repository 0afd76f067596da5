/** ln(n!) − ln(√(2πn) (n/e)ⁿ), n a whole number. C. Loader (2000), "Fast and Accurate Computation of Binomial Probabilities". */
function stirlingError(n: number): number {
  if (n < 16) {
    let factorial = 1;
    for (let i = 2; i <= n; i++) factorial *= i;
    return n === 0 ? 0 : Math.log(factorial) - (n + 0.5) * Math.log(n) + n - Math.log(2 * Math.PI) / 2;
  }
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / (1188 * square)) / square) / square) / square) / n;
}

/** x ln(x / mean) + mean − x without cancellation (Loader's deviance part). */
function deviance(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const ratio = (x - mean) / (x + mean);
  let sum = (x - mean) * ratio;
  let term = 2 * x * ratio;
  for (let odd = 3; ; odd += 2) {
    term *= ratio * ratio;
    const next = sum + term / odd;
    if (next === sum) return next;
    sum = next;
  }
}

/** ln of the binomial probability of x in n at p = 1 − q. */
function logBinomial(x: number, n: number, p: number, q: number): number {
  if (x === 0) return n === 0 ? 0 : p < 0.1 ? -deviance(n, n * q) - n * p : n * Math.log(q);
  if (x === n) return q < 0.1 ? -deviance(n, n * p) - n * q : n * Math.log(p);
  const correction =
    stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p) - deviance(n - x, n * q);
  return correction + Math.log(n / (2 * Math.PI * x * (n - x))) / 2;
}

/** Probability of `x` marked ones in a draw of `drawn` out of `total`, `marked` of them marked. */
function hypergeometric(x: number, marked: number, drawn: number, total: number): number {
  if (drawn === total) return x === marked ? 1 : 0;
  const p = drawn / total;
  const q = (total - drawn) / total;
  const log =
    logBinomial(x, marked, p, q) +
    logBinomial(drawn - x, total - marked, p, q) -
    logBinomial(drawn, total, p, q);
  return Math.exp(log);
}

/**
 * How likely are `x` or more shared baskets by chance alone?
 *
 * Upper tail P(X ≥ x) of the hypergeometric distribution: `drawn` baskets drawn from `total`, of which `marked` are
 * marked; Fisher's one-sided exact test. Needs 0 ≤ x ≤ min(marked, drawn) and marked, drawn ≤ total. Relative error
 * about 1e-12; 0 below 1e-308. Cost: one term per step from x to where terms stop mattering.
 */
export function hypergeometricUpperTail(x: number, marked: number, drawn: number, total: number): number {
  const least = Math.max(0, drawn + marked - total);
  if (x <= least) return 1;
  const most = Math.min(marked, drawn);
  const below = total - marked - drawn;
  if (x > (marked * drawn) / total) {
    const first = hypergeometric(x, marked, drawn, total);
    let sum = 1;
    let term = 1;
    for (let k = x; k < most && term > sum * 1e-17; k++) {
      term *= ((marked - k) * (drawn - k)) / ((k + 1) * (below + k + 1));
      sum += term;
    }
    return Math.min(1, first * sum);
  }
  const first = hypergeometric(x - 1, marked, drawn, total);
  let sum = 1;
  let term = 1;
  for (let k = x - 1; k > least && term > sum * 1e-17; k--) {
    term *= (k * (below + k)) / ((marked - k + 1) * (drawn - k + 1));
    sum += term;
  }
  return Math.max(0, 1 - first * sum);
}
