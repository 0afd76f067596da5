import { Packr } from 'msgpackr/index-no-eval';

/** A request in the terms of birpc: `m` the function, `a` its arguments, `i` absent where no answer is wanted. */
export interface RequestFrame {
  t: 'q';
  i?: string;
  m: string;
  a: unknown[];
}

export interface ResponseFrame {
  t: 's';
  i: string;
  r: unknown;
}

/** What the engine takes from a page at once: far above any question, far below what could hurt. */
export const maxRequestBytes = 32 * 1024 * 1024;

/** What the engine sends at once: a table of several million cells. Larger results go to a file. */
export const maxResponseBytes = 1024 * 1024 * 1024;

const packr = new Packr({ useRecords: false, copyBuffers: true, moreTypes: true });

export function encodeFrame(frame: unknown): Uint8Array {
  return packr.pack(frame);
}

/** The frame, or null for anything that is none: the bytes come from the other side of a trust boundary. */
export function decodeFrame(bytes: Uint8Array, limit: number): RequestFrame | ResponseFrame | null {
  if (!(bytes instanceof Uint8Array) || bytes.byteLength === 0 || bytes.byteLength > limit) return null;
  let value: unknown;
  try {
    value = packr.unpack(bytes);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { t, i, m, a, r } = value as Record<string, unknown>;
  if (t === 's' && isId(i)) return { t, i, r };
  if (t !== 'q' || typeof m !== 'string' || !Array.isArray(a) || a.length > 3) return null;
  if (i === undefined) return { t, m, a };
  return isId(i) ? { t, i, m, a } : null;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 64;
}
