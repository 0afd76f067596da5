import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseRecords } from '../../../../../electron/engine/ingest/csv/dialect.ts';
import { seed } from '../../../../property/seed.ts';

/** The rules, character by character. */
function byCharacter(text: string, delimiter: string, quote: string): string[][] | null {
  const records: string[][] = [];
  const cells: string[] = [];
  for (let at = 0; at < text.length; ) {
    let cell = '';
    if (quote !== '' && text[at] === quote) {
      for (at++; ; at++) {
        if (at >= text.length) return null;
        if (text[at] !== quote) cell += text[at];
        else if (text[at + 1] === quote) cell += text[at++];
        else break;
      }
      at++;
    }
    while (at < text.length && ![delimiter, '\n', '\r'].includes(text[at]!)) cell += text[at++];
    cells.push(cell);
    const isCut = text[at] === delimiter;
    if (isCut && at + 1 === text.length) cells.push('');
    if (!isCut || at + 1 === text.length) records.push(cells.splice(0));
    at += !isCut && text.startsWith('\r\n', at) ? 2 : 1;
  }
  return records;
}

it('texts are cut into cells by the rules, with and without quotes', () => {
  const piece = fc.constantFrom('a', 'bc', ',', ';', '"', "'", '\n', '\r', '\r\n', ' ', '""', '","', '客');
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
      fc.constantFrom(',', ';', ' '),
      fc.constantFrom('"', "'", ''),
      (text, delimiter, quote) => {
        const expected = byCharacter(text, delimiter, quote);
        const { records, complete } = parseRecords(text, { delimiter, quote });
        expect(complete).toBe(expected !== null);
        if (expected) expect(records).toEqual(expected);
      },
    ),
    { seed: seed(), numRuns: 3000 },
  );
});
