import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellRange, columnLetters } from '../../../../../electron/engine/ingest/xlsx/cellRange.ts';
import { readSharedStrings } from '../../../../../electron/engine/ingest/xlsx/sharedStrings.ts';
import { surveyAndWrite, surveySheet } from '../../../../../electron/engine/ingest/xlsx/surveySheet.ts';
import { writeSheet } from '../../../../../electron/engine/ingest/xlsx/writeSheet.ts';
import { seed } from '../../../../property/seed.ts';

/*
 * Elements with a prefix are read by the rules alone, those without one by the kernel where they are written as usual:
 * the same sheet must come out the same.
 */

type Write = (prefix: string) => string;

interface Sheet {
  rows: Write;
  strings: Write;
  merges: CellRange[];
  area: CellRange;
  withoutHiddenRows: boolean;
  withoutColumns: number[];
  blockBytes: number;
}

/** Plain numbers, a date, a time, a percentage, digits with zeros in front. */
const meanings = Uint8Array.from([0, 1, 2, 0, 13]);

const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 12 }).map(escaped) },
  {
    weight: 4,
    arbitrary: fc.constantFrom('SKU-1', '华东 分公司', 'Brake pads &amp; discs', 'a,b', 'A_1', ' x '),
  },
  fc.constantFrom(
    '&quot;q&quot;',
    '&lt;&gt;&apos;',
    '&#20013;',
    'l1_x000D_&#10;',
    '_x12',
    '&bogus;',
    '&',
    '"',
    'a"b',
  ),
  fc.string({ minLength: 200, maxLength: 400 }).map(escaped),
);

function escaped(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/\p{Cc}/gu, '\n');
}

const number = fc.oneof(
  fc.integer({ min: -1_000_000, max: 3_000_000 }).map(String),
  fc.double({ noNaN: true }).map(String),
  fc.constantFrom(
    '1.50',
    '5.0999999999999996',
    '12345678901234567890',
    '-1.5E-7',
    '+3',
    '44566',
    '44566.5',
    '60',
    '0',
  ),
  fc.constantFrom('', 'x', '1,5', ' 7 ', '2958465', '9999999'),
);

const style = fc
  .option(fc.nat(6), { nil: null, freq: 3 })
  .map((value) => (value === null ? '' : ` s="${value}"`));

const formula = fc.constantFrom(
  '',
  '',
  '<f>A1+B2</f>',
  '<f t="shared" ref="A1:A9" si="0">IF(A1&gt;2,"&lt;",">")</f>',
  '<f t="shared" si="0"/>',
  '<f></f>',
);

function prefixed(xml: string, prefix: string): string {
  return xml.replaceAll(/<(\/?)([a-z])/gi, `<$1${prefix}$2`);
}

const value = fc.oneof(
  { weight: 4, arbitrary: number.map((written) => ['', `<v>${written}</v>`]) },
  { weight: 4, arbitrary: fc.nat(45).map((index) => [' t="s"', `<v>${index % 40}</v>`]) },
  { weight: 2, arbitrary: text.map((written) => [' t="str"', `<v>${written}</v>`]) },
  { weight: 2, arbitrary: text.map((written) => [' t="inlineStr"', `<is><t>${written}</t></is>`]) },
  text.map((written) => [' t="inlineStr"', `<is><t xml:space="preserve">${written}</t></is>`]),
  text.map((written) => [' t="inlineStr"', `<is><r><t>${written}</t></r><r><t>b</t></r></is>`]),
  fc.constantFrom(
    [' t="b"', '<v>1</v>'],
    [' t="b"', '<v>0</v>'],
    [' t="e"', '<v>#N/A</v>'],
    [' t="n"', '<v>5</v>'],
  ),
  fc.constantFrom(
    [' t="d"', '<v>2024-05-17T00:00:00</v>'],
    ['', '<!-- - --><v>3</v>'],
    ['', '<v/>'],
    ['', ''],
  ),
);

const cell = fc.record({
  skip: fc.constantFrom(0, 0, 0, 0, 1, 3),
  style,
  value,
  formula,
  order: fc.boolean(),
});

function writeCells(
  row: number,
  cells: (typeof cell extends fc.Arbitrary<infer Cell> ? Cell : never)[],
): string {
  let column = 0;
  return cells
    .map(({ skip, style: written, value: [type, content], formula: before, order }) => {
      column += 1 + skip;
      const attributes = order ? `${written}${type}` : `${type}${written}`;
      const open = `<c r="${columnLetters(column)}${row}"${attributes}`;
      if (content === '' && before === '') return order ? `${open}/>` : `${open}></c>`;
      return `${open}>${before}${content}</c>`;
    })
    .join('');
}

const row = fc.record({
  skip: fc.constantFrom(0, 0, 0, 0, 0, 2, 1500),
  attributes: fc.constantFrom(
    '',
    '',
    ' spans="1:9" x14ac:dyDescent="0.25"',
    ' hidden="1"',
    ' hidden="false"',
    " ht='9'",
    ' x=">"',
  ),
  cells: fc.array(cell, { maxLength: 8 }),
  blank: fc.constantFrom('', '', '\n  '),
});

const range = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 8 }), fc.nat(3), fc.nat(3))
  .map(([top, left, down, across]) => ({ top, left, bottom: top + down, right: left + across }));

const sheet: fc.Arbitrary<Sheet> = fc
  .record({
    rows: fc.array(row, { maxLength: 40 }),
    texts: fc.array(fc.tuple(text, fc.constantFrom('<t>', '<t xml:space="preserve">', '<r><t>')), {
      minLength: 40,
      maxLength: 40,
    }),
    merges: fc.array(range, { maxLength: 3 }),
    area: fc.option(
      range.map(({ top, left }) => ({ top, left, bottom: top + 30, right: left + 5 })),
      { nil: null },
    ),
    withoutHiddenRows: fc.boolean(),
    withoutColumns: fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 2 }),
    blockBytes: fc.constantFrom(300, 1000, 1 << 18),
  })
  .map(({ rows, texts, area, ...rest }) => ({
    ...rest,
    area: area ?? { top: 1, left: 1, bottom: 1_048_576, right: 16_384 },
    rows: (prefix) => {
      let at = 0;
      const written = rows.map(({ skip, attributes, cells, blank }) => {
        at += 1 + skip;
        return `${blank}<row r="${at}"${attributes}>${writeCells(at, cells)}</row>`;
      });
      return prefixed(`<worksheet><sheetData>${written.join('')}</sheetData></worksheet>`, prefix);
    },
    strings: (prefix) => {
      const items = texts.map(
        ([content, open]) => `<si>${open}${content}</t>${open === '<r><t>' ? '</r>' : ''}</si>`,
      );
      return prefixed(`<sst>${items.join('')}</sst>`, prefix);
    },
  }));

async function* blocksOf(xml: string, bytes: number): AsyncGenerator<Uint8Array> {
  const all = Buffer.from(xml);
  for (let at = 0; at < all.length; at += bytes) yield all.subarray(at, at + bytes);
}

async function outcome({ rows, strings, blockBytes, ...rest }: Sheet, prefix: string) {
  const content = {
    ...rest,
    file: 'S',
    strings: await readSharedStrings(blocksOf(strings(prefix), blockBytes), 'S'),
    meanings,
    from1904: false,
    withoutColumns: new Set(rest.withoutColumns),
  };
  const blocks = () => blocksOf(rows(prefix), blockBytes);
  try {
    const survey = await surveySheet(blocks(), 'S');
    const surveyed = await surveyAndWrite({ ...content, blocks: blocks() });
    const written: Uint8Array[] = [];
    for await (const block of writeSheet({ ...content, blocks: blocks() })) written.push(block);
    expect(surveyed.survey).toEqual(survey);
    return {
      survey,
      text: surveyed.text && String(Buffer.concat(surveyed.text)),
      written: String(Buffer.concat(written)),
    };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

describe('cells that are written as usual', () => {
  it('are read as by the rules', async () => {
    await fc.assert(
      fc.asyncProperty(sheet, async (one) => {
        expect(await outcome(one, '')).toEqual(await outcome(one, 'x:'));
      }),
      { seed: seed(), numRuns: 200, endOnFailure: true },
    );
  });

  it('more texts than a table or a segment holds', async () => {
    const long = 'x'.repeat(1_500_000);
    const texts = [...Array.from({ length: 70_000 }, (_, at) => `T${at}`), long, `${long}&amp;`, long, 'end'];
    const xml = `<sst>${texts.map((one) => `<si><t>${one}</t></si>`).join('')}</sst>`;
    const strings = await readSharedStrings(blocksOf(xml, 1 << 18), 'S');
    expect(strings.count).toBe(texts.length);
    const cells = [0, 65_535, 65_536, 69_999, 70_001, 70_003];
    const row = cells.map((index, at) => `<c r="${columnLetters(at + 1)}1" t="s"><v>${index}</v></c>`);
    const sheetXml = `<worksheet><sheetData><row r="1">${row.join('')}</row></sheetData></worksheet>${' '.repeat(300)}`;
    const { text: written } = await surveyAndWrite({
      file: 'S',
      blocks: blocksOf(sheetXml, 1 << 18),
      strings,
      meanings,
      from1904: false,
      area: { top: 1, left: 1, bottom: 1_048_576, right: 16_384 },
      withoutColumns: new Set(),
      withoutHiddenRows: false,
    });
    const expected = cells.map((index) => texts[index]!.replace('&amp;', '&'));
    expect(String(Buffer.concat(written!)) === `${expected.join(',')}\n`).toBe(true);
  });
});
