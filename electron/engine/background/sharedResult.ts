/** Smaller arrays are copied in no time. */
const leastBytes = 2 ** 16;
/** Lists longer than this are lists of words or findings, not of columns. */
const mostParts = 1000;

type Numbers = ArrayBufferView<ArrayBuffer> & ArrayLike<number>;

/**
 * The same value with its large typed arrays on shared memory. What a thread has found then reaches the engine, and
 * from there another thread, without the engine's own thread copying it. Arrays and plain objects are looked into; an
 * array that stands in several places stays one.
 */
export function inSharedMemory(value: unknown, known = new Map<object, unknown>()): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (known.has(value)) return known.get(value);
  if (ArrayBuffer.isView(value)) return keep(known, value, sharedCopy(value));
  if (Array.isArray(value)) return value.length > mostParts ? value : eachShared(value, known);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const copy: Record<string, unknown> = keep(known, value, {});
  for (const [name, part] of Object.entries(value)) copy[name] = inSharedMemory(part, known);
  return copy;
}

function eachShared(items: unknown[], known: Map<object, unknown>): unknown[] {
  const copy: unknown[] = keep(known, items, []);
  for (const item of items) copy.push(inSharedMemory(item, known));
  return copy;
}

function keep<Copy>(known: Map<object, unknown>, value: object, copy: Copy): Copy {
  known.set(value, copy);
  return copy;
}

function sharedCopy(view: ArrayBufferView): ArrayBufferView {
  if (view.byteLength < leastBytes || view instanceof DataView || view.buffer instanceof SharedArrayBuffer)
    return view;
  const numbers = view as Numbers;
  const Kind = numbers.constructor as new (
    memory: SharedArrayBuffer,
  ) => ArrayBufferView & { set(source: Numbers): void };
  const copy = new Kind(new SharedArrayBuffer(numbers.byteLength));
  copy.set(numbers);
  return copy;
}
