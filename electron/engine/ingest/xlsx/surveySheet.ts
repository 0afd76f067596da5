import { type CellRange, parseRange } from './cellRange.ts';
import { errorCell, SheetScanner, type SheetSink, uncalculatedCell } from './sheetScanner.ts';
import { type SheetContent, WriteSink } from './writeSheet.ts';

/** What there is to know of a sheet before its rows are taken. */
export interface SheetSurvey {
  /** Cells that hold something; null where none does. */
  used: CellRange | null;
  merges: CellRange[];
  /** Rows in use that are hidden, and hidden columns (first and last of each run). */
  hiddenRows: number;
  hiddenColumns: [number, number][];
  /** Formulas whose results were not saved; the first of them. */
  uncalculated: number;
  firstUncalculated: { row: number; column: number } | null;
  errors: number;
  /** Rows with at least two filled cells: what a table has. */
  tableRows: number;
  /** The range that the sheet says it uses, which need not be true. */
  dimension: CellRange | null;
}

class SurveySink implements SheetSink {
  readonly survey: SheetSurvey = {
    used: null,
    merges: [],
    hiddenRows: 0,
    hiddenColumns: [],
    uncalculated: 0,
    firstUncalculated: null,
    errors: 0,
    tableRows: 0,
    dimension: null,
  };
  rows = 0;
  #top = 0;
  #bottom = 0;
  #left = 1 << 20;
  #right = 0;
  #row = 0;
  #hidden = false;
  #filled = 0;

  row(row: number, hidden: boolean): void {
    this.#row = row;
    this.#hidden = hidden;
    this.#filled = 0;
    this.rows++;
  }

  cell(column: number, kind: number): void {
    if (kind === uncalculatedCell) {
      this.survey.uncalculated++;
      this.survey.firstUncalculated ??= { row: this.#row, column };
    } else this.#filled++;
    if (kind === errorCell) this.survey.errors++;
    if (column < this.#left) this.#left = column;
    if (column > this.#right) this.#right = column;
    if (this.#top === 0) this.#top = this.#row;
    this.#bottom = this.#row;
  }

  endRow(): void {
    if (this.#filled > 1) this.survey.tableRows++;
    if (this.#filled > 0 && this.#hidden) this.survey.hiddenRows++;
  }

  merge(range: string): void {
    const merge = parseRange(range);
    if (merge) this.survey.merges.push(merge);
  }

  hiddenColumns(first: number, last: number): void {
    this.survey.hiddenColumns.push([first, last]);
  }

  dimension(range: string): void {
    this.survey.dimension = parseRange(range.includes(':') ? range : `${range}:${range}`);
  }

  finish(): SheetSurvey {
    if (this.#top > 0) {
      this.survey.used = { top: this.#top, left: this.#left, bottom: this.#bottom, right: this.#right };
    }
    return this.survey;
  }
}

/** Looks a sheet over; with `rows`, only as many of its rows. Throws what the scanner does. */
export async function surveySheet(
  blocks: AsyncIterable<Uint8Array>,
  file: string,
  rows = Number.POSITIVE_INFINITY,
): Promise<SheetSurvey> {
  const sink = new SurveySink();
  const scanner = new SheetScanner(sink, file);
  for await (const block of blocks) {
    scanner.feed(block);
    if (sink.rows >= rows) return sink.finish();
  }
  scanner.finish();
  return sink.finish();
}

/** A survey, and the text of the sheet if it came out right at the first go. */
export interface SurveyedText {
  survey: SheetSurvey;
  text: Uint8Array[] | null;
}

/** Text that is kept so that a sheet of ordinary size is scanned once. */
const keptBytes = 64 << 20;

/**
 * Looks a sheet over and writes it in the same pass, from the cell on that it says it starts at. The text is null where
 * it would be larger than 64 MiB, where the sheet starts elsewhere, or where merged ranges, which a sheet tells of only
 * at its end, have to be filled.
 */
export async function surveyAndWrite(content: Omit<SheetContent, 'merges'>): Promise<SurveyedText> {
  const tee = new Tee(new SurveySink(), new WriteSink({ ...content, merges: [] }));
  const scanner = new SheetScanner(tee, content.file);
  let text: Uint8Array[] | null = [];
  let length = 0;
  for await (const block of content.blocks) {
    scanner.feed(block);
    for (const written of tee.writer?.out.take() ?? []) {
      text?.push(written);
      length += written.length;
    }
    if (length <= keptBytes) continue;
    text = tee.writer = null;
  }
  scanner.finish();
  text?.push(...(tee.writer?.out.take(true) ?? []));
  const survey = tee.survey.finish();
  const { top, left } = content.area;
  const fits = survey.used?.top === top && survey.used.left === left && survey.merges.length === 0;
  return { survey, text: fits ? text : null };
}

/** Hands everything to both. */
class Tee implements SheetSink {
  readonly survey: SurveySink;
  writer: WriteSink | null;

  constructor(survey: SurveySink, writer: WriteSink) {
    this.survey = survey;
    this.writer = writer;
  }

  row(row: number, hidden: boolean): void {
    this.survey.row(row, hidden);
    this.writer?.row(row, hidden);
  }

  cell(column: number, kind: number, style: number, bytes: Buffer, from: number, to: number): void {
    this.survey.cell(column, kind);
    this.writer?.cell(column, kind, style, bytes, from, to);
  }

  endRow(): void {
    this.survey.endRow();
    this.writer?.endRow();
  }

  merge(range: string): void {
    this.survey.merge(range);
  }

  hiddenColumns(first: number, last: number): void {
    this.survey.hiddenColumns(first, last);
  }

  dimension(range: string): void {
    this.survey.dimension(range);
  }
}
