/** Takes the elements of lists, and the values that stand by themselves, as they are found. Bytes are good during the call. */
export interface JsonSink {
  /** `path` leads from the root to the list, keys joined by points; empty for the root. `loose`: not in a list. */
  element(path: string, bytes: Buffer, from: number, to: number, loose: boolean): void;
}

interface Level {
  list: boolean;
  path: string;
  /** Of an object: the key whose value is next. */
  key: string;
  expectsKey: boolean;
}

const quote = 34;
const backslash = 92;
/** A record of a list, or a line, is never this large. */
const elementLimit = 16 << 20;
const mostLevels = 64;
/** Lists and objects in an element; what writes them as text goes no deeper than its stack. */
const mostDepth = 1000;

/**
 * Cuts JSON into the elements of its lists without reading them: documents of any size, one value after the other
 * (JSON lines) or a single one. Lists inside elements are part of them. Memory: a block and the largest element. Throws
 * RangeError for what is no JSON at all; what is inside an element is for `JSON.parse` to judge.
 */
export class JsonScanner {
  readonly #sink: JsonSink;
  readonly #levels: Level[] = [];
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #inString = false;
  #escaped = false;
  #stringFrom = -1;
  /** Brackets open within the element that is being passed over; its start, −1 while there is none. */
  #depth = 0;
  #element = -1;
  #scalar = false;
  /** Start of the value at the root, as long as it may be an element itself. */
  #loose = -1;
  /** Values at the root, and whether one of them was too large to be an element. */
  roots = 0;
  tooLarge = false;

  constructor(sink: JsonSink) {
    this.#sink = sink;
  }

  feed(block: Uint8Array): void {
    const keep = this.#keepFrom();
    const kept = this.#bytes.length - keep;
    this.#bytes = kept === 0 ? asBuffer(block) : Buffer.concat([this.#bytes.subarray(keep), block]);
    this.#at -= keep;
    if (this.#element >= 0) this.#element -= keep;
    if (this.#loose >= 0) this.#loose -= keep;
    if (this.#stringFrom >= 0) this.#stringFrom -= keep;
    this.#scan();
    if (this.#element >= 0 && this.#at - this.#element > elementLimit)
      throw new RangeError('one of its records is larger than 16 MiB');
    if (this.#loose >= 0 && this.#at - this.#loose > elementLimit) {
      this.#loose = -1;
      this.tooLarge = true;
    }
  }

  finish(): void {
    if (this.#scalar) this.#endScalar(this.#bytes.length);
    if (this.#inString || this.#element >= 0 || this.#levels.length > 0)
      throw new RangeError('it ends before its last bracket');
  }

  #keepFrom(): number {
    let from = this.#at;
    if (this.#element >= 0) from = Math.min(from, this.#element);
    if (this.#loose >= 0) from = Math.min(from, this.#loose);
    if (this.#stringFrom >= 0) from = Math.min(from, this.#stringFrom);
    return from;
  }

  #scan(): void {
    const bytes = this.#bytes;
    const end = bytes.length;
    while (this.#at < end) {
      if (this.#inString) this.#passString(bytes, end);
      else if (this.#element >= 0 && !this.#scalar) this.#passElement(bytes, end);
      else this.#step(bytes, bytes[this.#at]!);
    }
  }

  #passString(bytes: Buffer, end: number): void {
    let at = this.#at;
    let escaped = this.#escaped;
    for (; at < end; at++) {
      const byte = bytes[at]!;
      if (escaped) escaped = false;
      else if (byte === backslash) escaped = true;
      else if (byte === quote) {
        this.#inString = false;
        at++;
        break;
      }
    }
    this.#escaped = escaped;
    this.#at = at;
    if (!this.#inString && this.#element < 0) this.#endKey(bytes, at);
  }

  /** To the end of the element that began with a bracket, or to a string in it. */
  #passElement(bytes: Buffer, end: number): void {
    let at = this.#at;
    let depth = this.#depth;
    for (; at < end; at++) {
      const byte = bytes[at]!;
      if (byte === quote) {
        this.#inString = true;
        at++;
        break;
      }
      if ((byte | 32) === 123) {
        if (++depth > mostDepth) throw new RangeError('its objects are nested too deeply');
      } else if ((byte | 32) === 125 && --depth === 0) {
        at++;
        break;
      }
    }
    this.#depth = depth;
    this.#at = at;
    if (depth > 0) return;
    const from = this.#element;
    this.#element = -1;
    this.#sink.element(this.#levels.at(-1)!.path, bytes, from, at, false);
  }

  /** One byte outside of elements. */
  #step(bytes: Buffer, byte: number): void {
    const level = this.#levels.at(-1);
    const at = this.#at++;
    if (this.#scalar) {
      if (byte !== 44 && byte !== 93 && byte !== 125 && byte > 32) return;
      this.#endScalar(at);
    }
    if (byte <= 32 || byte === 58) return;
    if (byte === 44) {
      if (level && !level.list) level.expectsKey = true;
    } else if (byte === 93 || byte === 125) this.#close(bytes, byte === 93);
    else if (level && !level.list && level.expectsKey) this.#openKey(byte, at);
    else this.#openValue(byte, at, level);
  }

  #openKey(byte: number, at: number): void {
    if (byte !== quote) throw new RangeError('a name is missing its quotes');
    this.#inString = true;
    this.#stringFrom = at;
  }

  #endKey(bytes: Buffer, at: number): void {
    const from = this.#stringFrom;
    this.#stringFrom = -1;
    const level = this.#levels.at(-1);
    if (!level || level.list || !level.expectsKey || from < 0) return;
    level.key = String(JSON.parse(bytes.toString('utf8', from, at)));
    level.expectsKey = false;
  }

  #openValue(byte: number, at: number, level: Level | undefined): void {
    const opens = byte === 123 || byte === 91;
    if (!level) {
      this.roots++;
      this.#loose = at;
      if (opens) this.#push(byte === 91, '');
      else this.#beginElement(at, byte, true);
    } else if (level.list) this.#beginElement(at, byte, !opens);
    else if (opens) this.#push(byte === 91, level.path === '' ? level.key : `${level.path}.${level.key}`);
    else if (byte === quote) this.#inString = true;
  }

  #beginElement(at: number, byte: number, scalar: boolean): void {
    this.#element = at;
    this.#scalar = scalar;
    this.#depth = scalar ? 0 : 1;
    if (scalar && byte === quote) this.#inString = true;
  }

  #endScalar(at: number): void {
    const from = this.#element;
    const level = this.#levels.at(-1);
    this.#element = -1;
    this.#scalar = false;
    if (!level) this.#loose = -1;
    this.#sink.element(level?.path ?? '', this.#bytes, from, at, !level);
  }

  #push(list: boolean, path: string): void {
    if (this.#levels.length >= mostLevels) throw new RangeError('its objects are nested too deeply');
    this.#levels.push({ list, path, key: '', expectsKey: !list });
  }

  #close(bytes: Buffer, list: boolean): void {
    const level = this.#levels.pop();
    if (!level || level.list !== list) throw new RangeError('its brackets do not match');
    if (this.#levels.length > 0) return;
    const from = this.#loose;
    this.#loose = -1;
    if (!list && from >= 0) this.#sink.element('', bytes, from, this.#at, true);
  }
}

function asBuffer(block: Uint8Array): Buffer {
  return Buffer.from(block.buffer, block.byteOffset, block.length);
}
