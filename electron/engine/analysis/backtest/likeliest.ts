/** Longer lists are never read: what is left out comes after all of them, in no order. */
export const mostEntries = 250_000;

/**
 * Positions of the largest scores in rising order of position: at most `most`, more where scores equal the last of them.
 * NaN is never among them. Cost: n log n over those with a score.
 */
export function likeliest(scores: Float64Array, most = mostEntries): Int32Array {
  const known = scores.filter((score) => !Number.isNaN(score));
  const least = known.length > most ? known.sort()[known.length - most]! : Number.NEGATIVE_INFINITY;
  const found = new Int32Array(scores.length);
  let n = 0;
  for (let at = 0; at < scores.length; at++) if (scores[at]! >= least) found[n++] = at;
  return found.slice(0, n);
}

/** Entries found one by one, of which the likeliest are kept. */
export interface Entries {
  account: Int32Array;
  product: Int32Array;
  score: Float64Array;
  probability: Float64Array;
  value: Float64Array;
}

export interface EntryCollector {
  add(account: number, product: number, score: number, probability: number, value: number): void;
  entries(): Entries;
}

/** Keeps the `most` likeliest entries, and those equal to the last of them, in memory of about four times that. */
export function collectLikeliest(most = mostEntries): EntryCollector {
  let kept = emptyEntries(4 * most);
  let n = 0;
  function tidy(): void {
    const chosen = likeliest(kept.score.subarray(0, n), most);
    const room = Math.max(4 * most, 2 * chosen.length);
    const next = emptyEntries(room);
    for (const [to, from] of chosen.entries()) {
      next.account[to] = kept.account[from]!;
      next.product[to] = kept.product[from]!;
      next.score[to] = kept.score[from]!;
      next.probability[to] = kept.probability[from]!;
      next.value[to] = kept.value[from]!;
    }
    kept = next;
    n = chosen.length;
  }
  return {
    add(account, product, score, probability, value) {
      if (Number.isNaN(score)) return;
      if (n === kept.score.length) tidy();
      kept.account[n] = account;
      kept.product[n] = product;
      kept.score[n] = score;
      kept.probability[n] = probability;
      kept.value[n++] = value;
    },
    entries() {
      tidy();
      return {
        account: kept.account.subarray(0, n),
        product: kept.product.subarray(0, n),
        score: kept.score.subarray(0, n),
        probability: kept.probability.subarray(0, n),
        value: kept.value.subarray(0, n),
      };
    },
  };
}

function emptyEntries(size: number): Entries {
  return {
    account: new Int32Array(size),
    product: new Int32Array(size),
    score: new Float64Array(size),
    probability: new Float64Array(size),
    value: new Float64Array(size),
  };
}
