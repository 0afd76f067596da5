import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeValues } from '../../electron/engine/ingest/csv/byteDictionary.ts';
import { csvReader } from '../../electron/engine/ingest/csv/csvReader.ts';
import { type CutOptions, cutChunks } from '../../electron/engine/ingest/csv/cutChunks.ts';
import { isBlank, parseRecords } from '../../electron/engine/ingest/csv/dialect.ts';
import { createChunkScanner } from '../../electron/engine/ingest/csv/scanChunk.ts';
import type { ChunkResult, ScanPlan } from '../../electron/engine/ingest/csv/scanPlan.ts';
import { readBatch } from '../../electron/engine/ingest/readBatch.ts';
import { openSource } from '../../electron/engine/ingest/source/openSource.ts';
import { parseDate } from '../../electron/engine/ingest/values/parseDate.ts';
import { parseNumber } from '../../electron/engine/ingest/values/parseNumber.ts';
import { dateOf } from '../../shared/domain/calendar.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';
import { temporaryFolder } from '../electron/engine/ingest/temporaryFiles.ts';
import { seed } from './seed.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const alphabets = {
  'utf-8': 'abcXYZ019 .-_()é漢字客户ßñ€😀',
  'utf-16le': 'abcXYZ019 .-_()é漢字客户ßñ€😀',
  'utf-16be': 'abcXYZ019 .-_()é漢字客户ßñ€😀',
  gb18030: 'abcXYZ019 .-_()客户名称上海北京收入é€',
  big5: 'abcXYZ019 .-_()客戶名稱臺北收入',
  shift_jis: 'abcXYZ019 .-_()顧客名東京カナかな',
  'windows-1252': 'abcXYZ019 .-_()éßñ€ü£',
};

type Encoding = keyof typeof alphabets;

/** Byte-order-less text; GB18030, Big5 and Shift-JIS as other programs write them. */
function encode(text: string, encoding: Encoding): Uint8Array {
  return encoding === 'utf-8' ? Buffer.from(text) : iconv.encode(text, encoding);
}

const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|', ' '),
  quote: fc.constantFrom('"', "'"),
  lineEnding: fc.constantFrom('\n', '\r\n', '\r'),
  quoteAll: fc.boolean(),
  finalEnding: fc.boolean(),
});

const table = fc.constantFrom(...(Object.keys(alphabets) as Encoding[])).chain((encoding) =>
  fc.record({
    encoding: fc.constant(encoding),
    rows: fc.integer({ min: 1, max: 5 }).chain((width) =>
      fc.array(
        fc.array(
          fc.string({
            unit: fc.constantFrom(...alphabets[encoding], ',', ';', '\t', '|', '"', "'", '\n', '\r'),
            maxLength: 12,
          }),
          {
            minLength: width,
            maxLength: width,
          },
        ),
        { minLength: 1, maxLength: 30 },
      ),
    ),
  }),
);

function write(
  rows: string[][],
  style: { delimiter: string; quote: string; lineEnding: string; quoteAll: boolean; finalEnding: boolean },
): string {
  const { delimiter, quote, lineEnding, quoteAll } = style;
  const cell = (text: string) =>
    quoteAll || [delimiter, quote, '\n', '\r'].some((one) => text.includes(one))
      ? quote + text.replaceAll(quote, quote + quote) + quote
      : text;
  return (
    rows.map((cells) => cells.map(cell).join(delimiter)).join(lineEnding) +
    (style.finalEnding ? lineEnding : '')
  );
}

const trimmed = (text: string) => text.replace(/^[\s\u3000]+|[\s\u3000]+$/g, '');

it('tables written in any dialect and encoding are read back exactly', async () => {
  await fc.assert(
    fc.asyncProperty(table, dialect, async ({ encoding, rows }, style) => {
      const width = rows[0]!.length;
      const header = Array.from({ length: width }, (_, at) => `name${at}`);
      const path = await folder.write('table.csv', encode(write([header, ...rows], style), encoding));
      const source = await openSource(path);
      const detected = await csvReader.detect(source, {
        encoding,
        delimiter: style.delimiter,
        quote: style.quote,
        headerRow: 0,
      });
      expect(detected.profiles.map((profile) => profile.header)).toEqual(header);
      const columns = header.map((_, index) => ({ index, type: 'code' as const }));
      const read: string[][] = [];
      const texts: string[][] = header.map(() => []);
      let blank = 0;
      for await (const { result } of csvReader.read(
        source,
        detected,
        { width, columns, required: [], hash: true },
        {},
      )) {
        read.push(...cellsOf(result, texts));
        blank += result.blank;
        expect(result.rejects).toEqual([]);
      }
      expect(read).toEqual(rows.filter((cells) => !isBlank(cells)).map((cells) => cells.map(trimmed)));
      const blankRows = rows.filter(isBlank).length;
      const endsInNothing = !style.finalEnding && !style.quoteAll && width === 1 && rows.at(-1)![0] === '';
      expect(blank).toBe(endsInNothing ? blankRows - 1 : blankRows);
    }),
    { seed: seed(), numRuns: 300 },
  );
});

/** Rows of a result as texts; `texts` gathers the dictionaries of its scanner. */
function cellsOf(result: ChunkResult, texts: string[][]): string[][] {
  result.values.forEach((fresh, slot) => void (fresh && texts[slot]!.push(...decodeValues(fresh))));
  return Array.from({ length: result.rows }, (_, row) =>
    result.columns.map((codes, slot) => (codes[row]! < 0 ? '' : texts[slot]![codes[row]!]!)),
  );
}

it('chunks of any size are cut where records end', async () => {
  const noise = fc.string({
    unit: fc.constantFrom('a', 'b', '1', ',', ',', '"', '"', '\n', '\r', '\r\n', '客'),
    maxLength: 200,
  });
  await fc.assert(
    fc.asyncProperty(
      noise,
      fc.integer({ min: 2, max: 60 }),
      fc.integer({ min: 1, max: 50 }),
      async (text, chunkBytes, blockBytes) => {
        const bytes = Buffer.from(text);
        async function* blocks() {
          for (let at = 0; at < bytes.length; at += blockBytes) yield bytes.subarray(at, at + blockBytes);
        }
        const options: CutOptions = {
          delimiter: 44,
          quote: 34,
          chunkBytes,
          allocate: (size) => new SharedArrayBuffer(size),
        };
        const plan: ScanPlan = {
          delimiter: 44,
          quote: 34,
          width: 2,
          columns: [
            { index: 0, type: 'code' },
            { index: 1, type: 'code' },
          ],
          required: [],
          hash: true,
          singleLine: false,
        };
        const scanner = createChunkScanner(plan);
        const texts: string[][] = [[], []];
        const read: string[][] = [];
        let records = 0;
        let other = 0;
        let joined = '';
        let open = false;
        for await (const chunk of cutChunks(blocks(), options)) {
          if (!('memory' in chunk)) throw new Error('nothing is too large here');
          open ||= chunk.singleLine;
          joined += Buffer.from(chunk.memory, 0, chunk.length).toString();
          const result = scanner.scan(new Uint8Array(chunk.memory), chunk.length, chunk.singleLine);
          read.push(...cellsOf(result, texts));
          records += result.records;
          other += result.blank + result.rejects.length;
        }
        expect(joined).toBe(text);
        expect(records).toBe(read.length + other);
        const whole = parseRecords(text, { delimiter: ',', quote: '"' });
        expect(open).toBe(!whole.complete);
        if (!whole.complete) return;
        expect(records).toBe(whole.records.length);
        const kept = whole.records.filter(
          (cells) => !isBlank(cells) && cells.slice(2).every((cell) => cell === ''),
        );
        expect(read).toEqual(kept.map((cells) => [trimmed(cells[0]!), trimmed(cells[1] ?? '')]));
      },
    ),
    { seed: seed(), numRuns: 2000 },
  );
});

it('rows in = accepted + quarantined + blank, whatever bytes are changed', async () => {
  const lines = Array.from(
    { length: 60 },
    (_, at) => `Client ${at % 7},"Shop, No. ${at}",2024-0${1 + (at % 9)}-1${at % 9},${at * 3}.5,1`,
  );
  const clean = Buffer.from(`account,product,date,revenue,quantity\n${lines.join('\n')}\n`);
  const change = fc.record({
    at: fc.nat(clean.length - 1),
    byte: fc.nat(255),
    kind: fc.constantFrom('set', 'remove', 'insert'),
  });
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      const bytes = [...clean];
      for (const { at, byte, kind } of changes) {
        if (kind === 'set') bytes[at] = byte;
        else bytes.splice(at, kind === 'remove' ? 1 : 0, ...(kind === 'insert' ? [byte] : []));
      }
      const path = await folder.write('changed.csv', Uint8Array.from(bytes));
      try {
        const { batch } = await readBatch(path, { kind: 'sales' });
        expect(batch.accepted + batch.quarantine.length + batch.blank).toBe(batch.rows);
        expect(batch.rows).toBeGreaterThan(0);
        for (const column of batch.columns) expect(column.values.length).toBe(batch.accepted);
        accepted += batch.accepted;
      } catch (error) {
        if (!(error instanceof ExpectedError)) throw error;
      }
    }),
    { seed: seed(), numRuns: 500 },
  );
  expect(accepted).toBeGreaterThan(500 * 40);
});

it('numbers are read as exactly as the platform reads them', () => {
  const plan: ScanPlan = {
    delimiter: 44,
    quote: 34,
    width: 1,
    columns: [{ index: 0, type: 'number', format: { decimal: '.', scale: 0 } }],
    required: [],
    hash: false,
    singleLine: false,
  };
  const scanner = createChunkScanner(plan);
  const values = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.tuple(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), fc.nat(12)).map(([digits, decimals]) => {
      const text = String(digits < 0n ? -digits : digits).padStart(decimals + 1, '0');
      return `${digits < 0n ? '-' : ''}${text.slice(0, text.length - decimals)}${decimals > 0 ? '.' : ''}${text.slice(text.length - decimals)}`;
    }),
  );
  fc.assert(
    fc.property(fc.array(values, { minLength: 1, maxLength: 20 }), (texts) => {
      const bytes = Buffer.from(`${texts.join('\n')}\n`);
      const memory = new Uint8Array(bytes.length + 1);
      memory.set(bytes);
      const { columns } = scanner.scan(memory, bytes.length, false);
      expect([...columns[0]!]).toEqual(texts.map(Number));
    }),
    { seed: seed(), numRuns: 500 },
  );
});

it('formatted numbers and dates say what they were made from', () => {
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.boolean(), (cents, comma) => {
      const value = cents / 100;
      const text = new Intl.NumberFormat(comma ? 'de-DE' : 'en-US', { minimumFractionDigits: 2 }).format(
        value,
      );
      expect(parseNumber(text, { decimal: comma ? ',' : '.', scale: 0 })).toBe(value);
      expect(parseNumber(`(${text.replace('-', '')})`, { decimal: comma ? ',' : '.', scale: 0 })).toBe(
        -Math.abs(value),
      );
    }),
    { seed: seed() },
  );
  fc.assert(
    fc.property(fc.integer({ min: -25_000, max: 70_000 }), (day) => {
      const { year, month, day: date } = dateOf(day);
      for (const [text, order] of [
        [`${year}-${month}-${date}`, 'ymd'],
        [`${date}/${month}/${year}`, 'dmy'],
        [`${month}/${date}/${year} 8:26`, 'mdy'],
        [`${year}年${month}月${date}日`, 'ymd'],
        [
          `${date}-${new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' }).format(day * 86_400_000)}-${year}`,
          'ymd',
        ],
      ] as const) {
        expect(parseDate(text, { order, serial: false })).toMatchObject({ day });
      }
    }),
    { seed: seed() },
  );
});
