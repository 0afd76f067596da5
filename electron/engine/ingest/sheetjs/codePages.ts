/** Names of encodings by the numbers that old workbooks and tables bear. */
const names: Record<number, string> = {
  437: 'windows-1252',
  850: 'windows-1252',
  852: 'windows-1250',
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  1200: 'utf-16le',
  1201: 'utf-16be',
  1361: 'euc-kr',
  10000: 'macintosh',
  20936: 'gb18030',
  28591: 'windows-1252',
  54936: 'gb18030',
  65001: 'utf-8',
};

/** The number of an encoding. */
export function codePageOf(encoding: string): number {
  const found = Object.entries(names).findLast(([, name]) => name === encoding);
  return found ? Number(found[0]) : 1252;
}

const decoders = new Map<number, InstanceType<typeof TextDecoder>>();

function decoderOf(page: number): InstanceType<typeof TextDecoder> {
  const known = decoders.get(page);
  if (known) return known;
  const name = names[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : 'windows-1252');
  const decoder = new TextDecoder(name, { ignoreBOM: true });
  decoders.set(page, decoder);
  return decoder;
}

/** What the library asks of its tables of characters, answered by the platform: bytes of a code page as text. */
export const codePages = {
  utils: {
    decode: (page: number, bytes: Uint8Array | number[] | string) =>
      decoderOf(page).decode(
        typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Uint8Array.from(bytes),
      ),
    hascp: () => true,
  },
};
