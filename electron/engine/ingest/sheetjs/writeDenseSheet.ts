import type * as XLSX from 'xlsx';
import { writeValue } from '../tables/cellValue.ts';
import { RecordWriter } from '../tables/recordWriter.ts';
import { asNumber, meaningOfFormat, paddedText, serialText, zeroPadded } from '../tables/serialDate.ts';
import type { CellRange } from '../xlsx/cellRange.ts';
import { MergeFill } from '../xlsx/mergeFill.ts';
import { type DenseSheet, isFilled, type SheetDescription } from './describeSheet.ts';

interface WriteOptions {
  area: CellRange;
  from1904: boolean;
  skipsHidden: boolean;
}

/** A sheet as delimited text, a record for each of its rows; merged ranges are filled as in other workbooks. */
export async function* writeDenseSheet(
  sheet: DenseSheet,
  { merges, hiddenRows, hiddenColumns }: SheetDescription,
  { area, from1904, skipsHidden }: WriteOptions,
): AsyncGenerator<Uint8Array> {
  const out = new RecordWriter();
  const places = placesOf(area, skipsHidden ? hiddenColumns : new Set());
  const fill = new MergeFill(merges, area, places);
  const data = sheet['!data'] ?? [];
  for (let row = area.top; row <= area.bottom; row++) {
    fill.begin(row);
    if (!(skipsHidden && hiddenRows.has(row)))
      writeRow(out, data[row - 1] ?? [], places, fill, area, from1904);
    out.endRecord();
    if (out.isReady) yield* out.take();
  }
  yield* out.take(true);
}

function placesOf({ left, right }: CellRange, without: ReadonlySet<number>): Int16Array {
  const places = new Int16Array(right + 2).fill(-1);
  let place = 0;
  for (let column = left; column <= right; column++) if (!without.has(column)) places[column] = place++;
  return places;
}

function writeRow(
  out: RecordWriter,
  cells: (XLSX.CellObject | undefined)[],
  places: Int16Array,
  fill: MergeFill,
  { left, right }: CellRange,
  from1904: boolean,
): void {
  let written = -1;
  const moveTo = (place: number) => {
    const gap = place - Math.max(0, written);
    if (gap > 0) out.next(gap);
    written = place;
  };
  const writeFills = (before: number) => {
    if (!fill.active) return;
    for (const { place, value } of fill.take(written, before)) {
      moveTo(place);
      out.copy(value, 0, value.length);
    }
  };
  for (let column = left; column <= right; column++) {
    const cell = cells[column - 1];
    const place = places[column]!;
    if (place < 0 || !isFilled(cell)) continue;
    writeFills(place);
    moveTo(place);
    const scratch = new RecordWriter(256);
    writeCell(scratch, cell, from1904);
    const value = scratch.bytes.slice(0, scratch.at);
    if (fill.isOrigin(column)) fill.remember(column, value, cell.t === 's');
    else if (cell.t === 'n') fill.sawNumber();
    out.copy(value, 0, value.length);
  }
  writeFills(1 << 20);
}

const errorTexts: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

function writeCell(out: RecordWriter, cell: XLSX.CellObject, from1904: boolean): void {
  if (cell.t === 'e') out.ascii(errorTexts[Number(cell.v)] ?? '#ERROR!');
  else if (cell.t === 'n' && typeof cell.v === 'number')
    writeNumber(out, cell.v, String(cell.z ?? ''), from1904);
  else writeValue(out, cell.v);
}

function writeNumber(out: RecordWriter, value: number, format: string, from1904: boolean): void {
  const meaning = meaningOfFormat(format);
  const text =
    meaning === asNumber || meaning >= zeroPadded
      ? paddedText(String(value), meaning)
      : serialText(value, meaning, from1904);
  writeValue(out, text ?? value);
}
