import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeCell, escapeXml } from '../../../../../electron/engine/briefing/xlsx/xmlText.ts';
import { xmlFault } from '../readBack.ts';

/** Reads a cell's text as ECMA-376 says: entities first, then `_xHHHH_`. */
function unescapeCell(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

test.each([
  ['plain', 'plain'],
  ['a < b & "c"', 'a &lt; b &amp; &quot;c&quot;'],
  ['\u0001\r', '_x0001__x000D_'],
  ['_x0041_', '_x005F_x0041_'],
  ['lone \ud800 half', 'lone _xD800_ half'],
  ['\ufffe', '_xFFFE_'],
  ['😀 one', '😀 one'],
])('%j', (text, expected) => {
  expect(escapeCell(text)).toBe(expected);
});

test('every string of any code units comes back as it was, in XML that holds together', () => {
  const unit = fc.oneof(
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('_x', '_x0041_', '_', '<', '&amp;', '\r\n', '😀', '=1+1', ']]>'),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
      const text = units.join('');
      const xml = escapeCell(text);
      expect(unescapeCell(xml)).toBe(text);
      expect(xmlFault(`<t>${xml}</t>`)).toBeNull();
      expect(xmlFault(`<t name="${escapeXml(text)}"/>`)).toBeNull();
    }),
    { seed: Number(process.env.QUARTERDECK_SEED ?? 20_260_630), numRuns: 2000 },
  );
});
