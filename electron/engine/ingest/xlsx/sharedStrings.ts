import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { RecordWriter } from '../tables/recordWriter.ts';
import { writeStringItem } from './cellText.ts';
import { refuseDeclarations } from './xmlPart.ts';

const segmentBytes = 4 << 20;
/** Texts of a workbook are kept in memory while it is read: up to this much of them. */
const textLimit = 1 << 30;
const itemLimit = 4 << 20;
const less = 60;
const slash = 47;

/**
 * The texts that cells of a workbook refer to by number, each written as a cell of delimited text, in segments of
 * 4 MiB. Memory: their bytes and twelve more for each.
 */
export class SharedStrings {
  readonly #segments: Uint8Array[] = [];
  #used = segmentBytes;
  #places = new Float64Array(1 << 10);
  #lengths = new Uint32Array(1 << 10);
  count = 0;

  add(cell: Uint8Array): void {
    if (this.count === this.#lengths.length) this.#grow();
    if (this.#segments.length === 0 || this.#used + cell.length > segmentBytes) {
      this.#segments.push(new Uint8Array(segmentBytes));
      this.#used = 0;
    }
    this.#segments.at(-1)!.set(cell, this.#used);
    this.#places[this.count] = (this.#segments.length - 1) * segmentBytes + this.#used;
    this.#lengths[this.count++] = cell.length;
    this.#used += cell.length;
  }

  #grow(): void {
    const places = new Float64Array(this.count * 2);
    const lengths = new Uint32Array(this.count * 2);
    places.set(this.#places);
    lengths.set(this.#lengths);
    this.#places = places;
    this.#lengths = lengths;
  }

  get bytes(): number {
    return this.#segments.length * segmentBytes + this.count * 12;
  }

  lengthOf(index: number): number {
    return this.#lengths[index]!;
  }

  copyTo(out: RecordWriter, index: number): void {
    const place = this.#places[index]!;
    const segment = Math.trunc(place / segmentBytes);
    const from = place - segment * segmentBytes;
    out.copy(this.#segments[segment]!, from, from + this.#lengths[index]!);
  }
}

/**
 * Reads `sharedStrings.xml`. Throws `unsupportedFormat` beyond 1 GiB of texts, `cellTooLarge` for a text beyond 4 MiB,
 * `badInput` where the part ends early.
 */
export async function readSharedStrings(
  blocks: AsyncIterable<Uint8Array>,
  file: string,
): Promise<SharedStrings> {
  const strings = new SharedStrings();
  const writer = new ItemReader(strings, file);
  let rest: Uint8Array = new Uint8Array(0);
  for await (const block of blocks) {
    const bytes = rest.length === 0 ? block : Buffer.concat([rest, block]);
    rest = bytes.subarray(writer.read(bytes));
    if (rest.length > itemLimit) throw tooLong(file, strings.count);
    if (strings.bytes > textLimit) throw tooMuch(file);
  }
  if (!writer.closed) throw endsEarly(file);
  return strings;
}

class ItemReader {
  readonly #strings: SharedStrings;
  readonly #file: string;
  readonly #cell = new RecordWriter();
  #endTag: Buffer = Buffer.alloc(0);
  closed = false;

  constructor(strings: SharedStrings, file: string) {
    this.#strings = strings;
    this.#file = file;
  }

  /** Takes the whole items in these bytes; returns where the first that is not whole starts. */
  read(bytes: Uint8Array): number {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    for (;;) {
      const open = buffer.indexOf(less, at);
      if (open < 0) return bytes.length;
      const close = buffer.indexOf(62, open);
      if (close < 0) return open;
      if (bytes[open + 1] === 33) refuseDeclarations(buffer, open, this.#file);
      const { start, end } = nameOf(bytes, open, close);
      const name = buffer.toString('latin1', start, end);
      if (bytes[open + 1] === slash && name === 'sst') this.closed = true;
      at = close + 1;
      if (name === 'sst' && bytes[close - 1] === slash) this.closed = true;
      if (name !== 'si' || bytes[open + 1] === slash) continue;
      if (bytes[close - 1] === slash) this.#take(bytes, at, at);
      else {
        const endTag = this.#endTagOf(buffer, open + 1, end);
        const last = buffer.indexOf(endTag, at);
        if (last < 0 || buffer.indexOf(62, last) < 0) return open;
        this.#take(bytes, at, last);
        at = last + endTag.length;
      }
    }
  }

  /** All items are written with the same name. */
  #endTagOf(buffer: Buffer, from: number, to: number): Buffer {
    if (this.#endTag.length !== to - from + 2 || buffer.compare(this.#endTag, 2, undefined, from, to) !== 0)
      this.#endTag = Buffer.concat([Buffer.from('</'), buffer.subarray(from, to)]);
    return this.#endTag;
  }

  #take(bytes: Uint8Array, from: number, to: number): void {
    const cell = this.#cell;
    cell.at = 0;
    writeStringItem(cell, bytes, from, to);
    if (cell.at > segmentBytes) throw tooLong(this.#file, this.#strings.count);
    this.#strings.add(cell.bytes.subarray(0, cell.at));
  }
}

/** The local name of the tag from `open` to `close`. */
function nameOf(bytes: Uint8Array, open: number, close: number): { start: number; end: number } {
  let start = open + (bytes[open + 1] === slash ? 2 : 1);
  let end = start;
  while (end < close && bytes[end]! > 32 && bytes[end] !== slash) {
    if (bytes[end] === 58) start = end + 1;
    end++;
  }
  return { start, end };
}

function tooLong(file: string, index: number): ExpectedError {
  return new ExpectedError('cellTooLarge', `${file}: text ${index + 1} is larger than a cell can be`, {
    file,
    hint: 'A cell of a sheet holds at most 32,767 characters. Save the workbook again, or as CSV.',
  });
}

function tooMuch(file: string): ExpectedError {
  return new ExpectedError('unsupportedFormat', `${file} holds more than 1 GiB of different texts`, {
    file,
    hint: 'Save the sheet as CSV and import that.',
  });
}

function endsEarly(file: string): ExpectedError {
  return new ExpectedError('badInput', `${file} is damaged: its texts end early`, {
    file,
    hint: 'Open it in a spreadsheet program and save it again.',
  });
}
