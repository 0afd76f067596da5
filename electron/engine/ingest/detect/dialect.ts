import { type Dialect, isBlank, parseRecords } from '../csv/dialect.ts';
import { parseDate } from '../values/parseDate.ts';
import { parseNumber } from '../values/parseNumber.ts';

export interface DetectedDialect extends Dialect {
  confidence: number;
  lineEnding: 'LF' | 'CRLF' | 'CR' | 'mixed' | 'none';
  /** Records before the header that only say how the file is written (`sep=;`). */
  directive: boolean;
}

const delimiters = [',', ';', '\t', '|', '^', '~', '\u0001', ':', ' '];
const quotes = ['"', "'"];
/** Characters that also occur in plain text must win clearly. */
const handicap: Record<string, number> = { ' ': 0.5, ':': 0.6, '^': 0.9, '~': 0.9 };
const sampleRecords = 400;

/**
 * How is this text delimited? Scores every delimiter and quote by how regular the rows are and how many cells then
 * look like something (van den Burg, Nazábal & Sutton 2019, "Wrangling messy CSV files by detecting row and type
 * patterns", eqs. 1–3), with a handicap for characters of running text.
 */
export function detectDialect(
  text: string,
  fixed: { delimiter?: string | undefined; quote?: string | undefined } = {},
): DetectedDialect {
  const lineEnding = detectLineEnding(text);
  const said = /^sep=(.)\r?\n/i.exec(text)?.[1];
  const tried = fixed.delimiter
    ? [fixed.delimiter]
    : said
      ? [said]
      : delimiters.filter((one) => text.includes(one));
  const dialects = tried.flatMap((delimiter) =>
    (fixed.quote === undefined ? candidateQuotes(text, delimiter) : [fixed.quote]).map((quote) => ({
      delimiter,
      quote,
    })),
  );
  const { best = { delimiter: ',', quote: fixed.quote ?? '"', score: 0 }, rival } = chooseTwo(
    dialects.map((dialect, rank) => createCandidate(text, dialect, rank)),
  );
  const margin = best.score <= 0 ? 0 : 1 - Math.max(0, rival?.score ?? 0) / best.score;
  return {
    delimiter: best.score < 0.02 && !fixed.delimiter && !said ? ',' : best.delimiter,
    quote: best.quote,
    confidence: fixed.delimiter || said ? 1 : Math.round((0.5 + 0.5 * margin) * 100) / 100,
    lineEnding,
    directive: said !== undefined,
  };
}

/** The double quote unless single quotes open and close cells and double ones do not. */
function candidateQuotes(text: string, delimiter: string): string[] {
  const escaped = delimiter.replace(/[\\^|.*+?()[\]{}$]/g, '\\$&');
  return quotes.filter((quote) => {
    if (quote === '"') return true;
    if (!text.includes(quote)) return false;
    if (new RegExp(`(?:^|[${escaped === '^' ? '\\^' : escaped}\\r\\n])"`).test(text)) return false;
    const both = new RegExp(`(?:^|${escaped}|[\\r\\n])'(?:[^']|''){0,2000}'(?=${escaped}|[\\r\\n]|$)`, 'g');
    const opening = new RegExp(`(?:^|${escaped}|[\\r\\n])'`, 'g');
    const closed = text.match(both)?.length ?? 0;
    return closed > 1 && closed >= 0.9 * (text.match(opening)?.length ?? 0);
  });
}

function detectLineEnding(text: string): DetectedDialect['lineEnding'] {
  let lf = 0;
  let cr = 0;
  let crlf = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (text[at - 1] === '\r') crlf++;
    else lf++;
  }
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
    if (text[at + 1] !== '\n') cr++;
  }
  const kinds = [lf, cr, crlf].filter((count) => count > 0).length;
  if (kinds === 0) return 'none';
  if (kinds > 1) return 'mixed';
  if (lf > 0) return 'LF';
  return cr > 0 ? 'CR' : 'CRLF';
}

/** A way of reading the text whose cells are not looked at yet. */
interface Candidate extends Dialect {
  /** Its place among those tried. */
  rank: number;
  /** Records that are not blank. */
  rows: string[][];
  /** How regular they are. */
  pattern: number;
  weight: number;
}

interface Scored extends Dialect {
  rank: number;
  score: number;
}

function createCandidate(text: string, dialect: Dialect, rank: number): Candidate {
  const { records } = parseRecords(text, dialect, sampleRecords);
  const rows = records.filter((cells) => !isBlank(cells));
  const patterns = new Map<number, number>();
  for (const row of rows) patterns.set(row.length, (patterns.get(row.length) ?? 0) + 1);
  let pattern = 0;
  for (const [length, count] of patterns) pattern += (count * (length - 1)) / length;
  const unevenness = dialect.quote === "'" ? 1.02 : 1;
  return {
    ...dialect,
    rank,
    rows,
    pattern: rows.length === 0 ? 0 : pattern / patterns.size / rows.length,
    weight: (handicap[dialect.delimiter] ?? 1) * unevenness,
  };
}

/**
 * The best candidate and the best of another delimiter, the earlier one where two are as good. Cells are only looked at
 * where that can change the answer: no candidate scores more than it would if all of its cells looked like something.
 */
function chooseTwo(candidates: Candidate[]): { best: Scored | undefined; rival: Scored | undefined } {
  const known = new Map<string, boolean>();
  const scored: Scored[] = [];
  const rival = () => scored.find(({ delimiter }) => delimiter !== scored[0]?.delimiter);
  const most = ({ pattern, weight }: Candidate) => pattern * weight;
  for (const candidate of candidates.toSorted((a, b) => most(b) - most(a))) {
    if (most(candidate) < (rival()?.score ?? 0)) break;
    const { delimiter, quote, rank, rows, pattern, weight } = candidate;
    const score = rows.length === 0 ? 0 : pattern * typedShare(rows, known) * weight;
    scored.push({ delimiter, quote, rank, score });
    scored.sort((a, b) => b.score - a.score || a.rank - b.rank);
  }
  return { best: scored[0], rival: rival() };
}

/** `known`: what was found of a text before. */
function typedShare(rows: string[][], known: Map<string, boolean>): number {
  let typed = 0;
  let cells = 0;
  for (const row of rows.slice(0, 200)) {
    for (const cell of row) {
      cells++;
      const looks = known.get(cell) ?? looksLikeValue(cell.trim());
      known.set(cell, looks);
      if (looks) typed++;
    }
  }
  return typed / cells;
}

const word = /^[\p{L}\p{N}\p{Sc}#(][\p{L}\p{N}\p{M} ._&'’/()+*%#°@:!?-]*$/u;

function looksLikeValue(cell: string): boolean {
  if (cell === '' || word.test(cell)) return true;
  if (cell.length > 60) return !/[;|\t]/.test(cell);
  if (parseNumber(cell, { decimal: '.', scale: 0 }) !== null) return true;
  if (parseNumber(cell, { decimal: ',', scale: 0 }) !== null) return true;
  return parseDate(cell, { order: 'dmy', serial: false }) !== null;
}
