import { ExpectedError } from '../../../../shared/errors/errors.ts';

/** The platform's name of an encoding (`gbk` → `gbk`, `latin1` → `windows-1252`). Throws `badInput` for an unknown one. */
export function encodingLabel(name: string): string {
  const aliases: Record<string, string> = {
    cp932: 'shift_jis',
    cp936: 'gbk',
    cp950: 'big5',
    cp1252: 'windows-1252',
    cp949: 'euc-kr',
    utf16: 'utf-16le',
    'utf-16-le': 'utf-16le',
    'utf-16-be': 'utf-16be',
    utf32: 'utf-32le',
    'utf-32': 'utf-32le',
    'utf-32-le': 'utf-32le',
    'utf-32-be': 'utf-32be',
  };
  const lower = name.trim().toLowerCase();
  const known = aliases[lower] ?? lower;
  if (isUtf32(known)) return known;
  try {
    return new TextDecoder(known).encoding;
  } catch {
    throw new ExpectedError('badInput', `"${name}" is not a known encoding`, {
      hint: 'Use for instance utf-8, utf-16le, gb18030, big5, shift_jis or windows-1252.',
    });
  }
}

/** What turns bytes into text, without a byte-order mark. */
export interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

export function createDecoder(encoding: string): Decoder {
  return isUtf32(encoding) ? new Utf32Decoder(encoding === 'utf-32le') : new TextDecoder(encoding);
}

function isUtf32(encoding: string): boolean {
  return encoding === 'utf-32le' || encoding === 'utf-32be';
}

const replacement = 0xfffd;
const charactersAtOnce = 8192;

/** The platform knows no UTF-32. What is no character becomes U+FFFD, as elsewhere. */
class Utf32Decoder implements Decoder {
  readonly #little: boolean;
  #rest: Uint8Array = new Uint8Array(0);
  #begun = false;

  constructor(little: boolean) {
    this.#little = little;
  }

  decode(bytes: Uint8Array = new Uint8Array(0), { stream = false } = {}): string {
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const whole = all.length & ~3;
    this.#rest = stream ? all.slice(whole) : new Uint8Array(0);
    const view = new DataView(all.buffer, all.byteOffset, all.length);
    const points: number[] = [];
    const parts: string[] = [];
    for (let at = 0; at < whole; at += 4) {
      points.push(character(view.getUint32(at, this.#little)));
      if (points.length === charactersAtOnce) parts.push(String.fromCodePoint(...points.splice(0)));
    }
    if (!stream && whole < all.length) points.push(replacement);
    const text = parts.join('') + String.fromCodePoint(...points);
    if (this.#begun || text === '') return text;
    this.#begun = true;
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  }
}

function character(point: number): number {
  return point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? replacement : point;
}

/** Decodes blocks of any encoding into blocks of UTF-8, without a byte-order mark. */
export async function* toUtf8(
  blocks: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') yield* withoutMark(blocks);
  else {
    const decoder = createDecoder(encoding);
    for await (const block of blocks) {
      const text = decoder.decode(block, { stream: true });
      if (text.length > 0) yield Buffer.from(text, 'utf8');
    }
    const rest = decoder.decode();
    if (rest.length > 0) yield Buffer.from(rest, 'utf8');
  }
}

/** The same, where the first block tells the encoding. Whoever stops reading, or fails, has closed the source. */
export async function* toUtf8By(
  blocks: AsyncGenerator<Uint8Array>,
  encodingOf: (first: Uint8Array) => string,
): AsyncGenerator<Uint8Array> {
  try {
    const first = await blocks.next();
    if (!first.done) yield* toUtf8(startingWith(first.value, blocks), encodingOf(first.value));
  } finally {
    await blocks.return(undefined);
  }
}

async function* startingWith(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

async function* withoutMark(blocks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array(0);
  for await (const block of blocks) {
    if (!head) {
      yield block;
      continue;
    }
    head = head.length === 0 ? block : Buffer.concat([head, block]);
    if (head.length < 3) continue;
    yield head.subarray(startsWithMark(head) ? 3 : 0);
    head = null;
  }
  if (head && head.length > 0) yield head;
}

function startsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
