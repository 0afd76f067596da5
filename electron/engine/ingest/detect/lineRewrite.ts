import type { Dialect } from '../csv/dialect.ts';

/** Lines that have to be rewritten one by one, each for itself. */
export type LineRewrite =
  | {
      kind: 'frame';
      delimiter: string;
      /** Lines begin and end with the delimiter, which then bounds no cell. */
      closed: boolean;
    }
  | { kind: 'unwrap' }
  | {
      /** The first cell of a line holds several, with commas between, as Eurostat writes its series. */
      kind: 'dimensions';
    }
  | {
      /** Texts are held in formulas, which keep a spreadsheet from taking them for numbers. */
      kind: 'formulas';
      delimiter: string;
    }
  | {
      /** A mark in front of cells keeps a spreadsheet from taking them for numbers: a grave accent, or an apostrophe before digits. */
      kind: 'marked';
      delimiter: string;
      mark: string;
    }
  | {
      kind: 'paired';
      /** Stands twice wherever cells are parted. */
      delimiter: string;
    }
  | {
      kind: 'fixed';
      /** Where columns begin, in the places of a screen. */
      starts: readonly number[];
    };

const sampleLines = 400;
const rule = /^[\s|+:;,=*_~\t─━┼├┤│-]*$/u;
const drawn = /[-=*_~─━]{3}/u;

/** Whether a line only rules off what stands above it: dashes, stars and the like, perhaps with delimiters between. */
export function isRule(line: string): boolean {
  return drawn.test(line) && rule.test(line);
}

function sampleOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/, sampleLines).filter((line) => line.trim() !== '');
}

/** Whether rules stand between the lines, or every line is closed on both sides by the delimiter. */
export function detectFrame(text: string, { delimiter }: Dialect): LineRewrite | null {
  const lines = sampleOf(text);
  const cut = lines.filter((line) => line.includes(delimiter) && !isRule(line));
  const closed =
    delimiter === '|' &&
    cut.length > 1 &&
    cut.every((line) => line.trimStart().startsWith('|') && line.trimEnd().endsWith('|'));
  const rules = lines.filter(
    (line) => isRule(line) && (closed || delimiter === '|' || crosses(line, delimiter, cut)),
  );
  return closed || rules.length > 0 ? { kind: 'frame', delimiter, closed } : null;
}

/** A rule in as many cells as the lines around it. */
function crosses(line: string, delimiter: string, cut: string[]): boolean {
  if (delimiter === ' ') return false;
  const cellsOf = (one: string) => withoutQuoted(one).split(delimiter).length;
  const cells = cellsOf(line);
  return cells > 1 && cut.filter((one) => cellsOf(one) === cells).length > cut.length / 2;
}

/** Whether a delimiter stands in pairs everywhere (`||`, `::`), each of which parts two cells. */
export function detectPaired(text: string, { delimiter }: Dialect): LineRewrite | null {
  if (!'|~^:'.includes(delimiter)) return null;
  const lines = sampleOf(text).filter((line) => line.includes(delimiter));
  const paired = (line: string) => !line.replaceAll(delimiter + delimiter, '').includes(delimiter);
  return lines.length > 1 && lines.every(paired) ? { kind: 'paired', delimiter } : null;
}

const formulaCell = (delimiter: string) => {
  const mark = delimiter.replace(/[\\^|.*+?()[\]{}$]/g, '\\$&');
  return new RegExp(`(?<=^|${mark})(?:"=""((?:[^"]|"{4})*)"""|="([^"]*)")(?=${mark}|$)`, 'g');
};

/** Whether several lines hold texts in formulas: `="00123"`. */
export function detectFormulas(text: string, { delimiter }: Dialect): LineRewrite | null {
  if (!text.includes('="')) return null;
  const cell = formulaCell(delimiter);
  const held = sampleOf(text).filter((line) => line.search(cell) >= 0);
  return held.length > 1 ? { kind: 'formulas', delimiter } : null;
}

const markedCell = (delimiter: string, mark: string) => {
  const before = delimiter.replace(/[\\^|.*+?()[\]{}$]/g, '\\$&');
  const digits = mark === "'" ? `(?=\\d{4,}"?(?:${before}|$))` : '';
  return new RegExp(`(?<=(?:^|${before})"?)${mark}${digits}`, 'g');
};

/**
 * Whether cells bear a mark that makes them text: an accent before every cell that is not empty of most lines, as payment
 * services write, or an apostrophe before the digits of identifiers.
 */
export function detectMarked(text: string, { delimiter, quote }: Dialect): LineRewrite | null {
  const lines = sampleOf(text).filter((line) => line.includes(delimiter));
  const accent = markedCell(delimiter, '`');
  const filled = (line: string) => line.split(delimiter).filter((cell) => !/^"?"?$/.test(cell)).length;
  const accented = lines.filter(
    (line) => (line.match(accent)?.length ?? 0) >= Math.max(2, filled(line) * 0.9),
  );
  if (lines.length > 1 && accented.length >= Math.max(1, (lines.length - 1) * 0.5))
    return { kind: 'marked', delimiter, mark: '`' };
  const apostrophe = markedCell(delimiter, "'");
  const held = lines.filter((line) => line.search(apostrophe) >= 0);
  return quote !== "'" && held.length > 1 ? { kind: 'marked', delimiter, mark: "'" } : null;
}

/** Whether every line is one quoted cell that holds a line of delimited text, as a table pasted into one column is saved. */
export function detectWrapped(text: string): LineRewrite | null {
  const lines = sampleOf(text);
  if (lines.length < 2 || !lines.every((line) => /^".*"$/.test(line.trim()))) return null;
  const inner = lines.map(unwrapped);
  const whole = lines.every((line) => !/(?<!")(?:"")*"(?!")/.test(line.trim().slice(1, -1)));
  const cells = inner.map((line) => withoutQuoted(line).split(/[,;\t|]/).length);
  return whole && cells[0]! > 1 && cells.every((count) => count === cells[0]) ? { kind: 'unwrap' } : null;
}

/** Whether the first cells hold several dimensions each, the last of them named with that of the columns: `freq,geo\TIME_PERIOD`. */
export function detectDimensions(text: string): LineRewrite | null {
  const [header, ...lines] = sampleOf(text);
  if (!header || !namesSeveral(header) || lines.length === 0) return null;
  const count = (line: string) => line.split('\t', 1)[0]!.split(',').length;
  return lines.every((line) => count(line) === count(header)) ? { kind: 'dimensions' } : null;
}

function namesSeveral(header: string): boolean {
  const first = header.slice(0, Math.max(0, header.indexOf('\t')));
  const comma = first.lastIndexOf(',');
  return comma >= 0 && first.includes('\\', comma);
}

const withoutQuoted = (line: string) => line.replace(/"(?:[^"]|"")*"/g, '');
const unwrapped = (line: string) => line.trim().slice(1, -1).replaceAll('""', '"');

/**
 * Columns of fixed width: places that are blank in every line, two of them or more side by side, part them, or a rule with
 * gaps does. Null where there are fewer than two columns.
 */
export function detectFixed(text: string): LineRewrite | null {
  const lines = sampleOf(text);
  const ruler = lines.find((line) => isRule(line) && /[-=_]\s+[-=_]/.test(line.trim()));
  const starts = ruler ? startsOf(ruler) : blankColumns(lines);
  return starts.length > 1 ? { kind: 'fixed', starts } : null;
}

function startsOf(ruler: string): number[] {
  return [...ruler.matchAll(/(?<=^|\s)\S/g)].map(({ index }) => index);
}

function blankColumns(lines: string[]): number[] {
  const full = lines.map(placesOf);
  const width = Math.max(...full.map((places) => places.length));
  const filled = Array.from({ length: width }, (_, place) =>
    full.some((places) => (places[place] ?? ' ').trim() !== ''),
  );
  const starts = [0];
  for (let place = 1; place < width; place++) {
    if (filled[place] && !filled[place - 1] && !filled[place - 2]) starts.push(place);
  }
  return starts;
}

/** The characters of a line by the places they take; a wide one takes two. */
function placesOf(line: string): string[] {
  const places: string[] = [];
  for (const character of line.replaceAll('\t', ' ')) {
    places.push(character);
    if (
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
    )
      places.push('');
  }
  return places;
}

/** A line as delimited text. */
export function rewriteLine(line: string, how: LineRewrite): string {
  if (how.kind === 'unwrap') return unwrapped(line);
  if (how.kind === 'dimensions') {
    const end = line.indexOf('\t');
    const first = line.slice(0, Math.max(end, 0)).replace(/\\[^\t]*$/, '');
    return first.replaceAll(',', '\t') + line.slice(Math.max(end, 0));
  }
  if (how.kind === 'formulas')
    return line.replace(
      formulaCell(how.delimiter),
      (_, quoted?: string, bare?: string) => `"${quoted ?? bare}"`,
    );
  if (how.kind === 'marked') return line.replace(markedCell(how.delimiter, how.mark), '');
  if (how.kind === 'paired') return line.replaceAll(how.delimiter + how.delimiter, how.delimiter);
  if (isRule(line)) return '';
  if (how.kind === 'fixed') return cutAt(line, how.starts);
  if (!how.closed) return line;
  const bare = line.trim();
  const from = bare.startsWith(how.delimiter) ? 1 : 0;
  return bare.slice(from, bare.length > 1 && bare.endsWith(how.delimiter) ? -1 : undefined).trim();
}

function cutAt(line: string, starts: readonly number[]): string {
  const places = placesOf(line);
  return starts
    .map((start, at) => {
      const cell = places
        .slice(start, starts[at + 1])
        .join('')
        .trim();
      return cell === '' || /[ "]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    })
    .join(' ');
}
