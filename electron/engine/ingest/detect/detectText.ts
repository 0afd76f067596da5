import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { parseRecords } from '../csv/dialect.ts';
import { emptyFile, type Source } from '../source/openSource.ts';
import { createDecoder, encodingLabel } from '../source/transcode.ts';
import { describeTable, type TableShape } from './describeTable.ts';
import { type DetectedDialect, detectDialect } from './dialect.ts';
import { type DetectedEncoding, detectEncoding } from './encoding.ts';
import { cutFooter, footerFrom, footerOf, noFooter } from './findFooter.ts';
import type { Footer } from './footer.ts';
import { findSecondTable } from './footer.ts';
import { detectDimensions, detectWrapped } from './lineRewrite.ts';
import { findParts, stackedParts, type TextParts } from './parts.ts';
import { absentDelimiter, isSingleColumn, isSingleFigures, isSingleText } from './plainLines.ts';
import { refuseBinary } from './refuseBinary.ts';
import { detectRewrite, type Rewrite, rewriteText } from './rewrite.ts';
import { readSample, readTail, type Sample } from './sampleText.ts';
import { hasStrayControls, repairControls } from './strayControls.ts';

/** Everything that is known of a text file before it is read as a whole. */
export interface DetectedText extends TableShape {
  encoding: DetectedEncoding;
  dialect: DetectedDialect;
  /** How the text is rewritten before it is cut into cells, if it has to be. */
  rewrite: Rewrite | null;
  footer: Footer;
  /** The end of the text was not looked at: reading it all tells what stands there. */
  endOpen: boolean;
  /** Characters of a wrong earlier decoding (C1 controls) that stand for others. */
  repaired: boolean;
  /** Whether the sample is all there is. */
  whole: boolean;
  /** The tables of the text, where it has several. */
  parts: TextParts | null;
}

const dialectCharacters = 1 << 18;
const headerRecords = 100;
const profileRecords = 2000;

/** How is this text written, and what do its columns hold? `options` overrule what is found. */
export async function detectText(source: Source, options: ReadOptions = {}): Promise<DetectedText> {
  const sample = await readSample(source);
  const encoding = chooseEncoding(sample, options);
  refuseBinary(source, sample.head, encoding);
  const decoded = decode(sample.head, encoding, sample.whole);
  if (decoded.trim() === '') throw emptyFile(source.name);
  const repaired = hasStrayControls(sample.head, decoded, encoding.encoding);
  const text = repaired ? repairControls(decoded) : decoded;
  const { dialect, rewrite: lines } = howWritten(source, text.slice(0, dialectCharacters), options);
  const asLines = lines ? rewriteText(text, lines) : text;
  const read = parseRecords(asLines, dialect, profileRecords);
  const before = { written: asLines, records: read.records, before: lines };
  const parts = findParts(before, dialect, sample.whole, options);
  const rewrite = parts?.rewrite ?? lines;
  const written = parts?.rewrite ? rewriteText(text, parts.rewrite) : asLines;
  const { records, complete } = parts?.rewrite ? parseRecords(written, dialect, profileRecords) : read;
  if (!sample.whole && complete && records.length > 1 && records.length < profileRecords) records.pop();
  if (records.length === 0)
    records.push(...parseRecords(written, { ...dialect, quote: '' }, headerRecords).records);
  const whole = sample.whole && complete && records.length < profileRecords;
  const context = { options, file: source.name, sheet: source.sheet, skip: dialect.directive ? 1 : 0 };
  const seen =
    options.footer === 'read'
      ? noFooter
      : await findEnd(source, sample, { encoding, rewrite }, dialect, records);
  let footer = seen ?? noFooter;
  let shape = describeTable(whole ? cutFooter(records, footer) : records, context);
  if (whole && options.footer !== 'read' && footer.secondTable === null) {
    const second = parts ? null : secondTable(sample.head, { encoding, rewrite }, dialect, records, shape);
    if (second) {
      footer = second;
      shape = describeTable(cutFooter(records, footer), context);
    }
  }
  const found = parts ?? (footer.secondTable === null ? null : stackedParts(written, dialect, options));
  return {
    encoding,
    dialect,
    rewrite,
    footer,
    endOpen: seen === null,
    repaired,
    whole,
    parts: found && { names: found.names, chosen: found.chosen, beside: found.beside },
    ...shape,
  };
}

/** Notes below the data; null where getting at the end of the file would mean reading all of it. */
async function findEnd(
  source: Source,
  sample: Sample,
  written: Written,
  dialect: DetectedDialect,
  records: string[][],
): Promise<Footer | null> {
  if (sample.whole) return footerOf(asUtf8(sample.head, written, false), dialect, records);
  const tail = await readTail(source);
  return tail ? footerOf(asUtf8(tail, written, true), dialect, records) : null;
}

/** A table with other columns that stands below the first. */
function secondTable(
  head: Uint8Array,
  written: Written,
  dialect: DetectedDialect,
  records: string[][],
  shape: TableShape,
): Footer | null {
  const below = records.slice(shape.dataRow);
  const at = findSecondTable(below, shape.headerCells);
  if (at < 0) return null;
  const first = records.length - below.length + at;
  const title = records[first]!.filter((cell) => cell.trim() !== '').join(' ');
  return footerFrom(asUtf8(head, written, false), dialect, first, records, title);
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
  return createDecoder(encoding.encoding).decode(bytes, { stream: !whole });
}

/** How the bytes of a file become the text that is read. */
interface Written {
  encoding: DetectedEncoding;
  rewrite: Rewrite | null;
}

/** The delimiter and quote, and whether the text has to be rewritten for them. What was turned into text is written well. */
function howWritten(
  source: Source,
  text: string,
  options: ReadOptions,
): { dialect: DetectedDialect; rewrite: Rewrite | null } {
  const wrapped =
    source.text || options.delimiter !== undefined ? null : (detectWrapped(text) ?? detectDimensions(text));
  const dialect = detectDialect(wrapped ? rewriteText(text, wrapped) : text, options);
  if (source.text || wrapped) return { dialect, rewrite: wrapped };
  const rewrite = detectRewrite(text, dialect, options);
  if (rewrite?.kind === 'columns' || rewrite?.kind === 'fixed')
    return { dialect: { ...dialect, delimiter: ' ', quote: '"' }, rewrite };
  const chosen = options.delimiter !== undefined || dialect.directive;
  if (!chosen && isSingleColumn(text, dialect.delimiter))
    return { dialect: { ...dialect, delimiter: ',' }, rewrite: null };
  if (!chosen && dialect.delimiter === ',' && isSingleFigures(text))
    return { dialect: { ...dialect, delimiter: ';' }, rewrite: null };
  if (!chosen && isSingleText(text, dialect.delimiter))
    return { dialect: { ...dialect, delimiter: absentDelimiter(text) }, rewrite: null };
  return { dialect, rewrite };
}

/** The bytes as they come out of reading; a stretch from within a file begins with its first whole line. */
function asUtf8(
  bytes: Uint8Array,
  { encoding: { encoding }, rewrite }: Written,
  within: boolean,
): Uint8Array {
  if (encoding !== 'utf-8' || rewrite) {
    const text = createDecoder(encoding).decode(bytes);
    const whole = within ? text.slice(text.search(/[\r\n]/) + 1) : text;
    return Buffer.from(rewrite ? rewriteText(whole, rewrite) : whole, 'utf8');
  }
  if (!within) return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  const line = Math.max(bytes.indexOf(10), bytes.indexOf(13));
  return bytes.subarray(line + 1);
}
