import { detectEncoding } from '../detect/encoding.ts';
import { createDecoder, encodingLabel } from '../source/transcode.ts';

const headBytes = 4096;

/** Whether bytes are text with tags, or a web archive of it. */
export function isMarkup(bytes: Buffer): boolean {
  const start = bytes
    .toString('latin1', 0, 64)
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
    .replaceAll('\u0000', '')
    .trimStart();
  return start.startsWith('<') || start.startsWith('MIME-');
}

/**
 * The text of a page, a web archive or an XML document that a program saved as a workbook, in the encoding it names, or
 * else shows. Cells that are never closed, as HTML allows, are closed.
 */
export function markupText(bytes: Buffer): string {
  const page = bytes.toString('latin1', 0, 13) === 'MIME-Version:' ? pageOf(bytes) : bytes;
  const decoded = createDecoder(encodingOf(page)).decode(page);
  const text = /<html[\s>]/i.test(decoded) ? decoded.replace(/^\s*<\?xml[^>]*>/, '') : decoded;
  return /<td|<th/i.test(text) ? closed(text) : text;
}

function encodingOf(bytes: Buffer): string {
  const found = detectEncoding(bytes);
  if (found.bom || /^utf-(?:16|32)/.test(found.encoding)) return found.encoding;
  const head = bytes.toString('latin1', 0, headBytes);
  const named =
    /<\?xml[^>]*encoding=["']([\w-]+)/i.exec(head)?.[1] ?? /<meta[^>]*charset=["']?([\w-]+)/i.exec(head)?.[1];
  return found.encoding === 'utf-8' || named === undefined ? found.encoding : known(named, found.encoding);
}

function known(name: string, otherwise: string): string {
  try {
    const label = encodingLabel(name);
    return label.startsWith('utf-') ? otherwise : label;
  } catch {
    return otherwise;
  }
}

/** The first page within a web archive (RFC 2557) that holds a table. */
function pageOf(bytes: Buffer): Buffer {
  const whole = bytes.toString('latin1');
  const boundary = /boundary="?([^"\r\n;]+)/i.exec(whole)?.[1];
  const parts = boundary === undefined ? [whole] : whole.split(`--${boundary}`).slice(1);
  const pages = parts.filter((part) => /content-type:\s*text\/html/i.test(part)).map(contentOf);
  return pages.find((page) => /<t[dh][\s>]/i.test(page.toString('latin1'))) ?? pages[0] ?? bytes;
}

function contentOf(part: string): Buffer {
  const split = /\r?\n\r?\n/.exec(part.trimStart());
  const trimmed = part.trimStart();
  const headers = trimmed.slice(0, split?.index ?? 0);
  const content = trimmed.slice((split?.index ?? 0) + (split?.[0].length ?? 0));
  const way = /content-transfer-encoding:\s*([\w-]+)/i.exec(headers)?.[1]?.toLowerCase();
  if (way === 'base64') return Buffer.from(content, 'base64');
  if (way !== 'quoted-printable') return Buffer.from(content, 'latin1');
  const plain = content
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(plain, 'latin1');
}

/** Closes cells and rows where the next one begins; a table with all of its ends in place is left as it is. */
function closed(text: string): string {
  const opened = text.match(/<t[dh](?=[\s>])/gi)?.length ?? 0;
  const ended = text.match(/<\/t[dh]\s*>/gi)?.length ?? 0;
  if (ended >= opened) return text;
  let cell = '';
  let row = false;
  return text.replace(/<(\/?)(table|tr|td|th)(?=[\s>/])/gi, (tag: string, end: string, name: string) => {
    const kind = name.toLowerCase();
    const isCell = kind === 'td' || kind === 'th';
    const last = cell === '' || (end !== '' && isCell) ? '' : `</${cell}>`;
    cell = isCell && end === '' ? kind : kind === 'table' && end === '' ? cell : '';
    const rowEnds = row && ((kind === 'tr' && end === '') || (kind === 'table' && end !== ''));
    if (kind === 'tr') row = end === '';
    else if (rowEnds) row = false;
    return kind === 'table' && end === '' ? tag : `${last}${rowEnds ? '</tr>' : ''}${tag}`;
  });
}
