import { ExpectedError } from '../../shared/errors/errors.ts';

export const workspaceExtension = '.qdeck';

const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;
const maxBytes = 180;

/**
 * A name that every file system takes and that cannot leave its folder: NFC, no separators, control characters or
 * device names, no dots at the ends. `badRequest` where nothing of it remains.
 */
export function fileNameFrom(name: string): string {
  const clean = [...name.normalize('NFC')]
    .map((letter) => (isAllowed(letter) ? letter : ' '))
    .join('')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const short = shorten(clean).replace(/[. ]+$/, '');
  if (short === '') throw new ExpectedError('badRequest', 'The name is empty.');
  return reserved.test(short) ? `${short.replace('.', '_')}_` : short;
}

export function workspaceFileName(name: string): string {
  return `${fileNameFrom(withoutExtension(name))}${workspaceExtension}`;
}

export function withoutExtension(fileName: string): string {
  return fileName.toLowerCase().endsWith(workspaceExtension)
    ? fileName.slice(0, -workspaceExtension.length)
    : fileName;
}

/** Also refuses invisible and direction-changing characters, with which one name can pass for another. */
function isAllowed(letter: string): boolean {
  return !'<>:"/\\|?*'.includes(letter) && !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(letter);
}

/** Cuts between characters, never inside one; keeps a short extension. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= maxBytes) return name;
  const extension = /\.[A-Za-z0-9]{1,8}(\.gz)?$/.exec(name)?.[0] ?? '';
  let kept = '';
  for (const letter of name) {
    if (Buffer.byteLength(kept + letter) > maxBytes - extension.length) break;
    kept += letter;
  }
  return kept + extension;
}
