import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { RecordWriter } from '../tables/recordWriter.ts';
import { writeStringItem } from './cellText.ts';
import { full, stringTableBits } from './kernel/fields.ts';
import { SheetMemory } from './kernel/sheetMemory.ts';
import { SheetRegion } from './sheetRegion.ts';
import { refuseDeclarations } from './xmlPart.ts';

const segmentBytes = 4 << 20;
/** Bytes behind a text that the kernel may look at or write. */
const margin = 256;
/** Texts of a workbook are kept in memory while it is read: up to this much of them. */
const textLimit = 1 << 30;
const itemLimit = 4 << 20;
const entryBytes = 8;
const tableEntries = 1 << stringTableBits;
const mostTables = Math.ceil(textLimit / entryBytes / tableEntries) + 1;
const less = 60;
const slash = 47;

/**
 * The texts that cells of a workbook refer to by number, each written as a cell of delimited text, in segments of
 * 4 MiB. Memory: their bytes and eight more for each.
 */
export class SharedStrings {
  readonly memory = new SheetMemory();
  /** Where the addresses of the tables of texts stand. */
  readonly directory = this.memory.allocate(mostTables * 4);
  count = 0;
  #tables = 0;
  #table = 0;
  #segments = 0;
  #out = 0;
  #end = 0;

  add(cell: Uint8Array): void {
    if (this.#out + cell.length + margin > this.#end) this.#addSegment();
    this.memory.ints(this.#nextEntry(), 2).set([this.#out, cell.length]);
    this.memory.bytes.set(cell, this.#out);
    this.#out += cell.length;
    this.count++;
  }

  /** Takes the texts from `at` on that are written as usual; gives where the first other one starts. */
  takeUsual(region: SheetRegion, at: number, end: number): number {
    let from = at;
    for (let fresh = false; ; fresh = true) {
      const entry = this.#nextEntry();
      const before = this.count;
      region.set('out', this.#out);
      region.set('outEnd', this.#end);
      region.set('stringCount', before);
      from = region.takeStrings(from, end, entry, this.#table + tableEntries * entryBytes);
      this.#out = region.get('out');
      this.count = region.get('stringCount');
      if (region.get('outcome') !== full || (fresh && this.count === before)) return from;
      if (this.count % tableEntries !== 0 || this.count === before) this.#addSegment();
    }
  }

  #nextEntry(): number {
    const at = this.count & (tableEntries - 1);
    if (this.count === this.#tables * tableEntries) {
      this.#table = this.memory.allocate(tableEntries * entryBytes);
      this.memory.ints(this.directory + this.#tables++ * 4, 1)[0] = this.#table;
    }
    return this.#table + at * entryBytes;
  }

  #addSegment(): void {
    this.#out = this.memory.allocate(segmentBytes + margin);
    this.#end = this.#out + segmentBytes + margin;
    this.#segments++;
  }

  get bytes(): number {
    return this.#segments * segmentBytes + this.count * entryBytes;
  }

  copyTo(out: RecordWriter, index: number): void {
    const [table] = this.memory.ints(this.directory + (index >> stringTableBits) * 4, 1);
    const entry = table! + (index & (tableEntries - 1)) * entryBytes;
    const [from, length] = this.memory.ints(entry, 2);
    out.copy(this.memory.bytes, from!, from! + length!);
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
  const region = SheetRegion.of(strings.memory);
  const reader = new ItemReader(strings, region, file);
  let left = 0;
  for await (const block of blocks) {
    const end = left + block.length;
    region.input(end, left).set(block, left);
    const taken = reader.read(end);
    region.input(end, end).copyWithin(0, taken, end);
    left = end - taken;
    if (left > itemLimit) throw tooLong(file, strings.count);
    if (strings.bytes > textLimit) throw tooMuch(file);
  }
  if (!reader.closed) throw endsEarly(file);
  region.release();
  return strings;
}

class ItemReader {
  readonly #strings: SharedStrings;
  readonly #region: SheetRegion;
  readonly #file: string;
  readonly #cell = new RecordWriter();
  #endTag: Buffer = Buffer.alloc(0);
  closed = false;

  constructor(strings: SharedStrings, region: SheetRegion, file: string) {
    this.#strings = strings;
    this.#region = region;
    this.#file = file;
  }

  /** Takes the whole items in the first bytes of the input; returns where the first that is not whole starts. */
  read(end: number): number {
    let at = 0;
    for (;;) {
      at = this.#strings.takeUsual(this.#region, at, end);
      const buffer = this.#region.input(end, end).subarray(0, end);
      const open = buffer.indexOf(less, at);
      if (open < 0) return end;
      const close = buffer.indexOf(62, open);
      if (close < 0) return open;
      if (buffer[open + 1] === 33) refuseDeclarations(buffer, open, this.#file);
      const { start, end: nameEnd } = nameOf(buffer, open, close);
      const name = buffer.toString('latin1', start, nameEnd);
      if (buffer[open + 1] === slash && name === 'sst') this.closed = true;
      at = close + 1;
      if (name === 'sst' && buffer[close - 1] === slash) this.closed = true;
      if (name !== 'si' || buffer[open + 1] === slash) continue;
      if (buffer[close - 1] === slash) this.#take(buffer, at, at);
      else {
        const endTag = this.#endTagOf(buffer, open + 1, nameEnd);
        const last = buffer.indexOf(endTag, at);
        if (last < 0 || buffer.indexOf(62, last) < 0) return open;
        this.#take(buffer, at, last);
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
