import { expect, it } from 'vitest';
import { previewFile } from '../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../electron/engine/ingest/readBatch.ts';
import { isHeld, tellsHeldFiles } from '../electron/engine/ingest/heldFiles.ts';
import { temporaryFolder } from '../electron/engine/ingest/temporaryFiles.ts';
import { workbookOf } from '../electron/engine/ingest/xlsx/workbookOf.ts';

/** Longer than what is read at once, so that refusing leaves a rest unread. */
const long = 3 << 20;

const refused: [name: string, content: () => Uint8Array][] = [
  ['brackets.json', () => Buffer.alloc(long, '[')],
  ['broken.json', () => Buffer.from(`[{"account":"A1"},{"account":!!}${' '.repeat(long)}]`)],
  [
    'broken.jsonl',
    () => Buffer.from(`{"account":"A1"}\n{"account":!!}\n${'{"account":"A2"}\n'.repeat(200_000)}`),
  ],
  ['declared.xlsx', () => declaringWorkbook(Buffer.alloc(long, 'abcdefgh').toString())],
  ['cut.csv.gz', () => Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3])],
];

function declaringWorkbook(rest: string): Uint8Array {
  const xml = `<?xml version="1.0"?><!DOCTYPE a><worksheet><sheetData>${rest}</sheetData></worksheet>`;
  return workbookOf({ sheets: [{ name: 'S', xml, whole: true }] });
}

it.skipIf(!tellsHeldFiles).each(refused)('%s', async (name, content) => {
  const folder = await temporaryFolder();
  try {
    const path = await folder.write(name, content());
    await expect(previewFile(path)).rejects.toThrow();
    expect(isHeld(path)).toBe(false);
    await expect(readBatch(path, { kind: 'sales' })).rejects.toThrow();
    expect(isHeld(path)).toBe(false);
  } finally {
    await folder.remove();
  }
});
