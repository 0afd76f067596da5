import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assemble } from '../../electron/engine/ingest/batch/assemble.ts';
import { Collector } from '../../electron/engine/ingest/batch/collect.ts';
import type { ImportPlan } from '../../electron/engine/ingest/batch/importPlan.ts';
import { RowHashCount, RowHashSet } from '../../electron/engine/ingest/batch/rowHashes.ts';
import { SpillFile } from '../../electron/engine/ingest/batch/spillFile.ts';
import { ValueDictionary } from '../../electron/engine/ingest/batch/valueDictionary.ts';
import { ByteDictionary, decodeValues } from '../../electron/engine/ingest/csv/byteDictionary.ts';
import { type Chunk, type CutOptions, cutChunks } from '../../electron/engine/ingest/csv/cutChunks.ts';
import { isBlank, parseRecords } from '../../electron/engine/ingest/csv/dialect.ts';
import { Heap } from '../../electron/engine/ingest/csv/kernel/heap.ts';
import { createChunkScanner } from '../../electron/engine/ingest/csv/scanChunk.ts';
import type { ScanPlan } from '../../electron/engine/ingest/csv/scanPlan.ts';
import { ThreadHash } from '../../electron/engine/ingest/source/hashThread.ts';
import { importRules } from '../../shared/contract/ingest.ts';
import { seed } from './seed.ts';

const nasty = [
  'plain,1,2024-01-05,x',
  '"quoted, with comma",2,2024-01-06,"y"',
  '"escaped ""quotes"" here",3,2024-01-07,"""z"""',
  '"over\r\ntwo\nlines",4,2024-01-08,""',
  '5" disk,5,2024-01-09,a"b"c',
  '"closed"behind,6,2024-01-10,"q" "r"',
  '',
  ',,,',
  '"","",,""',
  '客户 , 7 ,2024/1/11 10:30,\u3000名\u00a0',
  'short,8,2024-01-12',
  'long,9,2024-01-13,x,,',
  'more than eight bytes,-10.25,2024-02-29,more than eight bytes',
  'more than eight bytes,"1,000.5",13/14/2024,e',
];

const plan: ScanPlan = {
  delimiter: 44,
  quote: 34,
  width: 4,
  columns: [
    { index: 0, type: 'code' },
    { index: 1, type: 'number', format: { decimal: '.', scale: 0 } },
    { index: 2, type: 'day', format: { order: 'ymd', serial: false } },
    { index: 3, type: 'code' },
  ],
  required: [],
  hash: true,
  singleLine: false,
};

async function* inBlocks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function cut(bytes: Uint8Array, chunkBytes: number, blockBytes = bytes.length): Promise<Chunk[]> {
  const allocate = (size: number) => new SharedArrayBuffer(size);
  const options: CutOptions = { delimiter: 44, quote: 34, chunkBytes, allocate };
  const chunks: Chunk[] = [];
  for await (const chunk of cutChunks(inBlocks(bytes, blockBytes), options)) {
    if (!('memory' in chunk)) throw new Error('nothing is too large here');
    chunks.push(chunk);
  }
  return chunks;
}

const scanner = createChunkScanner({ ...plan });
const texts: string[][] = [[], [], [], []];

/** Rows as the scanner reads them, with what tells equal rows, and how many records made none. */
function scanAll(chunks: Chunk[]) {
  const rows: unknown[][] = [];
  const hashes: string[] = [];
  let others = 0;
  let lines = 0;
  for (const { memory, length, singleLine } of chunks) {
    const result = scanner.scan(new Uint8Array(memory), length, singleLine);
    result.values.forEach((fresh, slot) => void (fresh && texts[slot]!.push(...decodeValues(fresh))));
    for (let row = 0; row < result.rows; row++) {
      const cells = result.columns.map((values, slot) =>
        plan.columns[slot]!.type !== 'code' ? values[row]! : (texts[slot]![values[row]!] ?? ''),
      );
      rows.push([...cells, lines + result.line[row]!]);
      hashes.push(`${result.hashes[row * 2]}:${result.hashes[row * 2 + 1]}`);
    }
    others += result.blank + result.rejects.length;
    lines += result.lines;
  }
  return { rows, hashes, others, lines };
}

it('a nasty file reads the same wherever it is cut', async () => {
  for (const ending of ['\n', '\r\n', '\r']) {
    const bytes = Buffer.from(`${nasty.join(ending)}${ending}${nasty.toReversed().join(ending)}`);
    const whole = scanAll(await cut(bytes, 1 << 16));
    const records = parseRecords(bytes.toString(), { delimiter: ',', quote: '"' }).records;
    expect(whole.rows.length + whole.others).toBe(records.length);
    const kept = records.filter((cells) => !isBlank(cells));
    expect(whole.rows.map((row) => row[0])).toEqual(kept.map((cells) => trimmed(cells[0]!)));
    expect(whole.rows.map((row) => row[3])).toEqual(kept.map((cells) => trimmed(cells[3] ?? '')));
    for (let size = 2; size <= bytes.length + 1; size++) {
      expect(scanAll(await cut(bytes, size)), `cut at ${size}`).toEqual(whole);
    }
    for (let size = 1; size <= 70; size++) expect(scanAll(await cut(bytes, 256, size))).toEqual(whole);
  }
});

const trimmed = (text: string) => text.replace(/^[\s\u3000]+|[\s\u3000]+$/g, '');

it('two rows have one hash where their cells hold the same, however they are written', async () => {
  const cells = fc.array(fc.constantFrom('a', '', 'b c', '12', '2024-01-05', 'more than eight', '客户,'), {
    minLength: 4,
    maxLength: 4,
  });
  const written = fc.tuple(cells, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }));
  const write = ([texts, quoted]: [string[], boolean[]]) =>
    texts.map((text, at) => (quoted[at] || text.includes(',') ? `"${text}"` : text)).join(',');
  await fc.assert(
    fc.asyncProperty(fc.array(written, { minLength: 2, maxLength: 12 }), async (rows) => {
      const filled = rows.filter(([texts]) => texts.some((text) => text !== ''));
      const { hashes } = scanAll(await cut(Buffer.from(`${filled.map(write).join('\n')}\n`), 1 << 12));
      expect(hashes.length).toBe(filled.length);
      for (let one = 0; one < filled.length; one++) {
        for (let other = 0; other < one; other++) {
          const alike = filled[one]![0].every((text, at) => text === filled[other]![0][at]);
          expect(hashes[one] === hashes[other]).toBe(alike);
        }
      }
    }),
    { seed: seed(), numRuns: 300 },
  );
});

it('a batch does not depend on how many scanners there are, where chunks are cut, nor on what was put aside', async () => {
  const importPlan: ImportPlan = {
    wanted: { ...plan, required: [[2], [1]] },
    slots: new Map([
      ['account', 0],
      ['revenue', 1],
      ['date', 2],
      ['order', 3],
    ]),
    headers: ['account', 'revenue', 'date', 'order'],
  };
  const rules = importRules.parse({ duplicate: 'quarantine', cancellation: 'quarantine' });
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-batches-'));
  async function read(bytes: Uint8Array, scanners: number, chunkBytes: number, onDisk = false) {
    const spill = onDisk ? { file: new SpillFile(folder), most: 0 } : null;
    const all = Array.from({ length: scanners }, () => createChunkScanner({ ...plan, required: [[2], [1]] }));
    const collector = new Collector('sales', importPlan, rules, spill);
    for (const [at, { memory, length, singleLine }] of (await cut(bytes, chunkBytes)).entries()) {
      const scanner = at % scanners;
      const result = all[scanner]!.scan(new Uint8Array(memory), length, singleLine);
      const text = Buffer.from(memory);
      collector.add({
        scanner,
        result,
        textOf: (row) => text.toString('utf8', result.start[row]).split('\n')[0]!,
      });
    }
    const collected = collector.finish();
    const { records, blank } = collected;
    const quarantine = collected.quarantine.sort((a, b) => a.record - b.record);
    return {
      batch: await assemble('sales', importPlan, collected, spill),
      quarantine,
      records,
      blank,
      rules: collected.rules,
    };
  }
  const line = fc.oneof(
    fc.constantFrom(...nasty.filter((text) => !text.includes('\n'))),
    fc
      .tuple(fc.nat(9), fc.nat(99), fc.integer({ min: 1, max: 28 }), fc.nat(20))
      .map(([account, amount, day, order]) => {
        const date = `2024-03-${String(day).padStart(2, '0')}`;
        return `Client ${account},${amount}.5,${date},${order % 5 === 0 ? 'C' : 'S'}${order}`;
      }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 8, max: 300 }),
      async (lines, chunkBytes) => {
        const bytes = Buffer.from(`${lines.join('\n')}\n`);
        const whole = await read(bytes, 1, 1 << 16);
        for (const scanners of [1, 2, 3, 4]) expect(await read(bytes, scanners, chunkBytes)).toEqual(whole);
        expect(await read(bytes, 2, chunkBytes, true)).toEqual(whole);
      },
    ),
    { seed: seed(), numRuns: 60 },
  );
  rmSync(folder, { recursive: true });
});

it('dictionaries number texts as they come, and merge to one numbering', () => {
  const heap = new Heap();
  const dictionary = new ByteDictionary(heap);
  const merged = new ValueDictionary();
  const codes = new Map<string, number>();
  const at = heap.allocate(64);
  for (const [count, text] of [
    [50_000, (index: number) => `order ${index}`],
    [50_000, (index: number) => `${index % 7000}`],
    [70_000, (index: number) => `SO-${index}`],
    [1000, (index: number) => `order ${index}`],
  ] as const) {
    const found: number[] = [];
    const texts = Array.from({ length: count }, (_, index) => text(index));
    for (const one of texts) {
      const length = Buffer.from(one).copy(heap.bytes, at);
      found.push(dictionary.find(at, length));
      if (!codes.has(one)) codes.set(one, codes.size);
    }
    merged.add(0, dictionary.takeNew(), true);
    const common = Int32Array.from(found);
    merged.remap(0, common);
    expect([...common]).toEqual(texts.map((one) => codes.get(one)));
  }
  expect(merged.values).toEqual([...codes.keys()]);
});

it('values that are not valid UTF-8 are one value where they read alike', () => {
  const merged = new ValueDictionary();
  const bytes = Uint8Array.from([0xff, 0x41, 0xfe, 0x41, 0x41]);
  merged.add(0, { bytes, ends: Uint32Array.from([2, 4, 5]) }, false);
  const codes = Int32Array.from([0, 1, 2, -1]);
  merged.remap(0, codes);
  expect([...codes]).toEqual([0, 0, 1, -1]);
  expect(merged.values).toEqual(['\ufffdA', 'A']);
});

it('repeated rows are counted as they are marked', () => {
  const hash = fc.integer({ min: -3, max: 3 });
  const chunks = fc.array(fc.array(fc.tuple(hash, hash), { maxLength: 40 }), { maxLength: 8 });
  fc.assert(
    fc.property(chunks, (parts) => {
      const [set, count] = [new RowHashSet(), new RowHashCount()];
      const seen = new Set<string>();
      let repeats = 0;
      let marked = 0;
      for (const rows of parts) {
        const first = Int32Array.from(rows, ([one]) => Math.imul(one, 0x9e3779b1));
        const second = Int32Array.from(rows, ([, two]) => Math.imul(two || 7, 0x85ebca6b));
        const hashes = Int32Array.from({ length: rows.length * 2 }, (_, at) =>
          at % 2 === 0 ? first[at / 2]! : second[(at - 1) / 2]!,
        );
        const met = new Uint8Array(rows.length);
        set.mark(hashes, met);
        count.mark(hashes);
        marked += met.reduce((sum, one) => sum + one, 0);
        for (let row = 0; row < rows.length; row++) {
          const key = `${first[row]}:${second[row]}`;
          if (seen.has(key)) repeats++;
          seen.add(key);
        }
      }
      expect(marked).toBe(repeats);
      expect(count.unmarked()).toBe(repeats);
    }),
    { seed: seed(), numRuns: 500 },
  );
});

it('repeated rows are counted from the disk as from memory, and where the disk takes none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-hashes-'));
  const rows = 5_000_000;
  const hashes = new Int32Array(1 << 16);
  const file = new SpillFile(folder);
  const counts = [null, { file, most: 0 }, { file: new SpillFile(join(folder, 'nowhere')), most: 0 }].map(
    (spill) => new RowHashCount(spill),
  );
  // Every number below `distinct` is a row's; those from there on repeat one.
  const distinct = 4_400_000;
  for (let from = 0; from < rows; from += hashes.length / 2) {
    const end = Math.min(rows - from, hashes.length / 2);
    for (let row = 0; row < end; row++) {
      const number = (from + row) % distinct;
      hashes[row * 2] = Math.imul(number, 0x9e3779b1);
      hashes[row * 2 + 1] = Math.imul(number ^ 0x5bd1e995, 0x85ebca6b);
    }
    for (const count of counts) count.mark(hashes.subarray(0, end * 2));
  }
  expect(file.access.file).toBeGreaterThan(0);
  expect(counts.map((count) => count.unmarked())).toEqual(Array(3).fill(rows - distinct));
  file.close();
  rmSync(folder, { recursive: true });
});

it('a thread hashes what it is given, in blocks of any size', async () => {
  const bytes = Buffer.from(Array.from({ length: 1000 }, (_, at) => at % 251));
  const thread = new ThreadHash();
  const own = createHash('sha256');
  for (const size of [0, 1, 999, 40 << 20, 3, (1 << 20) + 1]) {
    const block = Buffer.alloc(size, bytes);
    thread.update(block);
    own.update(block);
    block.fill(0);
  }
  expect(await thread.digest()).toBe(own.digest('hex'));
  thread.close();
});
