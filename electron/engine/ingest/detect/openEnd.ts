import type { DetectedTable } from '../tableReader.ts';
import { footerOf } from './findFooter.ts';

const tailBytes = 1 << 16;

/**
 * The blocks, UTF-8, of a text whose end could not be looked at before, without the notes below its table: the last bytes
 * are held back until it is known that none follow. What the notes are is then told in `table`, for every later reading.
 */
export async function* withoutNotes(
  blocks: AsyncIterable<Uint8Array>,
  table: DetectedTable,
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = new Uint8Array(0);
  let from = 0;
  for await (const block of blocks) {
    const all = held.length === 0 ? block : Buffer.concat([held, block]);
    const ready = Math.max(0, all.length - tailBytes);
    if (ready > 0) {
      yield all.subarray(0, ready);
      from += ready;
    }
    held = all.slice(ready);
  }
  const start = from === 0 ? 0 : lineStart(held);
  const { delimiter, quote } = table.layout;
  const footer = footerOf(held.subarray(start), { delimiter, quote }, table.sample);
  table.footer = footer;
  table.endOpen = false;
  if (held.length > footer.bytes) yield held.subarray(0, held.length - footer.bytes);
}

/** Where the first whole line begins; the start where there is none. */
function lineStart(bytes: Uint8Array): number {
  const at = bytes.findIndex((byte) => byte === 10 || byte === 13);
  return bytes[at] === 13 && bytes[at + 1] === 10 ? at + 2 : at + 1;
}
