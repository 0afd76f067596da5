import { type Dialect, isBlank, parseRecords } from '../csv/dialect.ts';
import {
  detectFixed,
  detectFormulas,
  detectFrame,
  detectMarked,
  detectPaired,
  isRule,
  type LineRewrite,
  rewriteLine,
} from './lineRewrite.ts';
import { PartRewriter, type Rewriter, type TextPart } from './partRewrite.ts';

/** How a text has to be rewritten to be delimited text as every reader here understands it. */
export type Rewrite =
  | LineRewrite
  | PartRewrite
  | {
      kind: 'quotes';
      delimiter: string;
      quote: string;
      /** A backslash in a quoted cell takes the meaning from the next character. */
      backslash: boolean;
      /** Blanks between a delimiter and a quote belong to no cell. */
      spaced: boolean;
    }
  | {
      kind: 'columns';
      /** Whether one blank ends a cell, or only several do. */
      gap: 1 | 2;
    };

export interface PartRewrite extends TextPart {
  kind: 'part';
  /** How the text is rewritten before. */
  before: Rewrite | null;
}

const sampleLines = 200;

/** Is this text written in one of these ways? Null where it is delimited text as it stands. */
export function detectRewrite(
  text: string,
  dialect: Dialect,
  fixed: { delimiter?: string | undefined },
): Rewrite | null {
  const { delimiter, quote } = dialect;
  if (fixed.delimiter === undefined || fixed.delimiter === ' ') {
    const gap = columnGap(text, dialect);
    if (gap) return gap;
  }
  const lines =
    detectPaired(text, dialect) ??
    detectFrame(text, dialect) ??
    detectFormulas(text, dialect) ??
    detectMarked(text, dialect);
  if (lines) return lines;
  if (quote === '') return null;
  const backslash = closedByBackslash(text, delimiter, quote) > 0;
  const spaced = delimiter !== ' ' && quotesAfterBlanks(text, delimiter, quote);
  return backslash || spaced ? { kind: 'quotes', delimiter, quote, backslash, spaced } : null;
}

/** How many quotes close a cell only by what stands before them: a backslash, and more text behind. */
function closedByBackslash(text: string, delimiter: string, quote: string): number {
  if (!text.includes(`\\${quote}`)) return 0;
  const ends = new Set([delimiter, '\n', '\r', quote, undefined]);
  let count = 0;
  let open = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== quote) continue;
    if (!open) open = at === 0 || text[at - 1] === delimiter || /[\r\n ]/.test(text[at - 1]!);
    else if (text[at - 1] === '\\') {
      if (!ends.has(text[at + 1])) count++;
    } else if (text[at + 1] === quote) at++;
    else open = false;
  }
  return count;
}

function quotesAfterBlanks(text: string, delimiter: string, quote: string): boolean {
  const mark = delimiter.replace(/[\\^|.*+?()[\]{}$]/g, '\\$&');
  const opened = text.match(new RegExp(`${mark} +${quote}`, 'g'))?.length ?? 0;
  if (opened === 0) return false;
  const cell = new RegExp(
    `${mark} +${quote}(?:[^${quote}]|${quote}${quote})*${quote} *(?=${mark}|[\\r\\n]|$)`,
    'g',
  );
  return (text.match(cell)?.length ?? 0) >= opened / 2;
}

/**
 * Columns kept apart by blanks: as many in nearly every line, where no other delimiter is as regular; columns of fixed width
 * where some lines leave cells empty.
 */
function columnGap(text: string, dialect: Dialect): Rewrite | null {
  const lines = text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '' && !isRule(line))
    .slice(0, sampleLines);
  const apart = lines.filter((line) => /\S {2,}\S/.test(line)).length;
  if (lines.length < 2 || apart < lines.length * 0.7) return null;
  const wide = regularity(lines.map((line) => line.trim().split(/ {2,}/).length));
  const narrow = regularity(lines.map((line) => line.trim().split(/ +/).length));
  if (dialect.delimiter !== ' ') {
    const records = parseRecords(text, dialect, sampleLines).records.filter((cells) => !isBlank(cells));
    if (regularity(records.map(({ length }) => length)).share >= Math.min(0.7, wide.share)) return null;
  }
  if (narrow.cells > 1 && narrow.share >= 0.9 && narrow.share >= wide.share)
    return { kind: 'columns', gap: 1 };
  if (wide.share === 1 && wide.cells > 1) return { kind: 'columns', gap: 2 };
  const fixed = detectFixed(text);
  if (fixed?.kind === 'fixed' && fixed.starts.length >= wide.cells) return fixed;
  return wide.cells > 1 && wide.share >= 0.7 ? { kind: 'columns', gap: 2 } : null;
}

/** The number of cells that most records have, and how many records have it; none where that is one cell. */
function regularity(lengths: number[]): { cells: number; share: number } {
  const counts = new Map<number, number>();
  for (const length of lengths) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [cells, most] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [1, 0]);
  return { cells, share: cells === 1 ? 0 : most / lengths.length };
}

export function createRewriter(rewrite: Rewrite): Rewriter {
  if (rewrite.kind === 'part')
    return new PartRewriter(rewrite, rewrite.before && createRewriter(rewrite.before));
  if (rewrite.kind === 'quotes') return new QuoteRewriter(rewrite);
  if (rewrite.kind !== 'columns') return new LineRewriter((line) => rewriteLine(line, rewrite));
  const gap = rewrite.gap === 1 ? / +/ : / {2,}/;
  return new LineRewriter((line) => cellsApart(line, gap));
}

export function rewriteText(text: string, rewrite: Rewrite): string {
  const rewriter = createRewriter(rewrite);
  return rewriter.push(text) + rewriter.end();
}

/** `rewriteText` over blocks of UTF-8. */
export async function* rewriteBlocks(
  blocks: AsyncIterable<Uint8Array>,
  rewrite: Rewrite,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const rewriter = createRewriter(rewrite);
  for await (const block of blocks) {
    const text = rewriter.push(decoder.decode(block, { stream: true }));
    if (text !== '') yield Buffer.from(text, 'utf8');
  }
  const rest = rewriter.push(decoder.decode()) + rewriter.end();
  if (rest !== '') yield Buffer.from(rest, 'utf8');
}

/** A line of cells with blanks between them: one blank between them, and quotes where they hold one. */
function cellsApart(line: string, gap: RegExp): string {
  return isRule(line)
    ? ''
    : line
        .trim()
        .split(gap)
        .map((cell) => (/[ "]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(' ');
}

class LineRewriter implements Rewriter {
  readonly #rewriteLine: (line: string) => string;
  #line = '';

  constructor(rewriteLine: (line: string) => string) {
    this.#rewriteLine = rewriteLine;
  }

  push(text: string): string {
    const all = this.#line + text;
    const cut = Math.max(all.lastIndexOf('\n'), all.lastIndexOf('\r', all.length - 2)) + 1;
    this.#line = all.slice(cut);
    return this.#rewrite(all.slice(0, cut));
  }

  end(): string {
    const rest = this.#rewrite(this.#line);
    this.#line = '';
    return rest;
  }

  #rewrite(lines: string): string {
    return lines.replace(/[^\r\n]+/g, this.#rewriteLine);
  }
}

/** Quotes as every reader here expects them: first in their cell, and doubled within it. */
class QuoteRewriter implements Rewriter {
  readonly #how: Rewrite & { kind: 'quotes' };
  #state: 'start' | 'bare' | 'quoted' | 'escaped' | 'closed' = 'start';
  #blanks = '';

  constructor(how: Rewrite & { kind: 'quotes' }) {
    this.#how = how;
  }

  push(text: string): string {
    let out = '';
    for (const character of text) out += this.#take(character);
    return out;
  }

  end(): string {
    const rest = this.#state === 'escaped' ? '\\' : this.#state === 'start' ? this.#blanks : '';
    this.#blanks = '';
    return rest;
  }

  #take(character: string): string {
    const { quote, backslash } = this.#how;
    if (this.#state === 'escaped') {
      this.#state = 'quoted';
      return character === quote ? quote + quote : character === '\\' ? '\\' : `\\${character}`;
    }
    if (this.#state === 'quoted') {
      if (character === '\\' && backslash) this.#state = 'escaped';
      else if (character === quote) this.#state = 'closed';
      else return character;
      return character === quote ? quote : '';
    }
    return this.#state === 'bare' ? this.#outside(character) : this.#between(character);
  }

  /** At the start of a cell, or behind its closing quote. */
  #between(character: string): string {
    const { quote, spaced } = this.#how;
    if (character === ' ' && spaced) {
      this.#blanks += ' ';
      return '';
    }
    const blanks = this.#blanks;
    this.#blanks = '';
    if (character === quote && (this.#state === 'start' || blanks === '')) {
      this.#state = 'quoted';
      return quote;
    }
    const ends = this.#endsCell(character);
    const kept = this.#state === 'closed' && ends ? '' : blanks;
    this.#state = ends ? 'start' : 'bare';
    return kept + character;
  }

  #outside(character: string): string {
    if (this.#endsCell(character)) this.#state = 'start';
    return character;
  }

  #endsCell(character: string): boolean {
    return character === this.#how.delimiter || character === '\n' || character === '\r';
  }
}
