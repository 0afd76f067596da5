import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { pageSize } from './fileHeader.ts';

/*
 * Tells a wrong passphrase from a damaged file. SQLite3 Multiple Ciphers ends every page with a 16-byte nonce and a
 * Poly1305 tag over the rest, under a key that PBKDF2-HMAC-SHA256 (64,007 rounds) makes of the passphrase and the salt
 * in the file's first 16 bytes. One page that authenticates proves the passphrase.
 * https://utelle.github.io/SQLite3MultipleCiphers/docs/ciphers/cipher_chacha20/
 */
const rounds = 64_007;
const samples = 12;

/** Whether any of the sampled pages authenticates under the passphrase. */
export function somePageAuthenticates(file: string, passphrase: Uint8Array): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const pages = Math.floor(fstatSync(descriptor).size / pageSize);
    const salt = Buffer.alloc(16);
    readSync(descriptor, salt, 0, 16, 0);
    const key = pbkdf2Sync(passphrase, salt, rounds, 32, 'sha256');
    const page = Buffer.alloc(pageSize);
    for (const number of sampledPages(pages)) {
      readSync(descriptor, page, 0, pageSize, (number - 1) * pageSize);
      if (authenticates(page, number, key)) return true;
    }
    return false;
  } finally {
    closeSync(descriptor);
  }
}

function sampledPages(pages: number): Set<number> {
  const numbers = new Set<number>();
  for (let i = 0; i < samples && pages > 0; i++) {
    numbers.add(1 + Math.floor((i * (pages - 1)) / Math.max(1, samples - 1)));
  }
  return numbers;
}

function authenticates(page: Buffer, number: number, key: Buffer): boolean {
  const nonce = page.subarray(pageSize - 32, pageSize - 16);
  const start = Buffer.alloc(16);
  start.writeUInt32LE((nonce.readUInt32LE(12) ^ number) >>> 0, 0);
  nonce.copy(start, 4, 0, 12);
  const oneTimeKey = createCipheriv('chacha20', key, start).update(Buffer.alloc(32));
  return poly1305(page.subarray(0, pageSize - 16), oneTimeKey) === littleEndian(page.subarray(pageSize - 16));
}

/** RFC 8439, section 2.5. */
function poly1305(message: Buffer, key: Buffer): bigint {
  const prime = (1n << 130n) - 5n;
  const r = littleEndian(key.subarray(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn;
  let sum = 0n;
  for (let i = 0; i < message.length; i += 16) {
    const block = message.subarray(i, i + 16);
    sum = ((sum + littleEndian(block) + (1n << BigInt(8 * block.length))) * r) % prime;
  }
  return (sum + littleEndian(key.subarray(16, 32))) & ((1n << 128n) - 1n);
}

function littleEndian(bytes: Buffer): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}
