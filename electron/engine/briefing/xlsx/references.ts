export const mostRows = 1_048_576;
export const mostColumns = 16_384;
/** Excel's limit, in UTF-16 units. */
export const mostCharacters = 32_767;

/** `A` for 0, `AA` for 26. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return letters;
}

/** `B7` for column 1, row 7 (rows count from 1). */
export function cellReference(column: number, row: number): string {
  return `${columnLetters(column)}${row}`;
}

export interface Range {
  firstColumn: number;
  firstRow: number;
  lastColumn: number;
  lastRow: number;
}

export function rangeReference(range: Range): string {
  return `${cellReference(range.firstColumn, range.firstRow)}:${cellReference(range.lastColumn, range.lastRow)}`;
}

function absolute(column: number, row: number): string {
  return `$${columnLetters(column)}$${row}`;
}

/** A range with its sheet, fixed: `'Table'!$A$2:$A$9`. What formulas, charts and defined names use. */
export function sheetReference(sheet: string, range: Range): string {
  const first = absolute(range.firstColumn, range.firstRow);
  const last = absolute(range.lastColumn, range.lastRow);
  return `${quoteSheet(sheet)}!${first}${first === last ? '' : `:${last}`}`;
}

export function quoteSheet(sheet: string): string {
  return `'${sheet.replaceAll("'", "''")}'`;
}

/** A sheet name as Excel allows it: at most 31 characters, none of `[]:*?/\`, no apostrophe at an end, not taken. */
export function sheetName(wanted: string, taken: ReadonlySet<string>): string {
  const clean = wanted
    .replace(/[[\]:*?/\\]/g, ' ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are not allowed in a sheet name
    .replace(/[\x00-\x1f]/g, '')
    .replace(/^'+|'+$/g, '')
    .trim();
  const base = clean === '' || /^history$/i.test(clean) ? 'Sheet' : clean;
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : ` (${number})`;
    const name = [...base].reduce((kept, character) => {
      return kept.length + character.length + suffix.length <= 31 ? kept + character : kept;
    }, '');
    if (!taken.has((name + suffix).toLowerCase())) return name + suffix;
  }
}
