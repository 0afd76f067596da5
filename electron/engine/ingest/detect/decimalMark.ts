import { parseNumber } from '../values/parseNumber.ts';
import type { Tally } from './tally.ts';

/** Whether `1.000` stands beside `500` and never beside `5000`: three decimals would stand behind each figure. */
function groupsByPoint(present: Tally): boolean {
  const figures = [...present.keys()].map((value) => value.replace(/[^\d.,]/g, ''));
  const bare = figures.filter((value) => /^\d+$/.test(value) && value !== '0');
  return (
    bare.length > 0 &&
    bare.every((value) => value.length <= 3) &&
    figures.every((value) => /^(?:\d{1,3}(?:\.\d{3})+|\d*)$/.test(value))
  );
}

/** Point or comma? Counts the values that can only be read one way. */
export function detectDecimal(present: Tally): { mark: '.' | ','; confidence: number } {
  let point = 0;
  let comma = 0;
  let open = 0;
  for (const [value, count] of present) {
    if (!/[.,]/.test(value) || !/\d/.test(value)) continue;
    const asPoint = parseNumber(value, { decimal: '.', scale: 0 }) !== null;
    const asComma = parseNumber(value, { decimal: ',', scale: 0 }) !== null;
    if (asPoint && !asComma) point += count;
    else if (asComma && !asPoint) comma += count;
    else if (asPoint) open++;
  }
  if (point === 0 && comma === 0) {
    if (open === 0) return { mark: '.', confidence: 1 };
    return groupsByPoint(present) ? { mark: ',', confidence: 0.75 } : { mark: '.', confidence: 0.7 };
  }
  return { mark: comma > point ? ',' : '.', confidence: Math.max(point, comma) / (point + comma) };
}
