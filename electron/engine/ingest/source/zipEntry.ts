import { type FileHandle, open } from 'node:fs/promises';
import { ExpectedError } from '../../../../shared/errors/errors.ts';

interface Entry {
  name: string;
  method: number;
  flags: number;
  packed: number;
  header: number;
}

const tailBytes = 65_557;

/** Where does the single file of this zip archive lie? Throws `unsupportedFormat` for several files, encryption or a workbook. */
export async function findZipEntry(
  path: string,
  name: string,
  size: number,
): Promise<{ start: number; end: number; deflated: boolean }> {
  const handle = await open(path);
  try {
    const entries = (await readEntries(handle, name, size)).filter(
      (entry) => !entry.name.endsWith('/') && !/(^|\/)(__MACOSX\/|\.)/.test(entry.name),
    );
    if (entries.some((entry) => /^(\[Content_Types\]\.xml|mimetype)$/.test(entry.name))) {
      throw unsupported(name, 'is a workbook or office document', 'Save the sheet as CSV and import that.');
    }
    const [entry] = entries;
    if (!entry || entries.length > 1) {
      throw unsupported(
        name,
        `holds ${entries.length} files`,
        'Unpack the archive and import one file at a time.',
      );
    }
    if ((entry.flags & 1) !== 0) throw unsupported(name, 'is encrypted', 'Unpack the archive first.');
    if (entry.method !== 0 && entry.method !== 8) {
      throw unsupported(name, `is packed by method ${entry.method}`, 'Unpack the archive first.');
    }
    const local = await readAt(handle, entry.header, 30);
    if (local.length < 30) throw damaged(name);
    const start = entry.header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    return { start, end: start + entry.packed - 1, deflated: entry.method === 8 };
  } finally {
    await handle.close();
  }
}

async function readEntries(handle: FileHandle, name: string, size: number): Promise<Entry[]> {
  const tail = await readAt(handle, Math.max(0, size - tailBytes), Math.min(size, tailBytes));
  const end = tail.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (end < 0 || end + 22 > tail.length) throw damaged(name);
  const directory = await readAt(handle, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries: Entry[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
      method: directory.readUInt16LE(at + 10),
      flags: directory.readUInt16LE(at + 8),
      packed: directory.readUInt32LE(at + 20),
      header: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.min(length, 64 << 20));
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
  return buffer.subarray(0, bytesRead);
}

function unsupported(name: string, what: string, hint: string): ExpectedError {
  return new ExpectedError('unsupportedFormat', `${name} ${what}`, { file: name, hint });
}

function damaged(name: string): ExpectedError {
  return new ExpectedError('badInput', `${name} is a damaged zip archive`, {
    file: name,
    hint: 'Copy or download the file again.',
  });
}
