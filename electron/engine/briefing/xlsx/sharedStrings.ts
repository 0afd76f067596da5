import { escapeCell } from './xmlText.ts';

const mostStrings = 60_000;
const longestShared = 200;

/**
 * Strings that occur often are stored once. The table holds the first distinct ones only, so that memory does not
 * grow with the rows; the others are written where they stand.
 */
export interface SharedStrings {
  /** The number of a string, or -1 where it is to be written in place. */
  indexOf(text: string): number;
  xml(): string;
  isEmpty(): boolean;
}

export function textElement(text: string): string {
  const escaped = escapeCell(text);
  return /^\s|\s$|[\n\t]/.test(escaped) ? `<t xml:space="preserve">${escaped}</t>` : `<t>${escaped}</t>`;
}

export function createSharedStrings(): SharedStrings {
  const numbers = new Map<string, number>();
  function indexOf(text: string): number {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    if (numbers.size >= mostStrings || text.length > longestShared) return -1;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  }
  function xml(): string {
    const items: string[] = [];
    for (const text of numbers.keys()) items.push(`<si>${textElement(text)}</si>`);
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="${numbers.size}">${items.join('')}</sst>`;
  }
  return { indexOf, xml, isEmpty: () => numbers.size === 0 };
}
