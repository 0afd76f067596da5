import { headerMatch } from '../mapping/synonyms.ts';
import { namesTotal } from '../values/totalWords.ts';
import { shapeOf } from './cellShape.ts';

/** Rows that hold nothing but the name of the group of rows below them, as printed reports have them. */
export interface GroupRows {
  /** Column in which the names stand. */
  column: number;
  /** What stands before each name: `Customer:` in the same cell, or in the cell on its left; empty where nothing does. */
  label: string;
  apart: boolean;
  /** The names themselves, where their rows hold sums of the rows below. */
  heads?: ReadonlySet<string>;
  /** Names of the columns that the groups become, the outermost first: two where groups stand within groups. */
  names: string[];
}

/** What speaks for it, and how surely. */
const reasons = { label: 0.97, totals: 0.96, type: 0.94, figures: 0.8, place: 0.5 } as const;

export interface FoundGroups extends GroupRows {
  confidence: number;
  why: keyof typeof reasons | 'sums';
}

const fewestColumns = 3;
const mostCells = 2;
/** From so many records on, the last one may only be where a sample ends. */
const longSample = 100;
const figureFields = ['revenue', 'quantity', 'price', 'cost', 'gmv'];

/** The cells of a record that hold something. */
function filledOf(
  cells: readonly string[],
  textOf: (cell: string) => string = (cell) => cell.trim(),
): number[] {
  const filled: number[] = [];
  for (let at = 0; at < cells.length && filled.length <= mostCells; at++)
    if (cells[at] !== '' && textOf(cells[at]!).trim() !== '') filled.push(at);
  return filled;
}

const labelled = /^\s*([^:：]{1,40}?)\s*[:：]\s*(.*)$/su;

/** The name of the group that a record begins; null where it is none. `textOf` gives what a cell says. */
export function groupName(
  cells: readonly string[],
  { column, label, apart, heads }: GroupRows,
  textOf: (cell: string) => string = (cell) => cell.trim(),
): string | null {
  if (heads) {
    const name = textOf(cells[column] ?? '');
    return heads.has(name) ? name : null;
  }
  const filled = filledOf(cells, textOf);
  if (filled.length === 0 || filled.length > (apart ? 2 : 1) || filled[0] !== column) return null;
  const text = textOf(cells[column]!);
  if (!apart) {
    const match = label === '' ? null : labelled.exec(text);
    if (label !== '') return match?.[1] === label && match[2] !== '' ? match[2]!.trim() : null;
    return shapeOf(text) === 'text' && !namesTotal(text) ? text : null;
  }
  return filled.length === 2 && labelled.exec(text)?.[1] === label ? textOf(cells[filled[1]!]!) : null;
}

/**
 * Are there rows above their groups that hold nothing but a name, in a column that the rows below use for something else? The
 * first record has to be one, each has rows below it, and no name is a value of that column. Groups within groups have their
 * names right above each other.
 */
export function detectGroupRows(headers: readonly string[], records: string[][]): FoundGroups | null {
  const form = records.length > 0 ? formOf(records[0]!) : null;
  if (!form || headers.length < fewestColumns - (form.label === '' ? 0 : 1)) return null;
  const all = records.map((cells) => groupName(cells, form));
  const names = records.length < longSample ? all : all.slice(0, all.lastIndexOf(null) + 1);
  const rows = records.slice(0, names.length);
  const heads = names.flatMap((name, row) => (name === null ? [] : [row]));
  const totals = rows.filter((cells) => namesTotal(cells[form.column] ?? ''));
  const details = rows.filter((cells, row) => names[row] === null && !totals.includes(cells));
  if (heads.length < 2 || details.length < heads.length || names.at(-1) !== null) return null;
  if (!standsApart(form, names, details)) return null;
  const levels = levelsOf(names);
  if (levels === 0) return null;
  const why = reasonFor(headers, form, { heads: heads.length, totals, details, names });
  return { ...form, names: columnNames(headers, form.label, levels), confidence: reasons[why], why };
}

/** How the names are written, as the first record says; null where it names no group. */
function formOf(first: string[]): (Omit<GroupRows, 'names'> & { names: string[] }) | null {
  const filled = filledOf(first);
  const [column] = filled;
  if (column === undefined || filled.length > mostCells) return null;
  const match = labelled.exec(first[column]!.trim());
  if (filled.length === 2) {
    const apart = match?.[2] === '' && filled[1]! > column;
    return apart ? { column, label: match![1]!, apart, names: [] } : null;
  }
  if (shapeOf(first[column]!) !== 'text') return null;
  return { column, label: match && match[2] !== '' ? match[1]! : '', apart: false, names: [] };
}

/** Whether rows below use the column of the names, and at least two others, and names are no values of theirs. */
function standsApart({ column, label }: GroupRows, names: (string | null)[], details: string[][]): boolean {
  const isFull = (at: number, share: number) =>
    details.filter((cells) => (cells[at] ?? '').trim() !== '').length >= details.length * share;
  const width = Math.max(...details.map((cells) => cells.length));
  const others = Array.from({ length: width }, (_, at) => at).filter(
    (at) => at !== column && isFull(at, 0.9),
  );
  if (others.length < (label === '' ? 2 : 1) || (label === '' && !isFull(column, 0.6))) return false;
  const values = new Set(details.map((cells) => (cells[column] ?? '').trim()));
  const own = names.filter((name) => name !== null);
  return new Set(own).size >= own.length * 0.9 && !own.some((name) => values.has(name));
}

/** 2 where names stand right above each other again and again, 1 where none do but at the very top; 0 where it is unclear. */
function levelsOf(names: (string | null)[]): 0 | 1 | 2 {
  let pairs = 0;
  let top = 0;
  for (let row = 1; row < names.length; row++) {
    if (names[row] === null || names[row - 1] === null) continue;
    if (names[row - 2] !== null && row > 1) return 0;
    if (row === 1) top = 1;
    else pairs++;
  }
  if (pairs === 0) return 1;
  return top === 1 ? 2 : 0;
}

interface Evidence {
  heads: number;
  totals: string[][];
  details: string[][];
  names: (string | null)[];
}

function reasonFor(
  headers: readonly string[],
  { column, label }: GroupRows,
  { heads, totals, details, names }: Evidence,
): keyof typeof reasons {
  if (label !== '') return 'label';
  const closing = totals.filter((cells) => names.some((name) => name && cells[column]!.includes(name)));
  if (closing.length >= 2 && closing.length * 2 >= heads) return 'totals';
  const present = details.map((cells) => (cells[column] ?? '').trim()).filter((cell) => cell !== '');
  if (present.filter((cell) => shapeOf(cell) === 'value').length >= present.length * 0.9) return 'type';
  const figures = headers.some((header, at) => {
    if (!figureFields.some((field) => headerMatch(header, field, 'sales') >= 0.6)) return false;
    return details.every((cells) => shapeOf(cells[at] ?? '') === 'value');
  });
  return figures && heads > 2 ? 'figures' : 'place';
}

/** What the new columns are called: as the label says, else by a word that no other column has. */
function columnNames(headers: readonly string[], label: string, levels: 1 | 2): string[] {
  const word = headers.some((header) => /\p{Script=Han}/u.test(header)) ? '分组' : 'Section';
  const bases = levels === 2 ? [`${word} 1`, label || `${word} 2`] : [label || word];
  return bases.map((base) => {
    let name = base;
    for (let copy = 2; headers.includes(name); copy++) name = `${base} (${copy})`;
    return name;
  });
}

/** Puts the names of their groups behind the cells of records, in the order of the file. */
export class GroupNames {
  readonly #groups: GroupRows;
  readonly #width: number;
  readonly #write: (name: string) => string;
  readonly #textOf: (cell: string) => string;
  /** Names that hold now, and those seen since the last row of a group. */
  #current: string[];
  #waiting: string[] = [];

  /** `width`: columns of the table without these; `write` gives a name as a cell, `textOf` what a cell says. */
  constructor(
    groups: GroupRows,
    width: number,
    write: (name: string) => string = (name) => name,
    textOf: (cell: string) => string = (cell) => cell.trim(),
  ) {
    this.#groups = groups;
    this.#width = width;
    this.#write = write;
    this.#textOf = textOf;
    this.#current = groups.names.map(() => '');
  }

  /** The cells with the names behind them; those of a row that begins a group have none. */
  add(cells: readonly string[]): { cells: string[]; begins: boolean } {
    const name = groupName(cells, this.#groups, this.#textOf);
    if (name !== null) this.#waiting.push(name);
    else this.#settle();
    const names = name === null ? this.#current.map(this.#write) : this.#current.map(() => '');
    return { cells: [...asWide(cells, this.#width), ...names], begins: name !== null };
  }

  /** The innermost name is the last one; one alone leaves the outer as it is. */
  #settle(): void {
    if (this.#waiting.length === 0) return;
    const taken = this.#waiting.slice(-this.#current.length);
    this.#current = [...this.#current.slice(0, this.#current.length - taken.length), ...taken];
    this.#waiting = [];
  }
}

/** Cells as wide as the table; surplus ones stay where they hold anything. */
export function asWide(cells: readonly string[], width: number): string[] {
  const wide = cells.slice();
  while (wide.length < width) wide.push('');
  while (wide.length > width && wide.at(-1)!.trim() === '') wide.pop();
  return wide;
}
