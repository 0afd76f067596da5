/** A guess for texts and numbers in plain arrays, and for an object without its parts. */
const bytesOfItem = 32;
const sampledItems = 32;

/**
 * About how many bytes a value takes: typed arrays as they are, plain arrays by their first items. What is computed when
 * asked for is not asked for.
 */
export function bytesOf(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value !== 'object' || value === null || seen.has(value)) return 0;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return bytesOfBuffer(value.buffer, seen);
  if (Array.isArray(value)) return bytesOfArray(value, seen);
  let sum = bytesOfItem;
  for (const { value: part } of Object.values(Object.getOwnPropertyDescriptors(value)))
    sum += bytesOf(part, seen);
  return sum;
}

function bytesOfArray(items: unknown[], seen: Set<unknown>): number {
  const sampled = items.slice(0, sampledItems);
  const sum = sampled.reduce((bytes: number, item) => bytes + bytesOf(item, seen), 0);
  return items.length * bytesOfItem + (sum * items.length) / Math.max(1, sampled.length);
}

function bytesOfBuffer(buffer: ArrayBufferLike, seen: Set<unknown>): number {
  if (seen.has(buffer)) return 0;
  seen.add(buffer);
  return buffer.byteLength;
}
