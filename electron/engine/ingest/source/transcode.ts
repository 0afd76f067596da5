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
  };
  const lower = name.trim().toLowerCase();
  try {
    return new TextDecoder(aliases[lower] ?? lower).encoding;
  } catch {
    throw new ExpectedError('badInput', `"${name}" is not a known encoding`, {
      hint: 'Use for instance utf-8, utf-16le, gb18030, big5, shift_jis or windows-1252.',
    });
  }
}

/** Decodes blocks of any encoding into blocks of UTF-8, without a byte-order mark. */
export async function* toUtf8(
  blocks: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') yield* withoutMark(blocks);
  else {
    const decoder = new TextDecoder(encoding);
    for await (const block of blocks) {
      const text = decoder.decode(block, { stream: true });
      if (text.length > 0) yield Buffer.from(text, 'utf8');
    }
    const rest = decoder.decode();
    if (rest.length > 0) yield Buffer.from(rest, 'utf8');
  }
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
