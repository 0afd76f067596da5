import * as XLSX from 'xlsx';
import type { ZipArchive } from '../source/zipArchive.ts';

const ownEncryption = (part: string) =>
  new RegExp(`full-path="${part}"[^>]*(?<!/)>\\s*<(?:\\w+:)?encryption-data\\b`);
const anyEncryption = /<(?:\w+:)?encryption-data\b/;
const noManifest =
  '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>';
const noStyles =
  '<?xml version="1.0"?><office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>';

/**
 * An OpenDocument workbook as the library can read it: small programs write none of the styles that it asks for, and it
 * stumbles over the macros behind a password. Null where the cells themselves are encrypted.
 */
export async function readableDocument(bytes: Buffer, zip: ZipArchive): Promise<Buffer | null> {
  const read = async (name: string) => {
    const entry = zip.find(name);
    if (!entry) return null;
    const blocks: Uint8Array[] = [];
    for await (const block of zip.open(entry)) blocks.push(block);
    return Buffer.concat(blocks);
  };
  const told = (await read('META-INF/manifest.xml'))?.toString('utf8') ?? '';
  if (ownEncryption('content\\.xml').test(told)) return null;
  if (zip.find('styles.xml') && !anyEncryption.test(told)) return bytes;
  const { CFB } = XLSX;
  const parts = CFB.utils.cfb_new();
  CFB.utils.cfb_add(parts, '/META-INF/manifest.xml', Buffer.from(noManifest));
  CFB.utils.cfb_add(parts, '/content.xml', await read('content.xml'));
  CFB.utils.cfb_add(parts, '/styles.xml', (await read('styles.xml')) ?? Buffer.from(noStyles));
  return CFB.write(parts, { type: 'buffer', fileType: 'zip' }) as Buffer;
}
