const leading =
  /^(10|\d)(?:[.,](\d))?\s*(?:$|(?:\/|of|out of|von|sur|de|su)\s*(?:5|7|10|100)$|[^\d\s.,/%][^\d%]*$)/iu;
const trailing = /^[^\d]+[([（\s:：-](10|\d)\s*(?:分|点|점|stars?|points?|[)\]）])+$/iu;

/**
 * The figure of an answer that a survey writes with its words: `9 - very likely`, `8/10`, `4 stars`, `★★★★☆`, `10分`,
 * `非常满意（5分）`. Null where there is none, or more than one.
 */
export function parseRating(text: string): number | null {
  const answer = text.trim();
  if (answer.length > 60) return null;
  if (/^[★⭐]+[☆✩]*$/u.test(answer)) return [...answer.matchAll(/[★⭐]/gu)].length;
  const match = leading.exec(answer);
  if (match) return Number(match[2] === undefined ? match[1] : `${match[1]}.${match[2]}`);
  const last = trailing.exec(answer);
  return last ? Number(last[1]) : null;
}
