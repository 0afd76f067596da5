import { markOfUtf32 } from '../detect/encoding.ts';
import type { RandomAccess } from './randomAccess.ts';
import { createDecoder } from './transcode.ts';

/** What a file is by its first bytes, whatever its name says. `csv`: anything that may be delimited text. */
export type FileFormat =
  | 'csv'
  | 'xlsx'
  | 'xlsb'
  | 'ods'
  | 'xls'
  | 'encrypted'
  | 'parquet'
  | 'arrow'
  | 'json'
  | 'sqlite'
  | 'archive';

/** Formats that are read from several places of the file, so that packed ones have to be unpacked first. */
export const scattered: ReadonlySet<FileFormat> = new Set([
  'xlsx',
  'xlsb',
  'ods',
  'xls',
  'parquet',
  'arrow',
  'sqlite',
]);

const jsonStart = /^\uFEFF?\s*(?:\[\s*[[{]|\[\s*\]\s*$|\{\s*(?:\}|"(?:[^"\\]|\\.)*"\s*:))/;
const spreadsheetMl = /urn:schemas-microsoft-com:office:spreadsheet/;
const before = '^\\uFEFF?(?:\\s|<!--[\\s\\S]*?-->|<\\?xml[^>]*>)*';
const htmlPage = new RegExp(`${before}<(?:!doctype html|html|head|meta|body|table)\\b`, 'i');
const htmlPiece = new RegExp(
  `${before}<(?:style|div|p|center|font|span|title|form|h\\d|b|br)\\b[\\s\\S]*<table\\b`,
  'i',
);
const openDocument = /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?<office:document\b/;
const webArchive = /^MIME-Version:[\s\S]*(?:multipart\/related|text\/html)/i;
/** Symbolic links (SYLK) as spreadsheet programs write them. */
const symbolicLink = /^ID;P[A-Z]/;

/** The format of unpacked content by its first bytes (some thousand); zip and OLE containers need a look inside. */
export function sniffHead(head: Uint8Array, name: string): FileFormat | 'zip' | 'ole' {
  const buffer = Buffer.from(head.buffer, head.byteOffset, head.length);
  const latin = buffer.toString('latin1', 0, 16);
  if (latin.startsWith('PK\u0003\u0004') || latin.startsWith('PK\u0005\u0006')) return 'zip';
  if (latin.startsWith('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')) return 'ole';
  if (latin.startsWith('PAR1') || latin.startsWith('PARE')) return 'parquet';
  if (latin.startsWith('ARROW1') || latin.startsWith('FEA1')) return 'arrow';
  if (/^\xff{4}(?!\0{3})[\s\S]{3}\0/.test(latin) || /\.arrows$/i.test(name)) return 'arrow';
  if (latin.startsWith('SQLite format 3\0')) return 'sqlite';
  const text = createDecoder(markedEncoding(head)).decode(head);
  if (jsonStart.test(text) || (/\.(?:json|jsonl|ndjson)$/i.test(name) && /^\uFEFF?\s*[[{]/.test(text)))
    return 'json';
  const marked = [spreadsheetMl, htmlPage, htmlPiece, openDocument, webArchive, symbolicLink];
  if (marked.some((form) => form.test(text)) || isOldSheet(buffer) || isDatabaseTable(buffer)) return 'xls';
  return 'csv';
}

/** A sheet of Excel 2, 3 or 4, which stands in the file by itself, as some programs write that of Excel 5 too. */
function isOldSheet(head: Buffer): boolean {
  if (head.length < 8) return false;
  const [record, length] = [head.readUInt16LE(0), head.readUInt16LE(2)];
  if (record === 0x0809) return length === 8 && [0x0500, 0x0600, 0].includes(head.readUInt16LE(4));
  return [0x0009, 0x0209, 0x0409].includes(record) && (length === 4 || length === 6);
}

/** A table of dBASE or FoxPro: its version, a possible date, and a header of whole fields that ends where it says. */
function isDatabaseTable(head: Buffer): boolean {
  if (head.length < 65 || ![0x03, 0x30, 0x31, 0x43, 0x83, 0x8b, 0xf5].includes(head[0]!)) return false;
  const [month, day] = [head[2]!, head[3]!];
  const length = head.readUInt16LE(8);
  const ends = length > head.length || head.subarray(32, length).includes(0x0d);
  return (
    month <= 12 && day <= 31 && length >= 65 && (length - 1) % 32 <= 8 && head.readUInt16LE(10) > 1 && ends
  );
}

function markedEncoding(head: Uint8Array): string {
  const wide = markOfUtf32(head);
  if (wide) return wide;
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** What is in a zip container, by the names of its files. */
export function sniffZip(names: ReadonlySet<string>): FileFormat {
  if (names.has('xl/workbook.bin')) return 'xlsb';
  if (names.has('[Content_Types].xml')) return 'xlsx';
  if (names.has('mimetype') && names.has('content.xml')) return 'ods';
  return 'archive';
}

/** What is in an OLE container, where case does not tell names apart: an old workbook, or a new one that is encrypted. */
export async function sniffOle(access: RandomAccess): Promise<FileFormat> {
  const head = await access.read(0, 512);
  const shift = head.length < 512 ? 0 : head.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return 'csv';
  const directory = await access.read((head.readUInt32LE(48) + 1) * 2 ** shift, 8192);
  const names = Buffer.from(directory).toString('utf16le').toLowerCase();
  if (names.includes('encryptedpackage')) return 'encrypted';
  return names.includes('book\0') ? 'xls' : 'csv';
}
