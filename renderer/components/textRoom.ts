/** Pixels of a digit and of a Chinese character in the type of tables, 12.5 pixels, with some to spare. */
const narrow = 8.2;
const wide = 13;
/** Room beside the text of a cell. */
const around = 16;

const wideLetters = /[\u1100-\u11ff\u2e80-\uffef]/g;
const capitals = /[A-Zmw%@▲▼–…]/g;

/** About as wide as a text is in tables, in pixels, and rather more. */
export function roughWidth(text: string): number {
  const wides = text.match(wideLetters)?.length ?? 0;
  const large = text.match(capitals)?.length ?? 0;
  return text.length * narrow + wides * (wide - narrow) + large * 3;
}

/** Only text that does not fit is cut off at the edge of its cell: to clip every cell takes longer than to draw it. */
export function isTooLong(text: string, room: number): boolean {
  return text.length * wide > room - around && roughWidth(text) > room - around;
}
