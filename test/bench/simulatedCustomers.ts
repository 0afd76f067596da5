import type { Spending } from '../../electron/engine/analysis/retention/purchases/gammaGamma.ts';
import type { Purchases } from '../../electron/engine/analysis/retention/purchases/purchases.ts';
import { createRandom, type Random } from '../../electron/engine/analysis/statistics/random.ts';

/** Gamma distributed with rate 1 (Marsaglia & Tsang 2000). */
function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * random.unit() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
    const v = (1 + normal / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random.unit()) < normal ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

const exponential = (random: Random, rate: number) => -Math.log(1 - random.unit()) / rate;

/**
 * Customers who buy and leave as the Pareto/NBD model has it and spend as the Gamma-Gamma model has it, with the parameters
 * that were published for CDNOW; seen for 27 to 39 weeks in whole days.
 */
export function simulateCustomers(n: number): Purchases & Spending {
  const random = createRandom(1, 0);
  const found = {
    x: new Float64Array(n),
    tx: new Float64Array(n),
    T: new Float64Array(n),
    z: new Float64Array(n),
  };
  for (let customer = 0; customer < n; customer++) {
    const T = (190 + random.below(84)) / 7;
    const rate = gamma(random, 0.553) / 10.578;
    const end = Math.min(T, exponential(random, gamma(random, 0.606) / 11.669));
    let [x, last] = [0, 0];
    for (let time = exponential(random, rate); time < end; time += exponential(random, rate)) {
      x++;
      last = Math.max(1 / 7, Math.floor(time * 7) / 7);
    }
    found.x[customer] = x;
    found.tx[customer] = last;
    found.T[customer] = T;
    found.z[customer] = x > 0 ? gamma(random, 6.25 * x) / x / (gamma(random, 3.74) / 15.44) : 0;
  }
  return found;
}
