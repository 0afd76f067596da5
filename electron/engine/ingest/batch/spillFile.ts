import { createCipheriv, createDecipheriv, randomBytes, randomFillSync } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError } from '../../../../shared/errors/errors.ts';

/** Bytes in a spill file: where they lie, how many they are, and what proves that they are those that were written. */
export interface Spilled {
  at: number;
  bytes: number;
  tag: Uint8Array;
}

/** What another thread needs to read a spill file; its owner must keep it open meanwhile. */
export interface SpillAccess {
  file: number;
  key: Uint8Array;
}

const cipher = 'aes-256-gcm';
/** Bytes that are encrypted at a time; what comes out is given back at once, not when garbage is collected. */
const pieceBytes = 1 << 18;

/** Closes the files whose owners are gone. */
const forgotten = new FinalizationRegistry<number>(closeSync);

/**
 * A file for what of an import does not have to stay in memory. Whatever the workspace is, it is encrypted with a key
 * that never leaves the memory of the process, and it has no name any more once it is open: nobody can read it, and the
 * system takes it back when the process ends, however it ends. It is made when something is first written; where it
 * cannot be made or has no room, nothing is lost: the caller keeps what it has.
 */
export class SpillFile {
  readonly #folder: string;
  readonly #key = randomFillSync(new Uint8Array(new SharedArrayBuffer(32)));
  #file: number | null = null;
  #length = 0;
  /** Given back, or without room. */
  #closed = false;

  /** In this folder, which should be one of a disk. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Null where there is no room; the caller keeps the bytes then. */
  write(bytes: Uint8Array): Spilled | null {
    if (this.#closed) return null;
    const at = this.#length;
    // A place that was half written is not written again with the same nonce.
    this.#length += bytes.length;
    const sealing = createCipheriv(cipher, this.#key, nonceOf(at));
    try {
      this.#file ??= this.#open();
      for (let done = 0; done < bytes.length; done += pieceBytes) {
        const sealed = sealing.update(bytes.subarray(done, done + pieceBytes));
        writeWhole(this.#file, sealed, at + done);
        sealed.buffer.transfer(0);
      }
    } catch {
      this.#closed = true;
      return null;
    }
    sealing.final();
    return { at, bytes: bytes.length, tag: sealing.getAuthTag() };
  }

  #open(): number {
    const path = join(this.#folder, `.quarterdeck-${randomBytes(8).toString('hex')}`);
    const file = openSync(path, 'wx+', 0o600);
    rmSync(path, { force: true });
    forgotten.register(this, file, this);
    return file;
  }

  /** Reads what was written into `target`, which has as many bytes. Throws `io` where the disk gives back something else. */
  read(spilled: Spilled, target: Uint8Array): void {
    readSpilled(this.access, spilled, target);
  }

  /** Of a file in which something was written and that is not closed. */
  get access(): SpillAccess {
    if (this.#file === null) throw new Error('Nothing was spilled, or it was given back');
    return { file: this.#file, key: this.#key };
  }

  /** Gives the room back; nothing can be read afterwards. */
  close(): void {
    this.#closed = true;
    this.#key.fill(0);
    if (this.#file === null) return;
    forgotten.unregister(this);
    closeSync(this.#file);
    this.#file = null;
  }
}

/** No place is written twice, so that no two texts of one key have one nonce. */
function nonceOf(at: number): Uint8Array {
  return new Uint8Array(Float64Array.of(at, 0).buffer, 0, 12);
}

function writeWhole(file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(file, bytes, done, bytes.length - done, at + done);
}

const coded = Buffer.alloc(pieceBytes);

/** Reads what was written to a spill file into `target`, on any thread. Throws `io` where the disk gives back something else. */
export function readSpilled(
  { file, key }: SpillAccess,
  { at, bytes, tag }: Spilled,
  target: Uint8Array,
): void {
  const opening = createDecipheriv(cipher, key, nonceOf(at));
  opening.setAuthTag(tag);
  try {
    for (let done = 0; done < bytes; ) {
      const read = readSync(file, coded, 0, Math.min(pieceBytes, bytes - done), at + done);
      if (read === 0) throw new Error('it ended early');
      const opened = opening.update(coded.subarray(0, read));
      target.set(opened, done);
      opened.buffer.transfer(0);
      done += read;
    }
    opening.final();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const what = `What the import had put aside on the disk could not be read back: ${why}.`;
    throw new ExpectedError('io', `${what} Nothing was changed.`, { hint: 'Try again.' }, error);
  }
}

/** Where columns go that grow beyond `most` bytes each. */
export interface Spill {
  file: SpillFile;
  most: number;
}

/** Bytes that all columns of a file together may keep in memory, and what one may at least. */
const keptBytes = 64 << 20;
const leastBytes = 1 << 18;

/** A file in the folder for so many columns; null without a folder. */
export function spillInto(folder: string | undefined, columns: number): Spill | null {
  if (folder === undefined) return null;
  return {
    file: new SpillFile(folder),
    most: Math.max(leastBytes, Math.floor(keptBytes / Math.max(1, columns))),
  };
}
