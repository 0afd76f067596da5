import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { closed, fileAccess, memoryAccess, type RandomAccess } from './randomAccess.ts';
import { type FileFormat, scattered, sniffHead, sniffOle, sniffZip } from './sniff.ts';
import { openZip, refuseBomb, type ZipEntry } from './zipArchive.ts';

export type Compression = 'none' | 'gzip' | 'zip';

/** A file to import, its wrapping known and its content not yet read. */
export interface Source {
  path: string;
  name: string;
  /** Size of the file as it lies on disk. */
  bytes: number;
  /** When it was last changed, in milliseconds. */
  modified: number;
  compression: Compression;
  format: FileFormat;
  /** Where the wrapped content lies in the file. */
  span: { start: number; end: number; deflated: boolean };
  /** The files of an archive that holds several. */
  members?: ZipEntry[];
  /** Of a file within such an archive: its name there. */
  member?: string;
  /** Unpacked content, where it has to be read from several places and is packed. */
  content?: RandomAccess;
  /** The sheet, table or list of the file that it is of, where it has such. */
  sheet?: string;
  /** Text that this was turned into, where the file itself is none. */
  text?(taps: ReadTaps): AsyncIterable<Uint8Array>;
}

export interface ReadTaps {
  /** Sees every byte of the file as it lies on disk, in order. */
  onRaw?(bytes: Uint8Array): void;
  /** A block need only be good until the next one is asked for. */
  reuse?: boolean;
}

const blockBytes = 1 << 20;
const headBytes = 4096;
/** Packed workbooks and the like are unpacked into memory, up to this. */
const unpackedLimit = 256 << 20;

/** What is at this path? Throws `notFound`, `emptyFile`, `io`, or `unsupportedFormat` for what cannot be a table. */
export async function openSource(path: string): Promise<Source> {
  const name = basename(path);
  const info = await stat(path).catch((cause: unknown) => {
    throw fileError(cause, name);
  });
  if (!info.isFile()) {
    throw new ExpectedError('notFound', `${name} is not a file`, { file: name, hint: 'Choose a file.' });
  }
  if (info.size === 0) throw emptyFile(name);
  const access = fileAccess(path, info.size);
  const head = await access.read(0, headBytes).catch((cause: unknown) => {
    throw fileError(cause, name);
  });
  const whole = { start: 0, end: info.size - 1, deflated: false };
  const plain: Source = {
    path,
    name,
    bytes: info.size,
    modified: info.mtimeMs,
    compression: 'none',
    format: 'csv',
    span: whole,
  };
  if (head[0] === 0x1f && head[1] === 0x8b) return recognise({ ...plain, compression: 'gzip' });
  const kind = sniffHead(head, name);
  if (kind === 'ole') return { ...plain, format: await sniffOle(access) };
  return kind === 'zip' ? openArchive(plain, access) : { ...plain, format: kind };
}

async function openArchive(plain: Source, access: RandomAccess): Promise<Source> {
  const zip = await openZip(access, plain.name);
  const format = sniffZip(new Set(zip.entries.map((entry) => entry.name)));
  if (format !== 'archive') return { ...plain, format };
  const members = zip.entries.filter(
    (entry) => !entry.name.endsWith('/') && !/(^|\/)(__MACOSX\/|\.)/.test(entry.name),
  );
  if (members.length === 0) {
    throw new ExpectedError('unsupportedFormat', `${plain.name} holds no files`, {
      file: plain.name,
      hint: 'Choose an archive of tables, or a table.',
    });
  }
  if (members.length > 1) return { ...plain, format: 'archive', members };
  return recognise({ ...plain, compression: 'zip', span: await zip.span(members[0]!) }, members[0]!.name);
}

/** One file of an archive that holds several. Throws `notFound` where there is none of that name. */
export async function openMember(source: Source, member: string): Promise<Source> {
  const zip = await openZip(fileAccess(source.path, source.bytes), source.name);
  const entry = zip.find(member);
  if (!entry) {
    throw new ExpectedError('notFound', `${source.name} has no file "${member}"`, {
      file: source.name,
      hint: `Files: ${(source.members ?? []).map(({ name }) => name).join(', ')}`,
    });
  }
  const { members: _, ...rest } = source;
  const name = `${source.name}/${member}`;
  return recognise({ ...rest, name, compression: 'zip', member, span: await zip.span(entry) }, member);
}

/** A packed file with the format of its content; unpacked into memory where that has to be read from several places. */
async function recognise(source: Source, inner = source.name.replace(/\.gz$/i, '')): Promise<Source> {
  const head = await readHead(source);
  if (head[0] === 0x1f && head[1] === 0x8b) throw packedTwice(source.name);
  const kind = sniffHead(head, inner);
  if (kind !== 'zip' && kind !== 'ole' && !scattered.has(kind)) return { ...source, format: kind };
  const content = memoryAccess(await unpackWhole(source));
  if (kind === 'ole') return { ...source, format: await sniffOle(content), content };
  if (kind !== 'zip') return { ...source, format: kind, content };
  const zip = await openZip(content, source.name);
  const format = sniffZip(new Set(zip.entries.map((entry) => entry.name)));
  if (format !== 'archive') return { ...source, format, content };
  throw packedTwice(source.name);
}

function packedTwice(name: string): ExpectedError {
  return new ExpectedError('unsupportedFormat', `${name} is an archive within an archive`, {
    file: name,
    hint: 'Unpack the outer one first.',
  });
}

async function readHead(source: Source): Promise<Buffer> {
  const blocks: Uint8Array[] = [];
  let length = 0;
  for await (const block of readSource(source)) {
    blocks.push(block);
    length += block.length;
    if (length >= headBytes) break;
  }
  return Buffer.concat(blocks).subarray(0, headBytes);
}

/** Unpacked twice, so that nothing is kept of what turns out to be too large. */
async function unpackWhole(source: Source): Promise<Buffer> {
  const content = Buffer.alloc(await unpackedSize(source));
  let at = 0;
  for await (const block of readSource(source)) {
    content.set(block.subarray(0, content.length - at), at);
    at += block.length;
  }
  if (at === content.length) return content;
  throw new ExpectedError('io', `${source.name} changed while it was read`, {
    file: source.name,
    hint: 'Wait until the other program has written it, and try again.',
  });
}

async function unpackedSize(source: Source): Promise<number> {
  if (source.compression === 'gzip' && (await toldSize(source)) > unpackedLimit) throw tooLarge(source);
  let size = 0;
  for await (const block of readSource(source)) {
    size += block.length;
    refuseBomb(source.bytes, size, source.name);
    if (size > unpackedLimit) throw tooLarge(source);
  }
  return size;
}

/** What the end of a gzip file says of its size: less than it is where it is longer than four gigabytes or has several parts. */
async function toldSize(source: Source): Promise<number> {
  const end = await fileAccess(source.path, source.bytes).read(source.bytes - 4, 4);
  return end.length === 4 ? end.readUInt32LE(0) : 0;
}

function tooLarge(source: Source): ExpectedError {
  return new ExpectedError(
    'unsupportedFormat',
    `${source.name} unpacks to more than ${unpackedLimit >> 20} MiB`,
    { file: source.name, hint: 'Unpack it first, and import the file within.' },
  );
}

/** The content of a source that is read from several places. */
export function accessTo(source: Source): RandomAccess {
  return source.content ?? fileAccess(source.path, source.bytes);
}

export function emptyFile(name: string): ExpectedError {
  return new ExpectedError('emptyFile', `${name} is empty`, {
    file: name,
    hint: 'Export the table again and check that it holds rows.',
  });
}

/** The content of a source as text, unwrapped, in blocks; memory does not grow with the file. */
export async function* readSource(source: Source, taps: ReadTaps = {}): AsyncGenerator<Uint8Array> {
  if (source.text) return yield* source.text({ ...taps, reuse: false });
  const { start, end, deflated } = source.span;
  if (end < start) return;
  if (taps.reuse && source.compression === 'none') return yield* readPlain(source, taps);
  const raw = createReadStream(source.path, { start, end, highWaterMark: blockBytes });
  if (taps.onRaw) raw.on('data', taps.onRaw as (chunk: unknown) => void).pause();
  const unwrap = unwrapper(source.compression, deflated);
  const stream: Readable = unwrap ? pipeline(raw, unwrap, () => undefined) : raw;
  try {
    for await (const block of stream) yield block as Uint8Array;
  } catch (cause) {
    throw fileError(cause, source.name);
  } finally {
    stream.destroy();
    await closed(raw);
  }
}

/** Blocks of a plain file, all in the same memory. */
async function* readPlain(source: Source, taps: ReadTaps): AsyncGenerator<Uint8Array> {
  const { start, end } = source.span;
  const block = new Uint8Array(blockBytes);
  try {
    await using file = await open(source.path);
    for (let at = start; at <= end; ) {
      const { bytesRead } = await file.read(block, 0, Math.min(blockBytes, end + 1 - at), at);
      if (bytesRead === 0) return;
      at += bytesRead;
      taps.onRaw?.(block.subarray(0, bytesRead));
      yield block.subarray(0, bytesRead);
    }
  } catch (cause) {
    throw fileError(cause, source.name);
  }
}

function unwrapper(compression: Compression, deflated: boolean): Transform | null {
  if (compression === 'gzip') return createGunzip({ chunkSize: blockBytes });
  return deflated ? createInflateRaw({ chunkSize: blockBytes }) : null;
}

/** Says what the operating system or zlib found wrong, in our own codes. */
export function fileError(cause: unknown, name: string): Error {
  if (cause instanceof ExpectedError || !(cause instanceof Error)) return cause as Error;
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new ExpectedError(
      'notFound',
      `${name} is not there`,
      { file: name, hint: 'Check the path, or choose the file again.' },
      cause,
    );
  }
  if (code.startsWith('Z_') || /unexpected end of file/i.test(cause.message)) {
    return new ExpectedError(
      'badInput',
      `${name} is damaged: its compressed content ends early or does not unpack`,
      { file: name, hint: 'Copy or download the file again.' },
      cause,
    );
  }
  return new ExpectedError(
    'io',
    `${name} could not be read (${code || cause.message})`,
    { file: name, hint: 'Check that the file can be opened and is not used by another program.' },
    cause,
  );
}
