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

/** The numbers that `toRanges` wrote. Throws on text that is not of that form. */
export function rangesToSet(text: string): Set<number> {
  const numbers = new Set<number>();
  if (text === '') return numbers;
  for (const part of text.split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (!match) throw new Error(`"${part}" is no range`);
    const to = Number(match[2] ?? match[1]);
    for (let number = Number(match[1]); number <= to; number++) numbers.add(number);
  }
  return numbers;
}
