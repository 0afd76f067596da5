import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import yauzl, { type Entry, RandomAccessReader, type ZipFile } from 'yauzl';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { closed, type RandomAccess } from './randomAccess.ts';

/** One file of a zip archive. Sizes are what the archive says of it. */
export interface ZipEntry {
  name: string;
  packed: number;
  unpacked: number;
  encrypted: boolean;
  method: number;
}

/** The table of contents of a zip archive, and its files as streams. */
export interface ZipArchive {
  entries: ZipEntry[];
  find(name: string): ZipEntry | undefined;
  /** First and last byte of the packed content. */
  span(entry: ZipEntry): Promise<{ start: number; end: number; deflated: boolean }>;
  /** Unpacked content. Throws `badInput` for damage and `unsupportedFormat` for what unpacks to far more than data does. */
  open(entry: ZipEntry, onRaw?: (bytes: Uint8Array) => void): AsyncGenerator<Uint8Array>;
}

const mostEntries = 100_000;
const bombBytes = 64 << 20;
/** Sheets and tables shrink to a tenth, rarely to a hundredth; deflate can shrink a constant to a thousandth. */
const bombRatio = 250;

class AccessReader extends RandomAccessReader {
  readonly #access: RandomAccess;
  constructor(access: RandomAccess) {
    super();
    this.#access = access;
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#access.stream(start, end - 1));
  }
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#access.read(position, length).then(
      (bytes) => {
        bytes.copy(buffer, offset);
        callback(bytes.length < length ? new Error('unexpected end of file') : null);
      },
      (error: Error) => callback(error),
    );
  }
}

/** Reads the table of contents. Throws `badInput` where it is damaged, `unsupportedFormat` beyond 100,000 files. */
export async function openZip(access: RandomAccess, name: string): Promise<ZipArchive> {
  const found = new Map<string, { entry: ZipEntry; own: Entry }>();
  let zip: ZipFile;
  try {
    zip = await yauzl.fromRandomAccessReaderPromise(new AccessReader(access), access.size, {
      autoClose: false,
      decodeStrings: false,
    });
    if (zip.entryCount > mostEntries) throw tooMany(name, zip.entryCount);
    for await (const own of zip.eachEntry()) {
      const entry = describe(own);
      if (!found.has(entry.name)) found.set(entry.name, { entry, own });
    }
  } catch (cause) {
    throw cause instanceof ExpectedError ? cause : damaged(name, cause);
  }
  return {
    entries: [...found.values()].map(({ entry }) => entry),
    find: (wanted) => found.get(wanted)?.entry,
    span: (entry) => locate(zip, found.get(entry.name)!.own, access.size, name),
    open: (entry, onRaw) => unpack(zip, found.get(entry.name)!.own, access, name, onRaw),
  };
}

function describe(own: Entry): ZipEntry {
  const raw = own.fileNameRaw;
  const utf8 = (own.generalPurposeBitFlag & 0x800) !== 0 || isUtf8(raw);
  return {
    name: new TextDecoder(utf8 ? 'utf-8' : 'gb18030').decode(raw).replaceAll('\\', '/'),
    packed: own.compressedSize,
    unpacked: own.uncompressedSize,
    encrypted: own.isEncrypted(),
    method: own.compressionMethod,
  };
}

async function locate(zip: ZipFile, own: Entry, size: number, name: string) {
  if (own.isEncrypted()) throw unsupported(name, 'is encrypted', 'Unpack the archive first.');
  if (own.compressionMethod !== 0 && own.compressionMethod !== 8) {
    throw unsupported(name, `is packed by method ${own.compressionMethod}`, 'Unpack the archive first.');
  }
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(own, { minimal: true });
    const end = fileDataStart + own.compressedSize - 1;
    if (end >= size) throw new Error('content beyond the end of the file');
    return { start: fileDataStart, end, deflated: own.compressionMethod === 8 };
  } catch (cause) {
    throw damaged(name, cause);
  }
}

async function* unpack(
  zip: ZipFile,
  own: Entry,
  access: RandomAccess,
  name: string,
  onRaw?: (bytes: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  const { start, end, deflated } = await locate(zip, own, access.size, name);
  refuseBomb(own.compressedSize, own.uncompressedSize, name);
  let packed = 0;
  let unpacked = 0;
  let sum = 0;
  async function* raw() {
    for await (const block of access.stream(start, end)) {
      packed += block.length;
      onRaw?.(block);
      yield block;
    }
  }
  const blocks = deflated ? inflated(raw()) : raw();
  try {
    for await (const block of blocks) {
      unpacked += block.length;
      refuseBomb(packed, unpacked, name);
      sum = crc32(block, sum);
      yield block;
    }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    throw code.startsWith('Z_') || /unexpected end/i.test((cause as Error).message)
      ? damaged(name, cause)
      : cause;
  }
  if (unpacked !== own.uncompressedSize || sum !== own.crc32) throw damaged(name);
}

async function* inflated(raw: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = Readable.from(raw, { objectMode: false });
  const inflate = createInflateRaw({ chunkSize: 1 << 18 });
  input.on('error', (error) => inflate.destroy(error));
  input.pipe(inflate);
  try {
    for await (const block of inflate) yield block as Uint8Array;
  } finally {
    inflate.destroy();
    await closed(input);
  }
}

/** Throws `unsupportedFormat` for what has unpacked to far more than its packed size. */
export function refuseBomb(packed: number, unpacked: number, name: string): void {
  if (unpacked < bombBytes || unpacked < packed * bombRatio) return;
  throw unsupported(
    name,
    `unpacks to more than ${bombRatio} times its size, as no table does`,
    'If the file is yours, open it and save it again as CSV.',
  );
}

function unsupported(name: string, what: string, hint: string): ExpectedError {
  return new ExpectedError('unsupportedFormat', `${name} ${what}`, { file: name, hint });
}

function tooMany(name: string, count: number): ExpectedError {
  return unsupported(name, `holds ${count} files`, 'Unpack the archive and import the files in it.');
}

export function damaged(name: string, cause?: unknown): ExpectedError {
  return new ExpectedError(
    'badInput',
    `${name} is damaged: it ends early or does not unpack`,
    { file: name, hint: 'Copy or download the file again.' },
    cause,
  );
}
