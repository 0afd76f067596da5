const deepest = 8;
/** Numbers with more digits than a double holds are kept as they are written. */
const longNumber = /\d{16}/;

/** Column of what is no object: a bare value where the others are objects. */
export const bareColumn = 'value';

/** Reads one element. Throws SyntaxError. */
export function parseElement(text: string): unknown {
  return longNumber.test(text)
    ? JSON.parse(text, exactly as (key: string, value: unknown) => unknown)
    : JSON.parse(text);
}

function exactly(_key: string, value: unknown, context: { source?: string }): unknown {
  const source = context.source ?? '';
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
}

/** The fields of an object, nested ones under names joined by points. Lists and what lies deeper stay as they are. */
export function eachField(value: unknown, take: (name: string, value: unknown) => void): void {
  if (isObject(value)) walk(value, '', 1, take);
  else take(bareColumn, value);
}

function walk(
  object: Record<string, unknown>,
  parent: string,
  depth: number,
  take: (name: string, value: unknown) => void,
): void {
  for (const key of Object.keys(object)) {
    const value = object[key];
    const name = parent === '' ? key : `${parent}.${key}`;
    if (depth < deepest && isObject(value)) walk(value, name, depth + 1, take);
    else take(name, value);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
