import { decodeValues } from '../csv/byteDictionary.ts';
import type { ChunkResult } from '../csv/scanPlan.ts';
import type { ScannedChunk } from '../tableReader.ts';

/** The rows `kept` of a chunk, in that order; what was counted of the others stays. */
export function takeChunkRows(chunk: ScannedChunk, kept: Int32Array): ScannedChunk {
  const { result } = chunk;
  return {
    ...chunk,
    result: {
      ...result,
      rows: kept.length,
      columns: result.columns.map((values) =>
        values instanceof Float64Array
          ? gather(values, new Float64Array(kept.length), kept)
          : gather(values, new Int32Array(kept.length), kept),
      ),
      record: gather(result.record, new Int32Array(kept.length), kept),
      hashes: gatherPairs(result.hashes, kept),
      start: gather(result.start, new Int32Array(kept.length), kept),
      line: gather(result.line, new Int32Array(kept.length), kept),
    },
    textOf: (row) => chunk.textOf(kept[row]!),
  };
}

/** `source[rows[i]]` for every i, into `target`. */
export function gather<Kind extends Int32Array | Float64Array>(
  source: Kind,
  target: Kind,
  rows: Int32Array,
): Kind {
  for (let row = 0; row < rows.length; row++) target[row] = source[rows[row]!]!;
  return target;
}

function gatherPairs(source: Int32Array, rows: Int32Array): Int32Array {
  const target = new Int32Array(rows.length * 2);
  for (let row = 0; row < rows.length; row++) {
    target[row * 2] = source[rows[row]! * 2]!;
    target[row * 2 + 1] = source[rows[row]! * 2 + 1]!;
  }
  return target;
}

/** Rows of a chunk without those that are marked. */
export function unmarked(marks: Uint8Array, rows: number): Int32Array {
  let count = 0;
  for (let row = 0; row < rows; row++) if (marks[row] === 0) count++;
  const kept = new Int32Array(count);
  for (let row = 0, at = 0; row < rows; row++) if (marks[row] === 0) kept[at++] = row;
  return kept;
}

/** Where a chunk stands in the file: lines and data records before it. */
export class ChunkPlace {
  line = 0;
  record = 0;

  /** Line and data record of a row, counted from 1. */
  of(result: ChunkResult, row: number): { line: number; record: number } {
    return { line: this.line + result.line[row]! + 1, record: this.record + result.record[row]! + 1 };
  }

  pass(result: ChunkResult): void {
    this.line += result.lines;
    this.record += result.records;
  }
}

/** The texts of one code column, scanner by scanner, as the codes of chunks in file order name them. */
export class SlotTexts {
  readonly #texts: string[][] = [];

  /** Takes in what is new in a chunk and returns all texts of its scanner. */
  of(chunk: ScannedChunk, slot: number): string[] {
    this.#texts[chunk.scanner] ??= [];
    const texts = this.#texts[chunk.scanner]!;
    const fresh = chunk.result.values[slot];
    if (fresh) for (const text of decodeValues(fresh)) texts.push(text);
    return texts;
  }
}
