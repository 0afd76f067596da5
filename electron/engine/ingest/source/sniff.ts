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
const htmlTable = /^\uFEFF?\s*(?:<!doctype html|<html|<head|<meta|<table)/i;

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
  if (spreadsheetMl.test(text) || htmlTable.test(text)) return 'xls';
  return 'csv';
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

/** What is in an OLE container: an old workbook, or a new one that is encrypted. */
export async function sniffOle(access: RandomAccess): Promise<FileFormat> {
  const head = await access.read(0, 512);
  const shift = head.length < 512 ? 0 : head.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return 'csv';
  const directory = await access.read((head.readUInt32LE(48) + 1) * 2 ** shift, 8192);
  const has = (stream: string) => directory.includes(Buffer.from(stream, 'utf16le'));
  if (has('EncryptedPackage')) return 'encrypted';
  return has('Workbook') || has('Book') ? 'xls' : 'csv';
}
