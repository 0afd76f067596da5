import { once } from 'node:events';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import type { FileSink } from '../fileSink.ts';

/*
 * PKWARE APPNOTE 6.3.10. Sizes and checksum of a streamed entry are put into its local header when they are known,
 * so that no data descriptors are needed, which not every reader takes. A streamed entry keeps room in its
 * header: as growth hint of OPC (ECMA-376 part 2, annex C), turned into a ZIP64 field where the entry needs one.
 */

const fourGigabytes = 0xffffffff;
const reservedBytes = 20;
/** 1 January 1980: files are the same whenever they are written. */
const dosDate = 0x21;
const utf8Names = 0x0800;

export interface ZipEntry {
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

export interface ZipWriter {
  /** Adds a whole part. */
  add(name: string, content: string | Uint8Array): Promise<void>;
  /** Starts a part that is written in pieces; it must be ended before the next begins. */
  begin(name: string): ZipEntry;
  /** Writes the directory. */
  finish(): Promise<void>;
}

interface Directory {
  name: Buffer;
  checksum: number;
  packed: number;
  size: number;
  offset: number;
}

function isLarge(entry: Directory): boolean {
  return entry.packed >= fourGigabytes || entry.size >= fourGigabytes;
}

function localHeader(entry: Directory, reserve: boolean): Buffer {
  const large = isLarge(entry);
  const extra = reserve ? reservedBytes : 0;
  const header = Buffer.alloc(30 + entry.name.length + extra);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(large ? 45 : 20, 4);
  header.writeUInt16LE(utf8Names, 6);
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(dosDate, 12);
  header.writeUInt32LE(entry.checksum, 14);
  header.writeUInt32LE(large ? fourGigabytes : entry.packed, 18);
  header.writeUInt32LE(large ? fourGigabytes : entry.size, 22);
  header.writeUInt16LE(entry.name.length, 26);
  header.writeUInt16LE(extra, 28);
  entry.name.copy(header, 30);
  if (reserve) writeReserved(header, 30 + entry.name.length, entry, large);
  return header;
}

function writeReserved(header: Buffer, at: number, entry: Directory, large: boolean): void {
  header.writeUInt16LE(large ? 0x0001 : 0xa220, at);
  header.writeUInt16LE(reservedBytes - 4, at + 2);
  if (large) {
    header.writeBigUInt64LE(BigInt(entry.size), at + 4);
    header.writeBigUInt64LE(BigInt(entry.packed), at + 12);
  } else {
    header.writeUInt16LE(0xa028, at + 4);
    header.writeUInt16LE(reservedBytes - 8, at + 6);
  }
}

function centralHeader(entry: Directory): Buffer {
  const wide = isLarge(entry) || entry.offset >= fourGigabytes;
  const extra = wide ? 28 : 0;
  const header = Buffer.alloc(46 + entry.name.length + extra);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(wide ? 45 : 20, 4);
  header.writeUInt16LE(wide ? 45 : 20, 6);
  header.writeUInt16LE(utf8Names, 8);
  header.writeUInt16LE(8, 10);
  header.writeUInt16LE(dosDate, 14);
  header.writeUInt32LE(entry.checksum, 16);
  header.writeUInt32LE(wide ? fourGigabytes : entry.packed, 20);
  header.writeUInt32LE(wide ? fourGigabytes : entry.size, 24);
  header.writeUInt16LE(entry.name.length, 28);
  header.writeUInt16LE(extra, 30);
  header.writeUInt32LE(wide ? fourGigabytes : entry.offset, 42);
  entry.name.copy(header, 46);
  if (wide) {
    const at = 46 + entry.name.length;
    header.writeUInt16LE(0x0001, at);
    header.writeUInt16LE(24, at + 2);
    header.writeBigUInt64LE(BigInt(entry.size), at + 4);
    header.writeBigUInt64LE(BigInt(entry.packed), at + 12);
    header.writeBigUInt64LE(BigInt(entry.offset), at + 20);
  }
  return header;
}

function endOfDirectory(entries: number, start: number, length: number): Buffer {
  const wide = entries >= 0xffff || start >= fourGigabytes || length >= fourGigabytes;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries, 0xffff), 8);
  end.writeUInt16LE(Math.min(entries, 0xffff), 10);
  end.writeUInt32LE(Math.min(length, fourGigabytes), 12);
  end.writeUInt32LE(Math.min(start, fourGigabytes), 16);
  if (!wide) return end;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(entries), 24);
  record.writeBigUInt64LE(BigInt(entries), 32);
  record.writeBigUInt64LE(BigInt(length), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + length), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, end]);
}

function beginEntry(sink: FileSink, entry: Directory, level: number, done: () => void): ZipEntry {
  const deflate = createDeflateRaw({ level, chunkSize: 256 * 1024 });
  const pump = (async () => {
    await sink.write(localHeader(entry, true));
    for await (const chunk of deflate) {
      entry.packed += (chunk as Buffer).length;
      await sink.write(chunk as Buffer);
    }
  })();
  pump.catch(() => deflate.destroy());
  return {
    async write(bytes) {
      entry.checksum = crc32(bytes, entry.checksum);
      entry.size += bytes.length;
      if (!deflate.write(bytes)) await Promise.race([once(deflate, 'drain'), pump]);
    },
    async end() {
      deflate.end();
      await pump;
      await sink.patch(entry.offset, localHeader(entry, true));
      done();
    },
  };
}

/** Writes a ZIP archive part by part; `level` is that of zlib. */
export function createZip(sink: FileSink, level: number): ZipWriter {
  const entries: Directory[] = [];
  let isOpen = false;
  function newEntry(name: string): Directory {
    if (isOpen) throw new Error(`Part ${name} begins before the one before it has ended`);
    const entry = { name: Buffer.from(name), checksum: 0, packed: 0, size: 0, offset: sink.position() };
    entries.push(entry);
    return entry;
  }
  return {
    async add(name, content) {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      const packed = deflateRawSync(bytes, { level });
      const entry = newEntry(name);
      Object.assign(entry, { checksum: crc32(bytes), packed: packed.length, size: bytes.length });
      await sink.write(localHeader(entry, false));
      await sink.write(packed);
    },
    begin(name) {
      const entry = newEntry(name);
      isOpen = true;
      return beginEntry(sink, entry, level, () => {
        isOpen = false;
      });
    },
    async finish() {
      const start = sink.position();
      for (const entry of entries) await sink.write(centralHeader(entry));
      await sink.write(endOfDirectory(entries.length, start, sink.position() - start));
    },
  };
}
