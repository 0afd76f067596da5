import { zstdCompressSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { decompress } from './compression.ts';
import { digestOf, sha256Hex } from './digest.ts';
import type { KeptMask } from './types.ts';

/** What the fold found out about the rows of batches. Writes belong in a transaction of the caller. */
export interface KeptMasks {
  /** Null where nothing is kept, or what is kept is not what was written: it can always be worked out again. */
  find(batch: number): KeptMask | null;
  write(batch: number, kept: KeptMask): void;
  /** Batches whose mask is not what was written. */
  verify(): number[];
}

interface Row {
  batch: number;
  causes: string;
  rows: number;
  data: Buffer;
  digest: Buffer;
}

function digestOfRow({ batch, causes, rows, data }: Omit<Row, 'digest'>): Buffer {
  return digestOf(String(batch), causes, String(rows), sha256Hex(data));
}

export function createKeptMasks(db: Database): KeptMasks {
  const select = db.prepare<[number], Row>('SELECT * FROM mask WHERE batch = ?');
  const selectAll = db.prepare<[], Row>('SELECT * FROM mask ORDER BY batch');
  const insert = db.prepare(
    'INSERT OR REPLACE INTO mask (batch, causes, rows, data, digest) VALUES (?, ?, ?, ?, ?)',
  );
  const isWhole = (row: Row) => row.digest.equals(digestOfRow(row));
  return {
    find(batch) {
      try {
        const row = select.get(batch);
        if (!row || !isWhole(row)) return null;
        return { causes: JSON.parse(row.causes) as string[], mask: unpackBits(row.data, row.rows) };
      } catch {
        return null;
      }
    },
    write(batch, { causes, mask }) {
      const data = zstdCompressSync(packBits(mask));
      const row = { batch, causes: JSON.stringify(causes), rows: mask.length, data };
      insert.run(row.batch, row.causes, row.rows, row.data, digestOfRow(row));
    },
    verify: () =>
      selectAll
        .all()
        .filter((row) => !isWhole(row))
        .map(({ batch }) => batch),
  };
}

function packBits(mask: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(mask.length / 8));
  for (let row = 0; row < mask.length; row++) if (mask[row] === 1) bits[row >> 3]! |= 1 << (row & 7);
  return bits;
}

function unpackBits(data: Uint8Array, rows: number): Uint8Array {
  const bits = decompress(data, Math.ceil(rows / 8));
  const mask = new Uint8Array(new SharedArrayBuffer(rows));
  for (let row = 0; row < rows; row++) mask[row] = (bits[row >> 3]! >> (row & 7)) & 1;
  return mask;
}
