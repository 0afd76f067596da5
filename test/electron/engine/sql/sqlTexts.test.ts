import fc from 'fast-check';
import { expect, test } from 'vitest';
import { madeStore, storeOf } from '../../../../electron/engine/book/packedTexts.ts';
import { runSteps } from '../../../../electron/engine/book/steps.ts';
import type { CodedColumn } from '../../../../electron/engine/book/types.ts';
import {
  columnTexts,
  encodedTexts,
  type SqlTexts,
  speller,
  textCount,
  textLength,
  textsNow,
} from '../../../../electron/engine/sql/sqlTexts.ts';
import { textData } from '../../../../electron/engine/workspace/textVector.ts';
import type { TextStore } from '../../../../electron/engine/workspace/types.ts';
import { seed } from '../../../property/seed.ts';

function spelled(texts: SqlTexts): (string | null)[] {
  const spell = speller(texts);
  return Array.from({ length: textCount(texts) }, (_, index) => spell(index));
}

const anyTexts = fc.array(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), { maxLength: 50 });

/** As a file keeps them: in pieces, of which each may begin anywhere in its bytes. */
function stored(pieces: string[][]): TextStore {
  const packed = pieces.map((texts) => {
    const { values, valueOffsets } = textData(['before', ...texts]);
    return { bytes: values, offsets: valueOffsets.subarray(1, texts.length + 2) };
  });
  return { ...storeOf(packed), packed: () => packed, prefetch: async () => undefined };
}

test('texts are the same whether they come as strings, from a store, or as they are kept in a file', () => {
  fc.assert(
    fc.property(fc.array(anyTexts, { maxLength: 4 }), (pieces) => {
      const texts = pieces.flat();
      const codes = Int32Array.of();
      expect(spelled(textsNow(texts))).toEqual(texts);
      const columns: CodedColumn[] = [
        { codes, values: texts },
        { codes, values: [], texts: madeStore(texts.length, (index) => texts[index]!) },
        { codes, values: [], texts: stored(pieces) },
      ];
      for (const column of columns) {
        const found = runSteps(columnTexts(column));
        expect(spelled(found)).toEqual(texts);
        expect(found.bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
        for (const [index, text] of texts.entries()) {
          expect(textLength(found, index)).toBe(Buffer.byteLength(text));
        }
      }
    }),
    { seed: seed(), numRuns: 100 },
  );
});

test('halves of a character stay apart where they end one text and begin the next', () => {
  expect(spelled(textsNow(['a\ud83d', '\ude00b']))).toEqual(['a\ufffd', '\ufffdb']);
});

test('many texts are encoded in bunches that give way', () => {
  const steps = encodedTexts(20_000, (index) => `${index}`);
  let breaths = 0;
  let next = steps.next([]);
  for (; !next.done; next = steps.next([])) breaths++;
  expect(breaths).toBeGreaterThan(4);
  const spell = speller(next.value);
  expect([spell(0), spell(19_999), spell(-1)]).toEqual(['0', '19999', null]);
});

test('those of a long list are spelled out each time', () => {
  const spell = speller(runSteps(encodedTexts(70_000, (index) => `é${index}`)));
  expect([spell(69_999), spell(0), spell(-1)]).toEqual(['é69999', 'é0', null]);
});
