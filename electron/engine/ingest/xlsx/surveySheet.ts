import { type CellRange, parseRange } from './cellRange.ts';
import { errorCell, uncalculatedCell } from './kernel/fields.ts';
import { SheetMemory } from './kernel/sheetMemory.ts';
import { SheetRegion } from './sheetRegion.ts';
import { type SharingSink, SheetScanner } from './sheetScanner.ts';
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

class SurveySink implements SharingSink {
  readonly region: SheetRegion;
  readonly #merges: CellRange[] = [];
  readonly #hiddenColumns: [number, number][] = [];
  #dimension: CellRange | null = null;
  #uncalculated = 0;
  #firstUncalculated: SheetSurvey['firstUncalculated'] = null;

  constructor(region: SheetRegion) {
    this.region = region;
  }

  row(_row: number, hidden: boolean): void {
    this.region.set('hidden', Number(hidden));
    this.region.set('filled', 0);
    this.region.add('rows');
  }

  cell(column: number, kind: number): void {
    const { region } = this;
    const row = region.get('row');
    if (kind === uncalculatedCell) {
      this.#uncalculated++;
      this.#firstUncalculated ??= { row, column };
    } else region.add('filled');
    if (kind === errorCell) region.add('errors');
    if (column < region.get('left')) region.set('left', column);
    if (column > region.get('right')) region.set('right', column);
    if (region.get('top') === 0) region.set('top', row);
    region.set('bottom', row);
  }

  endRow(): void {
    const { region } = this;
    if (region.get('filled') > 1) region.add('tableRows');
    if (region.get('filled') > 0) region.add('hiddenRows', region.get('hidden'));
  }

  flush(): boolean {
    return false;
  }

  value(): void {}

  merge(range: string): void {
    const merge = parseRange(range);
    if (merge) this.#merges.push(merge);
  }

  hiddenColumns(first: number, last: number): void {
    this.#hiddenColumns.push([first, last]);
  }

  dimension(range: string): void {
    this.#dimension = parseRange(range.includes(':') ? range : `${range}:${range}`);
  }

  finish(): SheetSurvey {
    const { region } = this;
    const [top, left] = [region.get('top'), region.get('left')];
    return {
      used: top > 0 ? { top, left, bottom: region.get('bottom'), right: region.get('right') } : null,
      merges: this.#merges,
      hiddenRows: region.get('hiddenRows'),
      hiddenColumns: this.#hiddenColumns,
      uncalculated: this.#uncalculated,
      firstUncalculated: this.#firstUncalculated,
      errors: region.get('errors'),
      tableRows: region.get('tableRows'),
      dimension: this.#dimension,
    };
  }
}

/** Looks a sheet over; with `rows`, only as many of its rows. Throws what the scanner does. */
export async function surveySheet(
  blocks: AsyncIterable<Uint8Array>,
  file: string,
  rows = Number.POSITIVE_INFINITY,
  memory = new SheetMemory(),
): Promise<SheetSurvey> {
  const region = SheetRegion.of(memory);
  const sink = new SurveySink(region);
  try {
    const scanner = new SheetScanner(sink, file);
    for await (const block of blocks) {
      scanner.feed(block);
      if (region.get('rows') >= rows) return sink.finish();
    }
    scanner.finish();
    return sink.finish();
  } finally {
    region.release();
  }
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
  const region = SheetRegion.of(content.strings.memory);
  const tee = new Tee(new SurveySink(region), new WriteSink({ ...content, merges: [] }, region));
  try {
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
      text = null;
      tee.writeNoMore();
    }
    scanner.finish();
    text?.push(...(tee.writer?.out.take(true) ?? []));
    const survey = tee.survey.finish();
    const { top, left } = content.area;
    const fits = survey.used?.top === top && survey.used.left === left && survey.merges.length === 0;
    return { survey, text: fits ? text : null };
  } finally {
    region.release();
  }
}

/** Hands everything to both. */
class Tee implements SharingSink {
  readonly region: SheetRegion;
  readonly survey: SurveySink;
  writer: WriteSink | null;

  constructor(survey: SurveySink, writer: WriteSink) {
    this.region = survey.region;
    this.survey = survey;
    this.writer = writer;
  }

  writeNoMore(): void {
    this.writer = null;
    this.region.set('writes', 0);
    this.region.set('taken', 0);
  }

  flush(): boolean {
    return this.writer?.flush() ?? false;
  }

  value(kind: number, style: number, bytes: Buffer, from: number, to: number): void {
    this.writer?.value(kind, style, bytes, from, to);
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
