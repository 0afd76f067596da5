import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { Source } from '../source/openSource.ts';
import type { DetectedEncoding } from './encoding.ts';

const signatures: [string, number[]][] = [
  ['a picture (PNG)', [0x89, 0x50, 0x4e, 0x47]],
  ['a picture (JPEG)', [0xff, 0xd8, 0xff]],
  ['a picture (GIF)', [0x47, 0x49, 0x46, 0x38]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['a program', [0x7f, 0x45, 0x4c, 0x46]],
  ['an old Excel or Word file', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
  ['a compressed file', [0x42, 0x5a, 0x68]],
  ['a compressed file', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a compressed file', [0xfd, 0x37, 0x7a, 0x58]],
  ['an archive (7z)', [0x37, 0x7a, 0xbc, 0xaf]],
  ['an archive', [0x50, 0x4b, 0x03, 0x04]],
];

/** Refuses what is no text: known signatures, or control bytes that no text has. */
export function refuseBinary(source: Source, head: Uint8Array, encoding: DetectedEncoding): void {
  const signature = signatures.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte));
  if (signature) throw notText(source.name, signature[0]);
  if (/^utf-(?:16|32)/.test(encoding.encoding)) return;
  const scanned = head.subarray(0, 1 << 16);
  let control = 0;
  for (let at = 0; at < scanned.length; at++) {
    const byte = scanned[at]!;
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 1) control++;
  }
  if (control > 4 && control > scanned.length * 0.02) throw notText(source.name, 'no text');
}

function notText(name: string, what: string): ExpectedError {
  return new ExpectedError('notText', `${name} is ${what}, not a table of text`, {
    file: name,
    hint: 'Export the table as CSV (UTF-8) and import that file.',
    params: { what },
  });
}
