import { posix } from 'node:path';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { RandomAccess } from '../source/randomAccess.ts';
import { toUtf8By } from '../source/transcode.ts';
import { openZip, type ZipArchive, type ZipEntry } from '../source/zipArchive.ts';
import { asNumber, meaningOfBuiltIn, meaningOfFormat, type NumberMeaning } from '../tables/serialDate.ts';
import { readSharedStrings, SharedStrings } from './sharedStrings.ts';
import { encodingOf, isTrue, readPart, tagsOf } from './xmlPart.ts';

export interface WorkbookSheet {
  name: string;
  hidden: boolean;
  entry: ZipEntry;
}

/** A workbook (ECMA-376, transitional or strict) with what its sheets need to be understood. */
export interface Workbook {
  file: string;
  sheets: WorkbookSheet[];
  from1904: boolean;
  /** What numbers stand for, by the style of their cell. */
  meanings: Uint8Array;
  /** The part of a sheet, as UTF-8. */
  open(sheet: WorkbookSheet, onRaw?: (bytes: Uint8Array) => void): AsyncGenerator<Uint8Array>;
  strings(): Promise<SharedStrings>;
}

/** Throws `unsupportedFormat` where the container is no workbook or has no sheet of cells, `badInput` for damage. */
export async function openWorkbook(access: RandomAccess, file: string): Promise<Workbook> {
  const zip = await openZip(access, file);
  const main = await findMain(zip, file);
  const relations = await readRelations(zip, main, file);
  const { sheets, from1904 } = readSheets(await partText(zip, main, file), zip, relations);
  if (sheets.length === 0) {
    throw new ExpectedError('unsupportedFormat', `${file} has no sheet with cells`, {
      file,
      hint: 'Charts and macros cannot be imported: choose a workbook with a table.',
    });
  }
  const related = (type: string) =>
    [...relations.values()].find((relation) => relation.type === type)?.target;
  const styles = zip.find(related('styles') ?? '');
  const texts = zip.find(related('sharedStrings') ?? '');
  let strings: Promise<SharedStrings> | null = null;
  return {
    file,
    sheets,
    from1904,
    meanings: styles ? readMeanings(await readPart(zip.open(styles), file)) : new Uint8Array(1),
    open: (sheet, onRaw) => toUtf8By(zip.open(sheet.entry, onRaw), encodingOf),
    strings: () => {
      strings ??= texts
        ? readSharedStrings(toUtf8By(zip.open(texts), encodingOf), file)
        : Promise.resolve(new SharedStrings());
      return strings;
    },
  };
}

interface Relation {
  type: string;
  target: string;
}

async function findMain(zip: ZipArchive, file: string): Promise<string> {
  const root = zip.find('_rels/.rels');
  if (root) {
    for (const relation of parseRelations(await readPart(zip.open(root), file), '').values())
      if (relation.type === 'officeDocument' && zip.find(relation.target)) return relation.target;
  }
  if (zip.find('xl/workbook.xml')) return 'xl/workbook.xml';
  throw new ExpectedError('unsupportedFormat', `${file} is an office document, but no workbook`, {
    file,
    hint: 'Choose a workbook (.xlsx), or save the table as CSV.',
  });
}

async function partText(zip: ZipArchive, name: string, file: string): Promise<string> {
  return readPart(zip.open(zip.find(name)!), file);
}

async function readRelations(zip: ZipArchive, main: string, file: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(main);
  const part = zip.find(posix.join(folder, '_rels', `${posix.basename(main)}.rels`));
  return part ? parseRelations(await readPart(zip.open(part), file), folder) : new Map();
}

function parseRelations(xml: string, folder: string): Map<string, Relation> {
  const relations = new Map<string, Relation>();
  for (const { name, attributes } of tagsOf(xml)) {
    if (name !== 'Relationship') continue;
    const target = attributes.get('Target') ?? '';
    relations.set(attributes.get('Id') ?? '', {
      type: (attributes.get('Type') ?? '').split('/').at(-1)!,
      target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
    });
  }
  return relations;
}

function readSheets(
  xml: string,
  zip: ZipArchive,
  relations: Map<string, Relation>,
): { sheets: WorkbookSheet[]; from1904: boolean } {
  const sheets: WorkbookSheet[] = [];
  let from1904 = false;
  for (const { name, attributes } of tagsOf(xml)) {
    if (name === 'workbookPr') from1904 ||= isTrue(attributes.get('date1904'));
    if (name !== 'sheet') continue;
    const relation = relations.get(attributes.get('id') ?? '');
    const entry = relation?.type === 'worksheet' ? zip.find(relation.target) : undefined;
    if (!entry) continue;
    const hidden = /hidden/i.test(attributes.get('state') ?? '');
    sheets.push({ name: attributes.get('name') ?? `Sheet${sheets.length + 1}`, hidden, entry });
  }
  return { sheets, from1904 };
}

/** Style → what numbers with it stand for. */
function readMeanings(xml: string): Uint8Array {
  const formats = new Map<number, NumberMeaning>();
  const meanings: number[] = [];
  let listed = false;
  let inside = false;
  for (const { name, closing, attributes } of tagsOf(xml)) {
    if (name === 'numFmts') listed = !closing;
    if (name === 'numFmt' && listed && !closing) {
      formats.set(Number(attributes.get('numFmtId')), meaningOfFormat(attributes.get('formatCode') ?? ''));
    }
    if (name === 'cellXfs') inside = !closing;
    if (name === 'xf' && inside && !closing) {
      const id = Number(attributes.get('numFmtId') ?? 0);
      meanings.push(formats.get(id) ?? meaningOfBuiltIn(id));
    }
  }
  return Uint8Array.from(meanings.length > 0 ? meanings : [asNumber]);
}
