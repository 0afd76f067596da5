import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { damaged } from './storageError.ts';

export const pageSize = 16_384;

const plainSignature = Buffer.from('SQLite format 3\0', 'latin1');

/*
 * Bytes 16–23 of a database stay readable under the cipher: page size 16384, versions 1 or 2, 32 reserved bytes, and
 * the three fixed payload fractions. https://www.sqlite.org/fileformat2.html, section 1.3.
 */
const encryptedSignatures = [1, 2].map((version) =>
  Buffer.from([pageSize >> 8, pageSize & 0xff, version, version, 32, 64, 32, 32]),
);

function flippedBits(bytes: Buffer, signature: Buffer): number {
  let count = 0;
  for (let i = 0; i < signature.length; i++) {
    for (let bits = (bytes[i] ?? 0xff) ^ signature[i]!; bits > 0; bits &= bits - 1) count++;
  }
  return count;
}

function readHeader(file: string): { header: Buffer; size: number } {
  const descriptor = openSync(file, 'r');
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw notWorkspace(file);
    const header = Buffer.alloc(24);
    const length = readSync(descriptor, header, 0, header.length, 0);
    return { header: header.subarray(0, length), size: stat.size };
  } finally {
    closeSync(descriptor);
  }
}

export function notWorkspace(file: string): ExpectedError {
  const name = basename(file);
  return new ExpectedError('notWorkspace', `${name} is not a Quarterdeck workspace.`, {
    file: name,
    hint: 'Choose a .qdeck file, or create a workspace and import the file into it.',
  });
}

/**
 * Whether the file is an encrypted workspace, by its first 24 bytes alone. A few damaged bits do not mislead it: the
 * file is then opened as what it resembles, and found damaged. Throws `notWorkspace`, and `damaged` for a cut-off file.
 */
export function isEncryptedFile(file: string): boolean {
  const { header, size } = readHeader(file);
  const plain = flippedBits(header.subarray(0, 16), plainSignature) <= 3;
  const fixed = header.subarray(16, 24);
  const encrypted = encryptedSignatures.some((signature) => flippedBits(fixed, signature) <= 3);
  if (size < pageSize) {
    const ours = plain || encrypted || extname(file).toLowerCase() === '.qdeck';
    throw ours ? damaged(file, `it is cut off after ${size} bytes`) : notWorkspace(file);
  }
  if (!plain && !encrypted) throw notWorkspace(file);
  return !plain;
}
