import { isAscii } from 'node:buffer';
import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { isBlank, parseRecords } from '../csv/dialect.ts';
import { emptyFile, readSource, type Source } from '../source/openSource.ts';
import { encodingLabel } from '../source/transcode.ts';
import { type ColumnProfile, profileColumn } from './columns.ts';
import { type DetectedDialect, detectDialect } from './dialect.ts';
import { type DetectedEncoding, detectEncoding } from './encoding.ts';
import { detectHeader } from './header.ts';

/** Everything that is known of a text file before it is read as a whole. */
export interface DetectedText {
  encoding: DetectedEncoding;
  dialect: DetectedDialect;
  headerRow: number;
  headerConfidence: number;
  profiles: ColumnProfile[];
  /** Data records among the sample, not blank. */
  sample: string[][];
  /** Whether the sample is all there is. */
  whole: boolean;
}

const headBytes = 1 << 20;
const dialectCharacters = 1 << 18;
const asciiSearchBytes = 64 << 20;
const headerRecords = 100;
const profileRecords = 2000;

interface Sample {
  head: Uint8Array;
  /** A later stretch with characters beyond ASCII, where the head has none. */
  beyondAscii: Uint8Array | null;
  /** Whether the head is the whole file. */
  whole: boolean;
}

/** How is this text written, and what do its columns hold? `options` overrule what is found. */
export async function detectText(source: Source, options: ReadOptions = {}): Promise<DetectedText> {
  const sample = await readSample(source);
  const encoding = chooseEncoding(sample, options);
  refuseBinary(source, sample.head, encoding);
  const text = decode(sample.head, encoding, sample.whole);
  if (text.trim() === '') throw emptyFile(source.name);
  const dialect = detectDialect(text.slice(0, dialectCharacters), options);
  const { records, complete } = parseRecords(text, dialect, profileRecords);
  if (!sample.whole && complete && records.length > 1 && records.length < profileRecords) records.pop();
  if (records.length === 0)
    records.push(...parseRecords(text, { ...dialect, quote: '' }, headerRecords).records);
  const whole = sample.whole && complete && records.length < profileRecords;
  return { encoding, dialect, whole, ...describe(records, dialect, options) };
}

function describe(
  records: string[][],
  dialect: DetectedDialect,
  options: ReadOptions,
): Pick<DetectedText, 'headerRow' | 'headerConfidence' | 'profiles' | 'sample'> {
  const skip = dialect.directive ? 1 : 0;
  const found = detectHeader(records.slice(skip, skip + headerRecords));
  const headerRow = options.headerRow ?? (found.row < 0 ? -1 : found.row + skip);
  const data = records.slice(Math.max(headerRow + 1, skip)).filter((cells) => !isBlank(cells));
  const block =
    headerRow === found.row + skip && found.row >= 0 ? records.slice(found.first + skip, headerRow + 1) : [];
  const headers = nameColumns(block.length > 1 ? joinHeader(block) : (records[headerRow] ?? []), data);
  const profiles = headers.map((header, column) =>
    profileColumn(
      header,
      data.map((cells) => cells[column] ?? ''),
      { dateOrder: options.dateOrder?.[header], decimal: options.decimal?.[header] },
    ),
  );
  return {
    headerRow,
    headerConfidence: options.headerRow === undefined ? found.confidence : 1,
    profiles,
    sample: data,
  };
}

/** One name per column from several lines: the last line's, or what stands above it there. */
function joinHeader(block: string[][]): string[] {
  const width = Math.max(...block.map((cells) => cells.length));
  return Array.from({ length: width }, (_, column) => {
    const names = block.map((cells) => (cells[column] ?? '').trim()).filter((name) => name !== '');
    return names.at(-1) ?? '';
  });
}

/** Unique names for as many columns as the header, or else most records, have. */
export function nameColumns(header: string[], data: string[][]): string[] {
  const counts = new Map<number, number>();
  for (const row of data) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  const usual = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0] as [
    number,
    number,
  ])[0];
  const width = Math.max(header.length, usual);
  const used = new Set<string>();
  return Array.from({ length: width }, (_, column) => {
    const written = (header[column] ?? '').replace(/\s+/g, ' ').trim();
    const base = written === '' ? `Column ${column + 1}` : written;
    let name = base;
    for (let copy = 2; used.has(name); copy++) name = `${base} (${copy})`;
    used.add(name);
    return name;
  });
}

async function readSample(source: Source): Promise<Sample> {
  const blocks: Uint8Array[] = [];
  let length = 0;
  let seen = 0;
  let ascii = true;
  for await (const block of readSource(source)) {
    seen += block.length;
    if (length < headBytes) {
      blocks.push(block);
      length += block.length;
      ascii &&= isAscii(block);
      continue;
    }
    const head = Buffer.concat(blocks).subarray(0, headBytes);
    if (!ascii) return { head, beyondAscii: null, whole: false };
    if (!isAscii(block)) return { head, beyondAscii: fromLine(block), whole: false };
    if (seen > asciiSearchBytes) return { head, beyondAscii: null, whole: false };
  }
  const all = Buffer.concat(blocks);
  return { head: all.subarray(0, headBytes), beyondAscii: null, whole: all.length <= headBytes };
}

/** From the line on that holds the first byte beyond ASCII. */
function fromLine(block: Uint8Array): Uint8Array {
  const first = block.findIndex((byte) => byte >= 0x80);
  const line = block.lastIndexOf(10, first) + 1;
  return block.subarray(line, line + headBytes);
}

function chooseEncoding(sample: Sample, options: ReadOptions): DetectedEncoding {
  const head = detectEncoding(sample.head);
  if (options.encoding !== undefined) {
    const encoding = encodingLabel(options.encoding);
    return { encoding, confidence: 1, bom: head.bom && head.encoding === encoding };
  }
  if (!sample.beyondAscii || head.bom) return head;
  return detectEncoding(sample.beyondAscii);
}

function decode(bytes: Uint8Array, encoding: DetectedEncoding, whole: boolean): string {
  return new TextDecoder(encoding.encoding).decode(bytes, { stream: !whole });
}

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
function refuseBinary(source: Source, head: Uint8Array, encoding: DetectedEncoding): void {
  const signature = signatures.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte));
  if (signature) throw notText(source.name, signature[0]);
  if (encoding.encoding.startsWith('utf-16')) return;
  const scanned = head.subarray(0, 1 << 16);
  let control = 0;
  for (const byte of scanned) {
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
