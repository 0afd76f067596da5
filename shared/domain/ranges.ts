/** Ascending whole numbers as ranges: `1-3,7`. Takes them in any order; repeats count once. */
export function toRanges(numbers: Iterable<number>): string {
  const sorted = Float64Array.from(numbers).sort();
  const parts: string[] = [];
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (end + 1 < sorted.length && sorted[end + 1]! - sorted[end]! <= 1) end++;
    parts.push(sorted[at] === sorted[end] ? `${sorted[at]}` : `${sorted[at]}-${sorted[end]}`);
    at = end + 1;
  }
  return parts.join(',');
}

/** The spans that `toRanges` wrote, as from, to, from, to …, ascending. Throws on text that is not of that form. */
export function rangesToSpans(text: string): Float64Array {
  const parts = text === '' ? [] : text.split(',');
  const spans = parts.map((part) => {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (!match) throw new Error(`"${part}" is no range`);
    return [Number(match[1]), Number(match[2] ?? match[1])] as const;
  });
  return Float64Array.from(spans.sort(([a], [b]) => a - b).flat());
}
