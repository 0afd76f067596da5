import { invisible } from '../values/parseNumber.ts';

/**
 * One name per column from several records: from top to bottom, each once. A gap in an upper record continues the name
 * on its left, as a merged cell does, as far as the name above it reaches and something stands below.
 */
export function joinHeader(block: string[][]): string[] {
  if (block.length > 1 && holdsImportIds(block.at(-1)!))
    return block.at(-2)!.map((cell) => cell.replace(/\s+/g, ' ').trim());
  const width = Math.max(...block.map((cells) => cells.length));
  const at = (row: number, column: number) => (block[row]?.[column] ?? '').replace(/\s+/g, ' ').trim();
  const filled = block.map((_, row) => Array.from({ length: width }, (__, column) => at(row, column)));
  const starts = Array.from({ length: width }, (_, column) => column === 0);
  for (let row = 0; row < block.length - 1; row++) {
    for (let column = 1; column < width; column++) {
      if (at(row, column) !== '') starts[column] = true;
      else if (!starts[column] && namedBelow(block, row, column))
        filled[row]![column] = filled[row]![column - 1]!;
    }
  }
  return Array.from({ length: width }, (_, column) => {
    const all = filled.map((cells) => cells[column]!).filter((name) => name !== '');
    const names = all.filter((name, at) => at === 0 || !answerForm.test(name));
    return names.filter((name, index) => name !== names[index - 1]).join(' ');
  });
}

/** What a survey writes below a question whose answer is free. */
const answerForm = /^(?:open-ended )?response$/i;

/** Whether a record holds the keys that a survey tool (Qualtrics) writes below its names. */
export function holdsImportIds(cells: string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length > 0 && filled.every((cell) => /^\s*\{"ImportId":/.test(cell));
}

function namedBelow(block: string[][], row: number, column: number): boolean {
  return block.slice(row + 1).some((cells) => (cells[column] ?? '').trim() !== '');
}

/** Unique names for as many columns as the header, or else most records, have. */
export function nameColumns(header: string[], data: string[][]): string[] {
  const counts = new Map<number, number>();
  for (const row of data) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  const usual = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0] as [
    number,
    number,
  ])[0];
  const width = Math.max(header.length, usual);
  const named = usual === header.length + 1 && numbersRows(data) ? ['', ...header] : header;
  const used = new Set<string>();
  const copies = new Map<string, number>();
  return Array.from({ length: width }, (_, column) => {
    const written = (named[column] ?? '').replace(invisible, '').replace(/\s+/g, ' ').trim();
    const base = written === '' ? `Column ${column + 1}` : shortened(written);
    let name = base;
    let copy = copies.get(base) ?? 1;
    while (used.has(name)) name = `${base} (${++copy})`;
    copies.set(base, copy);
    used.add(name);
    return name;
  });
}

/** Longer than any question of a survey: such a name is what a quote that never closed has swallowed. */
const longestName = 1000;

function shortened(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName)}…` : name;
}

/** Whether the first of the columns counts the records and has no name of its own, as R writes tables. */
function numbersRows(data: string[][]): boolean {
  const first = Number(data[0]?.[0]);
  if (data.length < 2 || (first !== 0 && first !== 1)) return false;
  return data.every((cells, at) => cells[0] === String(first + at) && (cells.at(-1) ?? '').trim() !== '');
}
