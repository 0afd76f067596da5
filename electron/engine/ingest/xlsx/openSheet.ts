import type { ReadOptions, SheetInfo } from '../../../../shared/contract/ingest.ts';
import { accessTo, emptyFile, type ReadTaps, type Source } from '../source/openSource.ts';
import type { ReadContext } from '../tableReader.ts';
import { cancellable, findSheet, type OpenedTable } from '../tables/openedTable.ts';
import { countMerges, sheetWarnings } from '../tables/sheetWarnings.ts';
import {
  type CellRange,
  columnLetters,
  mostColumns,
  mostRows,
  overlap,
  rangeText,
  requireRange,
} from './cellRange.ts';
import { type SheetSurvey, surveyAndWrite, surveySheet } from './surveySheet.ts';
import { openWorkbook, type Workbook, type WorkbookSheet } from './workbook.ts';
import { writeSheet } from './writeSheet.ts';

/** Rows that are looked at to tell a table from a cover sheet, and sheets that are looked at. */
const peekedRows = 200;
const peekedSheets = 100;

/**
 * One sheet of an XLSX or XLSM workbook: the one asked for, or the first visible one that holds a table. Throws
 * `notFound` for another sheet's name, `emptyFile` where no sheet holds anything, and what the readers of its parts do.
 */
export async function openXlsx(
  source: Source,
  options: ReadOptions,
  context: ReadContext,
): Promise<OpenedTable> {
  const workbook = await openWorkbook(accessTo(source), source.name);
  const names = workbook.sheets.map(({ name }) => name);
  const peeked = await peekSheets(workbook, source);
  const chosen =
    options.sheet === undefined ? firstTable(workbook, peeked) : findSheet(source.name, options.sheet, names);
  const sheet = workbook.sheets[chosen]!;
  const { survey, key } = await surveyed(workbook, sheet, source, peeked[chosen]?.dimension ?? null, context);
  if (!survey.used) throw emptyFile(names.length > 1 ? `${source.name} › ${sheet.name}` : source.name);
  const area = options.range ? overlap(requireRange(options.range, source.name), survey.used) : survey.used;
  if (area.bottom < area.top || area.right < area.left) throw emptyFile(`${source.name} › ${options.range}`);
  const skipsHidden = options.hidden === 'skip';
  const hidden = hiddenWithin(survey, area);
  const first = survey.firstUncalculated;
  return {
    format: 'xlsx',
    sheets: names,
    sheet: sheet.name,
    sheetInfo: workbook.sheets.map((each, at) =>
      sheetInfo(each, at === chosen ? survey : peeked[at]!, at === chosen),
    ),
    warnings: sheetWarnings({
      sheet: sheet.name,
      others:
        options.sheet === undefined
          ? workbook.sheets.filter((each, at) => at !== chosen && !each.hidden && peeked[at]?.used).length
          : 0,
      hiddenSheets: workbook.sheets.filter((each) => each.hidden).length,
      hiddenRows: survey.hiddenRows,
      hiddenColumns: hidden.size,
      skipsHidden,
      merges: countMerges(survey.merges, survey.used),
      uncalculated: survey.uncalculated,
      firstUncalculated: first ? `${columnLetters(first.column)}${first.row}` : '',
      errors: survey.errors,
      from1904: workbook.from1904,
    }),
    firstRow: area.top,
    named: false,
    text: (taps) => {
      const plain = !options.range && !(skipsHidden && (hidden.size > 0 || survey.hiddenRows > 0));
      if (plain && kept?.key === key) return keptText(kept.text, source.bytes, taps);
      return sheetText(workbook, sheet, survey, area, skipsHidden ? hidden : new Set(), skipsHidden, taps);
    },
  };
}

async function* sheetText(
  workbook: Workbook,
  sheet: WorkbookSheet,
  survey: SheetSurvey,
  area: CellRange,
  withoutColumns: ReadonlySet<number>,
  withoutHiddenRows: boolean,
  taps: ReadTaps,
): AsyncGenerator<Uint8Array> {
  yield* writeSheet({
    file: workbook.file,
    blocks: workbook.open(sheet, taps.onRaw?.bind(taps)),
    strings: await workbook.strings(),
    meanings: workbook.meanings,
    from1904: workbook.from1904,
    area,
    merges: survey.merges,
    withoutColumns,
    withoutHiddenRows,
  });
}

async function peekSheets(workbook: Workbook, source: Source): Promise<(SheetSurvey | null)[]> {
  const found: (SheetSurvey | null)[] = [];
  for (const [at, sheet] of workbook.sheets.entries())
    found.push(at < peekedSheets ? await surveySheet(workbook.open(sheet), source.name, peekedRows) : null);
  return found;
}

/** The first visible sheet with a table; else the first with anything, visible ones before hidden ones. */
function firstTable({ sheets }: Workbook, peeked: (SheetSurvey | null)[]): number {
  const tests: ((at: number) => boolean)[] = [
    (at) => !sheets[at]!.hidden && (peeked[at]?.tableRows ?? 0) > 1,
    (at) => !sheets[at]!.hidden && Boolean(peeked[at]?.used),
    (at) => Boolean(peeked[at]?.used),
  ];
  for (const test of tests) {
    const found = sheets.findIndex((_, at) => test(at));
    if (found >= 0) return found;
  }
  return 0;
}

function sheetInfo(sheet: WorkbookSheet, survey: SheetSurvey | null, whole: boolean): SheetInfo {
  const range = whole ? survey?.used : survey?.dimension;
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    range: range ? rangeText(range) : null,
    rows: range ? range.bottom - range.top + 1 : survey && !survey.used ? 0 : null,
    columns: range ? range.right - range.left + 1 : survey && !survey.used ? 0 : null,
  };
}

function hiddenWithin(survey: SheetSurvey, area: CellRange): Set<number> {
  const hidden = new Set<number>();
  for (const [first, last] of survey.hiddenColumns)
    for (let column = Math.max(first, area.left); column <= Math.min(last, area.right); column++)
      hidden.add(column);
  return hidden;
}

const remembered = new Map<string, SheetSurvey>();
const rememberedSheets = 32;
/** The text of the sheet that was looked over last. */
let kept: { key: string; text: Uint8Array[] } | null = null;

/** Text that is at hand, telling of the file's bytes in proportion, so that progress is seen. */
async function* keptText(blocks: Uint8Array[], bytes: number, taps: ReadTaps): AsyncGenerator<Uint8Array> {
  const share = bytes / blocks.reduce((sum, { length }) => sum + length, 1);
  for (const block of blocks) {
    for (let left = Math.floor(block.length * share); left > 0; left -= block.length)
      taps.onRaw?.(block.subarray(0, Math.min(left, block.length)));
    yield block;
  }
}

/** A file is looked over once, though it is previewed, read another way and then imported. */
async function surveyed(
  workbook: Workbook,
  sheet: WorkbookSheet,
  source: Source,
  told: CellRange | null,
  context: ReadContext,
): Promise<{ survey: SheetSurvey; key: string }> {
  const key = JSON.stringify([source.path, source.member, source.bytes, source.modified, sheet.entry.name]);
  const known = remembered.get(key);
  if (known) return { survey: known, key };
  const { survey, text } = await surveyAndWrite({
    file: workbook.file,
    blocks: cancellable(workbook.open(sheet, context.onRaw), context),
    strings: await workbook.strings(),
    meanings: workbook.meanings,
    from1904: workbook.from1904,
    area: { top: told?.top ?? 1, left: told?.left ?? 1, bottom: mostRows, right: mostColumns },
    withoutColumns: new Set(),
    withoutHiddenRows: false,
  });
  if (remembered.size >= rememberedSheets) remembered.delete(remembered.keys().next().value!);
  remembered.set(key, survey);
  kept = text && { key, text };
  return { survey, key };
}
