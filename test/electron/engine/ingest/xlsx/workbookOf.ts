import { type ZipMember, zipOf } from '../zipOf.ts';

export interface TestSheet {
  name: string;
  /** What stands between `<worksheet …>` and `</worksheet>`, or the whole part. */
  xml: string;
  state?: 'hidden' | 'veryHidden';
  whole?: boolean;
}

export interface TestWorkbook {
  sheets: TestSheet[];
  /** Formats by id and the format id of each style. */
  formats?: Record<number, string>;
  styles?: number[];
  strings?: string;
  from1904?: boolean;
  strict?: boolean;
  extra?: ZipMember[];
}

const namespaces = {
  transitional: {
    main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
    relations: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  },
  strict: {
    main: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
    relations: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
  },
};

/** A workbook whose sheets are written as given, well or badly. */
export function workbookOf(book: TestWorkbook): Buffer {
  const { main, relations } = namespaces[book.strict ? 'strict' : 'transitional'];
  const styles = book.styles ?? [0];
  const formats = Object.entries(book.formats ?? {});
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
  return zipOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: '_rels/.rels',
      content: `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${book.from1904 ? ' date1904="1"' : ''}/><sheets>${book.sheets
        .map(
          ({ name, state }, at) =>
            `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="s${at}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${book.sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('')}${relation('st', 'styles', 'styles.xml')}${book.strings === undefined ? '' : relation('ss', 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      content: `<styleSheet xmlns="${main}"><numFmts>${formats.map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
    },
    ...(book.strings === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', content: `<sst xmlns="${main}">${book.strings}</sst>` }]),
    ...book.sheets.map(({ xml, whole }, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: whole ? xml : `<?xml version="1.0"?><worksheet xmlns="${main}">${xml}</worksheet>`,
    })),
    ...(book.extra ?? []),
  ]);
}

/** Rows of inline values as sheet data: numbers as numbers, text inline. */
export function sheetData(rows: (string | number | null)[][]): string {
  return `<sheetData>${rows
    .map(
      (cells) =>
        `<row>${cells
          .map((cell) =>
            cell === null
              ? '<c/>'
              : typeof cell === 'number'
                ? `<c><v>${cell}</v></c>`
                : `<c t="inlineStr"><is><t>${cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`,
          )
          .join('')}</row>`,
    )
    .join('')}</sheetData>`;
}
