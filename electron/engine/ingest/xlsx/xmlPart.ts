import { ExpectedError } from '../../../../shared/errors/errors.ts';

/** One tag of a small part: its name without prefix, and its attributes without prefixes. */
export interface XmlTag {
  name: string;
  closing: boolean;
  attributes: Map<string, string>;
}

const partLimit = 32 << 20;

/**
 * A small part (list of sheets, styles, relations) as text. Throws `badInput` beyond 32 MiB and `unsupportedFormat`
 * where the part declares entities.
 */
export async function readPart(blocks: AsyncIterable<Uint8Array>, file: string): Promise<string> {
  const all: Uint8Array[] = [];
  let length = 0;
  for await (const block of blocks) {
    all.push(block);
    length += block.length;
    if (length > partLimit) {
      throw new ExpectedError('badInput', `${file} is damaged: one of its lists is larger than 32 MiB`, {
        file,
        hint: 'Open it in a spreadsheet program and save it again.',
      });
    }
  }
  const bytes = Buffer.concat(all);
  const declared = bytes.indexOf('<!DOCTYPE');
  if (declared >= 0) refuseDeclarations(bytes, declared, file);
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** XML is UTF-8 unless a mark says otherwise. */
export function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 60 && bytes[1] === 0)) return 'utf-16le';
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0 && bytes[1] === 60)) return 'utf-16be';
  return 'utf-8';
}

/** Refuses a document type: it could declare entities that expand without end, and no workbook has one. */
export function refuseDeclarations(bytes: Buffer, open: number, file: string): void {
  if (!/^<!DOCTYPE/i.test(bytes.toString('latin1', open, open + 9))) return;
  throw new ExpectedError('unsupportedFormat', `${file} declares a document type, which no workbook does`, {
    file,
    hint: 'If the file is yours, open it in a spreadsheet program and save it again.',
  });
}

const tagPattern = /<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/g;
const attributePattern = /(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The tags of a part, one after the other. */
export function* tagsOf(xml: string): Generator<XmlTag> {
  for (const [, slash, name, written] of xml.matchAll(tagPattern)) {
    const attributes = new Map<string, string>();
    for (const [, key, double, single] of (written ?? '').matchAll(attributePattern))
      attributes.set(key!, unescaped(double ?? single ?? ''));
    yield { name: name!, closing: slash === '/', attributes };
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[name as string] ?? whole;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex as string, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/** Yes or no as XML Schema writes it. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
