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
