const blockBytes = 1 << 18;
const comma = 44;
const quote = 34;
const lineFeed = 10;

/**
 * Writes records as delimited text (UTF-8; comma, double quotes, line feed): the one form in which every format that is
 * no text is handed to the scanner. A record has its cells written one after the other, each after `next()`.
 */
export class RecordWriter {
  bytes: Uint8Array;
  at = 0;
  #blocks: Uint8Array[] = [];

  /** `size`: of the first block. */
  constructor(size = blockBytes + 1024) {
    this.bytes = new Uint8Array(size);
  }

  /** Makes room for `count` more bytes. */
  ensure(count: number): void {
    if (this.at + count <= this.bytes.length) return;
    this.#close();
    this.bytes = new Uint8Array(
      Math.max(this.at === 0 && this.bytes.length < blockBytes ? 1024 : blockBytes, count) + 1024,
    );
  }

  #close(): void {
    if (this.at > 0) this.#blocks.push(this.bytes.subarray(0, this.at));
    this.at = 0;
  }

  /** Between two cells. */
  next(count = 1): void {
    this.ensure(count);
    for (let left = count; left > 0; left--) this.bytes[this.at++] = comma;
  }

  endRecord(): void {
    this.ensure(1);
    this.bytes[this.at++] = lineFeed;
    if (this.at >= blockBytes) {
      this.#close();
      this.bytes = new Uint8Array(blockBytes + 1024);
    }
  }

  /** Bytes that are a cell already. */
  copy(source: Uint8Array, from: number, to: number): void {
    this.ensure(to - from);
    const { bytes } = this;
    let at = this.at;
    if (to - from > 48) {
      bytes.set(source.subarray(from, to), at);
      at += to - from;
    } else for (let index = from; index < to; index++) bytes[at++] = source[index]!;
    this.at = at;
  }

  /** A cell of plain ASCII without delimiters, quotes and line ends: numbers, dates. */
  ascii(text: string): void {
    this.ensure(text.length);
    for (let index = 0; index < text.length; index++) this.bytes[this.at++] = text.charCodeAt(index);
  }

  /** A cell of any text, quoted where it has to be. */
  text(text: string): void {
    const safe = needsQuotes(text) ? `"${text.replaceAll('"', '""')}"` : text;
    const most = safe.length * 3;
    this.ensure(most);
    if (safe.length < 24 && isAscii(safe)) this.ascii(safe);
    else this.at += encoder.encodeInto(safe, this.bytes.subarray(this.at, this.at + most)).written;
  }

  /** Whether there are whole blocks to take. */
  get isReady(): boolean {
    return this.#blocks.length > 0;
  }

  /** Whole blocks that are ready; `all`: what is begun, too. */
  take(all = false): Uint8Array[] {
    if (all) {
      this.#close();
      this.bytes = new Uint8Array(1024);
    }
    const ready = this.#blocks;
    this.#blocks = [];
    return ready;
  }
}

const encoder = new TextEncoder();

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false;
  return true;
}

function needsQuotes(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === comma || code === quote || code === lineFeed || code === 13) return true;
  }
  return false;
}
