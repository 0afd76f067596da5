import { isAscii } from 'node:buffer';

/** What the bytes 80–9F mean in Windows-1252, where they mean anything. */
const meant = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, at) => 0x80 + at));
const stray = /[\u0080-\u0084\u0086-\u009f]/g;

/**
 * Whether a text, and the bytes it was decoded from, holds C1 control characters. No table does on purpose: they come of Windows-1252 once read as Latin-1
 * (a dash that became U+0096). NEL (U+0085) is a line end in some systems and left alone.
 */
export function hasStrayControls(bytes: Uint8Array, text: string, encoding: string): boolean {
  if (isAscii(bytes)) return false;
  return encoding === 'utf-8' ? hasUtf8Controls(bytes) : text.search(stray) >= 0;
}

/** In UTF-8 they are C2 and what they are in Latin-1. */
function hasUtf8Controls(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0xc2); at >= 0; at = bytes.indexOf(0xc2, at + 1)) {
    const byte = bytes[at + 1] ?? 0;
    if (byte >= 0x80 && byte <= 0x9f && byte !== 0x85) return true;
  }
  return false;
}

/** The text with the characters that were meant (U+0092 → ’). */
export function repairControls(text: string): string {
  return text.replace(stray, (control) => meant[control.charCodeAt(0) - 0x80]!);
}

/** `repairControls` over blocks of UTF-8. */
export async function* withoutStrayControls(blocks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for await (const block of blocks) {
    const text = decoder.decode(block, { stream: true });
    if (text.length > 0) yield Buffer.from(repairControls(text), 'utf8');
  }
  const rest = decoder.decode();
  if (rest.length > 0) yield Buffer.from(rest, 'utf8');
}

/** The blocks without their last bytes, which are held back until it is known that none follow. */
export async function* withoutEnd(
  blocks: AsyncIterable<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = new Uint8Array(0);
  for await (const block of blocks) {
    const all = held.length === 0 ? block : Buffer.concat([held, block]);
    const ready = all.length - bytes;
    if (ready > 0) yield all.subarray(0, ready);
    held = all.slice(Math.max(0, ready));
  }
}
