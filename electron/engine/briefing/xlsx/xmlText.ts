// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters looked for
const special = /[&<>"\x00-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_/;
const unwritable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters looked for
  /[\x00-\x08\x0b-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const escapeLike = /_(?=x[0-9A-Fa-f]{4}_)/g;

function codeOf(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/**
 * Text of a cell as XML. What XML cannot hold is written `_xHHHH_` (ECMA-376 part 1, 22.9.2.19, ST_Xstring), and so
 * is the underscore of text that merely looks like such an escape, so that every string comes back as it was.
 */
export function escapeCell(text: string): string {
  if (!special.test(text) && text.isWellFormed()) return text;
  return escapeMarkup(text.replace(escapeLike, '_x005F_').replace(unwritable, codeOf));
}

/** Text elsewhere (attributes, titles): what XML cannot hold is left out, line breaks become spaces. */
export function escapeXml(text: string): string {
  return escapeMarkup(text.replace(/[\r\n\t]+/g, ' ').replace(unwritable, ''));
}
