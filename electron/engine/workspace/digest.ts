import { hash } from 'node:crypto';

export function sha256(data: Uint8Array | string): Buffer {
  return hash('sha256', data, 'buffer');
}

export function sha256Hex(data: Uint8Array): string {
  return hash('sha256', data, 'hex');
}

/** Digest of several texts, told apart by their lengths, so that no two different lists meet in one digest. */
export function digestOf(...parts: readonly string[]): Buffer {
  return sha256(parts.map((part) => `${part.length}:${part}`).join(''));
}
