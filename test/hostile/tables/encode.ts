const doubleByte = ['gb18030', 'gbk', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'] as const;
const singleByte = [
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-874',
] as const;
export type Legacy = (typeof doubleByte)[number] | (typeof singleByte)[number];

const tables = new Map<string, Map<string, number[]>>();

/** Text in a legacy encoding, by the decoder turned round. Throws where a character cannot be written. */
function encodeLegacy(text: string, encoding: Legacy): Buffer {
  const table = tables.get(encoding) ?? turnRound(encoding);
  tables.set(encoding, table);
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else {
      const found = table.get(character);
      if (!found) throw new Error(`${character} is not in ${encoding}`);
      bytes.push(...found);
    }
  }
  return Buffer.from(bytes);
}

/** Characters of four bytes of GB 18030. */
function addFour(table: Map<string, number[]>): void {
  const decoder = new TextDecoder('gb18030');
  for (const lead of [0x81, 0x82, 0x83, 0x84, 0x95])
    for (let second = 0x30; second <= 0x39; second++)
      for (let third = 0x81; third < 0xff; third++)
        for (let fourth = 0x30; fourth <= 0x39; fourth++) {
          const bytes = [lead, second, third, fourth];
          const text = decoder.decode(Uint8Array.from(bytes));
          if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, bytes);
        }
}

function turnRound(encoding: Legacy): Map<string, number[]> {
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, number[]>();
  const add = (bytes: number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, bytes);
  };
  for (let lead = 0x80; lead < 0x100; lead++) {
    add([lead]);
    if (encoding.startsWith('windows')) continue;
    for (let trail = 0x40; trail < 0xff; trail++) add([lead, trail]);
  }
  if (encoding === 'gb18030') addFour(table);
  return table;
}

/** Text as bytes; UTF-16 and UTF-32 with a mark where the name ends in one. */
export function encode(text: string, encoding: string): Buffer {
  const [name, mark] = encoding.split('+');
  const marked = mark ? `\ufeff${text}` : text;
  if (name === 'utf-8') return Buffer.from(marked, 'utf8');
  if (name === 'utf-16le') return Buffer.from(marked, 'utf16le');
  if (name === 'utf-16be') return Buffer.from(marked, 'utf16le').swap16();
  if (name === 'utf-32le' || name === 'utf-32be') return wide(marked, name === 'utf-32le');
  return encodeLegacy(text, name as Legacy);
}

function wide(text: string, little: boolean): Buffer {
  const points = Array.from(text, (character) => character.codePointAt(0)!);
  const bytes = Buffer.alloc(points.length * 4);
  points.forEach(
    (point, at) => void (little ? bytes.writeUInt32LE(point, at * 4) : bytes.writeUInt32BE(point, at * 4)),
  );
  return bytes;
}
