import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  decodeTexts,
  listedTexts,
  packedTexts,
} from '../../../../../electron/engine/ingest/batch/codeTexts.ts';
import { compact, composeKey } from '../../../../../electron/engine/ingest/batch/keys.ts';
import { PackedColumn } from '../../../../../electron/engine/ingest/batch/packedColumn.ts';
import { seed } from '../../../../property/seed.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary-ascii' }),
  fc.string({ unit: 'grapheme' }),
  fc.constant('客户'),
);

function packed(values: string[]) {
  const parts = values.map((value) => Buffer.from(value));
  const offsets = Int32Array.from([0, ...parts.map(({ length }) => length)]);
  for (let at = 1; at < offsets.length; at++) offsets[at]! += offsets[at - 1]!;
  return { bytes: new Uint8Array(Buffer.concat(parts)), offsets };
}

it('texts are the same as bytes and as strings, all, some and one at a time', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 20 }), fc.nat(20), (values, from) => {
      const wellFormed = values.map((value) => value.toWellFormed());
      const [asBytes, asStrings] = [packedTexts(packed(wellFormed)), listedTexts(wellFormed)];
      const first = Math.min(from, values.length);
      expect(asBytes.all()).toEqual(wellFormed);
      expect(wellFormed.map((_, at) => asBytes.at(at))).toEqual(wellFormed);
      expect(decodeTexts(packed(wellFormed), first, values.length)).toEqual(wellFormed.slice(first));
      const [own] = asStrings.packed();
      expect(decodeTexts(own!, 0, values.length)).toEqual(wellFormed);
    }),
    { seed: seed(), numRuns: 200 },
  );
});

it('keys are numbered as they appear, and values that no row has are left out', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        text.map((value) => value.toWellFormed()),
        { minLength: 1, maxLength: 12 },
      ),
      fc.array(fc.array(fc.integer({ min: -1, max: 11 }), { maxLength: 10 }), { maxLength: 4 }),
      (values, pieces) => {
        const rows = pieces.map((piece) => piece.map((code) => (code < values.length ? code : -1)));
        const codes = new PackedColumn('code');
        for (const piece of rows) codes.append(Int32Array.from(piece));
        const found = compact({ codes, texts: packedTexts(packed(values)) });
        const dictionary = found.texts.all();
        const inOrder = rows.flat();
        expect([...found.codes.all()].map((code) => dictionary[code])).toEqual(
          inOrder.map((code) => values[code]),
        );
        expect(dictionary).toEqual(
          [...new Set(inOrder.filter((code) => code >= 0))].map((code) => values[code]),
        );
        expect([...codes.all()]).toEqual(inOrder);
      },
    ),
    { seed: seed(), numRuns: 300 },
  );
});

it('a key is the identifier, else the name, and goes by the name that comes most often', () => {
  const row = fc.record({ id: fc.integer({ min: -1, max: 4 }), name: fc.integer({ min: -1, max: 4 }) });
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const names = ['b', 'Acme', 'Beta', 'e', 'x'];
  fc.assert(
    fc.property(fc.array(fc.array(row, { maxLength: 20 }), { maxLength: 4 }), (pieces) => {
      const [id, name] = [new PackedColumn('code'), new PackedColumn('code')];
      for (const piece of pieces) {
        id.append(Int32Array.from(piece, (one) => one.id));
        name.append(Int32Array.from(piece, (one) => one.name));
      }
      const rows = pieces.flat();
      const found = composeKey(
        { codes: id, texts: listedTexts(ids) },
        { codes: name, texts: listedTexts(names) },
      )!;
      const keys = rows.map((one) => ids[one.id] ?? names[one.name]);
      const dictionary = found.texts.all();
      expect([...found.codes.all()].map((code) => dictionary[code])).toEqual(keys);
      expect(dictionary).toEqual([...new Set(keys.filter((key) => key !== undefined))]);
      const labels = dictionary.map((key) => {
        const own = rows
          .filter((one, at) => keys[at] === key && one.name >= 0)
          .map((one) => names[one.name]!);
        const most = Math.max(...own.map((label) => own.filter((other) => other === label).length));
        return own.filter((label) => own.filter((other) => other === label).length === most);
      });
      found.labels!.forEach((label, key) => {
        if (labels[key]!.length === 0) expect(label).toBe(null);
        else expect(labels[key]).toContain(label);
      });
    }),
    { seed: seed(), numRuns: 300 },
  );
});
