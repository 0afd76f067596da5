import type { RecordWriter } from '../tables/recordWriter.ts';

const named: Record<string, number> = { amp: 38, lt: 60, gt: 62, quot: 34, apos: 39 };
const amp = 38;
const less = 60;
const underscore = 95;
const quote = 34;

/**
 * Writes XML character data as one cell: the five entities and character references resolved (no others exist, since
 * documents that declare some are refused), `_x000D_` escapes of ECMA-376 22.9.2.19 too, CDATA unwrapped; quoted where
 * it has to be.
 */
export function writeCell(out: RecordWriter, bytes: Uint8Array, from: number, to: number): void {
  begin(out, to - from);
  append(out, bytes, from, to);
  end(out);
}

let start = 0;
let quoted = false;

function begin(out: RecordWriter, length: number): void {
  out.ensure(length * 2 + 2);
  start = out.at++;
  quoted = false;
}

/** Takes the first quote away again where none is needed. */
function end(out: RecordWriter): void {
  if (quoted) {
    out.bytes[start] = quote;
    out.bytes[out.at++] = quote;
    return;
  }
  out.bytes.copyWithin(start, start + 1, out.at);
  out.at--;
}

function append(out: RecordWriter, bytes: Uint8Array, from: number, to: number): void {
  const target = out.bytes;
  let at = out.at;
  for (let index = from; index < to; index++) {
    const byte = bytes[index]!;
    if (byte === amp || byte === underscore || byte === less) {
      out.at = at;
      index = special(out, bytes, index, to);
      at = out.at;
      continue;
    }
    if (byte < 45) {
      if (byte === quote) {
        quoted = true;
        target[at++] = quote;
      } else if (byte === 44 || byte === 10 || byte === 13) quoted = true;
    }
    target[at++] = byte;
  }
  out.at = at;
}

/** Handles `&…;`, `_x…_` and `<![CDATA[…]]>`; returns the last byte used. */
function special(out: RecordWriter, bytes: Uint8Array, index: number, to: number): number {
  const byte = bytes[index]!;
  if (byte === less) return skipMarkup(out, bytes, index, to);
  const code = byte === amp ? entity(bytes, index, to) : escapedCharacter(bytes, index, to);
  if (code === null) {
    out.bytes[out.at++] = byte;
    return index;
  }
  put(out, code.point);
  return code.last;
}

function skipMarkup(out: RecordWriter, bytes: Uint8Array, index: number, to: number): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, to);
  if (text.toString('latin1', index, index + 9) === '<![CDATA[') {
    const close = text.indexOf(']]>', index);
    const last = close < 0 ? to : close;
    for (let at = index + 9; at < last; at++) put(out, bytes[at]!, true);
    return close < 0 ? to : close + 2;
  }
  const close = text.indexOf('>', index);
  return close < 0 ? to : close;
}

function entity(bytes: Uint8Array, index: number, to: number): { point: number; last: number } | null {
  const stop = Math.min(to, index + 12);
  let last = index + 1;
  while (last < stop && bytes[last] !== 59) last++;
  if (last >= stop) return null;
  const name = String.fromCharCode(...bytes.subarray(index + 1, last));
  const match = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
  const point = match ? Number.parseInt(match[1] ?? match[2]!, match[1] ? 16 : 10) : named[name];
  return point === undefined || point > 0x10ffff ? null : { point, last };
}

function escapedCharacter(
  bytes: Uint8Array,
  index: number,
  to: number,
): { point: number; last: number } | null {
  const last = index + 6;
  if (last >= to || bytes[index + 1] !== 120 || bytes[last] !== underscore) return null;
  const digits = String.fromCharCode(...bytes.subarray(index + 2, last));
  if (!/^[0-9A-Fa-f]{4}$/.test(digits)) return null;
  return { point: Number.parseInt(digits, 16), last };
}

/** One character in UTF-8; `raw`: one byte of what is UTF-8 already. */
function put(out: RecordWriter, point: number, raw = false): void {
  if (point === quote) {
    quoted = true;
    out.bytes[out.at++] = quote;
  } else if (point === 44 || point === 10 || point === 13) quoted = true;
  if (raw || point < 0x80) out.bytes[out.at++] = point;
  else
    out.at += Buffer.from(out.bytes.buffer, out.bytes.byteOffset).write(
      String.fromCodePoint(safe(point)),
      out.at,
    );
}

/** Half of a surrogate pair is no character. */
function safe(point: number): number {
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
}

/**
 * Writes the text of a string item (`<si>` or `<is>`): its `<t>` and those of its rich-text runs, without the phonetic
 * ones. `from`–`to` is what stands between its tags.
 */
export function writeStringItem(out: RecordWriter, bytes: Uint8Array, from: number, to: number): void {
  begin(out, to - from);
  let phonetic = false;
  for (let at = from; at < to; at++) {
    if (bytes[at] !== less) continue;
    const closing = bytes[at + 1] === 47;
    let name = at + (closing ? 2 : 1);
    let stop = name;
    while (stop < to && bytes[stop] !== 62 && bytes[stop]! > 32 && bytes[stop] !== 47) {
      if (bytes[stop] === 58) name = stop + 1;
      stop++;
    }
    let tagEnd = stop;
    while (tagEnd < to && bytes[tagEnd] !== 62) tagEnd++;
    const length = stop - name;
    if (length === 3 && bytes[name] === 114 && bytes[name + 1] === 80 && bytes[name + 2] === 104) {
      phonetic = !closing && bytes[tagEnd - 1] !== 47;
    } else if (length === 1 && bytes[name] === 116 && !closing && bytes[tagEnd - 1] !== 47) {
      const close = textEnd(bytes, tagEnd + 1, to);
      if (!phonetic) append(out, bytes, tagEnd + 1, close);
      at = close - 1;
      continue;
    }
    at = tagEnd;
  }
  end(out);
}

/** Where `</` ends the text that starts at `from`. */
export function textEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && !(bytes[at] === less && bytes[at + 1] === 47)) at++;
  return at;
}
