import { namesTotal } from '../values/totalWords.ts';

const dittoMark = /^(?:〃|″|"|''|,,|同上|ditto|do\.?|-\s*do\.?\s*-)$/iu;
const bareTotal =
  /^(?:(?:grand|sub|overall)?[\s-]?totals?|sum|summe|gesamt(?:summe)?|zwischensumme|totale|totaal|somme|sous-total|(?:overall )?result|(?:gesamt)?ergebnis|合\s*计|小\s*计|总\s*计|共\s*计|合\s*計|小\s*計|總\s*計)\s*[:：]?$/iu;

/** How many rows a report says its group has: `Kim Lee (12 records)`. */
const counted = /\s*\(\d+ (?:records?|Datens[aä]tze?|enregistrements?|registros?|条记录)\)(?="?\s*$)/iu;

/** Whether a cell says that the label above it holds: a mark of ditto. */
export function isDitto(text: string): boolean {
  return dittoMark.test(text.trim());
}

/** Whether a label closes the group of another: `North total` below `North`, or `Total` alone. */
export function closesGroup(text: string, group: string): boolean {
  const word = text.normalize('NFKC').trim();
  if (bareTotal.test(word)) return true;
  return group !== '' && word !== group && word.includes(group) && namesTotal(word);
}

/**
 * Labels that are written on the first row of their group and left empty below, outermost first. A label of its own ends
 * the groups within; a total takes no label from the groups it sums up, and gives none.
 */
export class GroupLabels {
  readonly #columns: readonly number[];
  readonly #names: readonly string[];
  readonly #textOf: (cell: string) => string;
  /** Cells that hold now, as written, and what they say. */
  readonly #cells: string[];
  readonly #texts: string[];

  /** `columns` in ascending order with their `names`; `textOf` gives what a cell says. */
  constructor(
    columns: readonly number[],
    names: readonly string[],
    textOf: (cell: string) => string = (cell) => cell.trim(),
  ) {
    this.#columns = columns;
    this.#names = names;
    this.#textOf = textOf;
    this.#cells = columns.map(() => '');
    this.#texts = columns.map(() => '');
  }

  /** The cells of a record that is not blank, with the labels that hold for it; the same cells where none does. */
  fill(cells: string[]): string[] {
    if (this.#isHeader(cells)) return cells;
    let filled: string[] | null = null;
    for (let at = 0; at < this.#columns.length; at++) {
      const column = this.#columns[at]!;
      const own = this.#textOf(cells[column] ?? '');
      if (own === '' || isDitto(own)) {
        if (this.#cells[at] === '') continue;
        filled ??= padded(cells, column);
        while (filled.length <= column) filled.push('');
        filled[column] = this.#cells[at]!;
      } else if (this.#take(at, cells[column]!, own)) return filled ?? cells;
    }
    return filled ?? cells;
  }

  #isHeader(cells: string[]): boolean {
    return this.#columns.every((column, at) => {
      const name = this.#names[at] ?? '';
      return name !== '' && this.#textOf(cells[column] ?? '') === name;
    });
  }

  /** Takes a label; true where it is that of a total, to which no group within belongs. */
  #take(at: number, cell: string, own: string): boolean {
    const closes = closesGroup(own, this.#texts[at]!);
    const changed = closes || own !== this.#texts[at];
    this.#cells[at] = closes ? '' : cell.replace(counted, '');
    this.#texts[at] = closes ? '' : own;
    for (let inner = at + 1; changed && inner < this.#columns.length; inner++) {
      this.#cells[inner] = '';
      this.#texts[inner] = '';
    }
    return closes;
  }
}

function padded(cells: string[], column: number): string[] {
  const copy = cells.slice();
  while (copy.length <= column) copy.push('');
  return copy;
}
