import { CancelledError, ExpectedError } from '../../../../shared/errors/errors.ts';
import type { ScannedChunk } from '../tableReader.ts';
import { type Chunk, type CutOptions, cutChunks, type OversizedCell } from './cutChunks.ts';
import { shownText } from './recordReader.ts';
import type { ScanPlan } from './scanPlan.ts';
import { createScanPool, type Scanned } from './scanPool.ts';

export interface ReadRequest {
  /** UTF-8. */
  blocks: AsyncIterable<Uint8Array>;
  plan: ScanPlan;
  /** Records to pass over at the start of the file: titles and header. */
  skip: number;
  file: string;
  headers: string[];
  /** How many threads scan; 0: none but the calling one. */
  threads: number;
  signal?: AbortSignal | undefined;
  /** Called once with the lines passed over. */
  onSkipped?(lines: number): void;
}

const chunkBytes = 2 << 20;
const smallChunkBytes = 1 << 18;

interface Flight {
  chunk: Chunk;
  scanner: number;
  scanned: Promise<Scanned>;
}

/** Scans a file below its header; results come in file order. Throws `cellTooLarge`, and CancelledError on abort. */
export async function* readRecords(request: ReadRequest): AsyncGenerator<ScannedChunk, void> {
  const pool = createScanPool(request.plan, request.threads);
  const free: SharedArrayBuffer[] = [];
  const size = request.threads === 0 ? smallChunkBytes : chunkBytes;
  const options: CutOptions = {
    delimiter: request.plan.delimiter,
    quote: request.plan.quote,
    chunkBytes: size,
    allocate: (bytes) => (bytes <= size && free.pop()) || new SharedArrayBuffer(Math.max(bytes, size)),
  };
  const flights: Flight[] = [];
  let records = 0;
  const stop = abortable(request.signal);
  async function* settleOldest(): AsyncGenerator<ScannedChunk> {
    const { chunk, scanner, scanned } = flights.shift()!;
    const { result, memory } = await Promise.race([scanned, stop.promise]);
    records += result.records;
    const bytes = new Uint8Array(chunk.memory, 0, chunk.length);
    yield { scanner, result, textOf: (row) => textAt(bytes, result.start[row]!, options) };
    pool.recycle(memory);
    if (chunk.memory.byteLength === size) free.push(chunk.memory);
  }
  try {
    for await (const piece of cutChunks(skipRecords(request, options), options)) {
      if (request.signal?.aborted) throw new CancelledError();
      if (!('memory' in piece)) {
        while (flights.length > 0) yield* settleOldest();
        throw tooLarge(request, piece, records);
      }
      flights.push({ chunk: piece, ...pool.submit(piece) });
      if (flights.length >= pool.window) yield* settleOldest();
    }
    while (flights.length > 0) yield* settleOldest();
  } finally {
    stop.release();
    await pool.close();
  }
}

function textAt(bytes: Uint8Array, start: number, options: CutOptions): string {
  const rest = bytes.subarray(start);
  return shownText(rest, passRecords(rest, 1, options, true).at);
}

function abortable(signal: AbortSignal | undefined): { promise: Promise<never>; release(): void } {
  let release = (): void => undefined;
  const promise = new Promise<never>((_resolve, reject) => {
    if (!signal) return;
    const abort = () => reject(new CancelledError());
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    release = () => signal.removeEventListener('abort', abort);
  });
  promise.catch(() => undefined);
  return { promise, release: () => release() };
}

function tooLarge(request: ReadRequest, { records, cell }: OversizedCell, before: number): ExpectedError {
  const row = before + records + 1;
  const column = request.headers[cell] ?? `Column ${cell + 1}`;
  return new ExpectedError(
    'cellTooLarge',
    `${request.file}, row ${row}: the cell of ${column} is larger than 32 MiB`,
    {
      file: request.file,
      row,
      column,
      hint: 'A quote that opens there may never close. Correct that row, or set the right quote character.',
    },
  );
}

const skipLimit = 32 << 20;

/** The blocks without the first records. A title that does not end within 32 MiB is not a title. */
async function* skipRecords(request: ReadRequest, options: CutOptions): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array(0);
  for await (const block of request.blocks) {
    if (!head) {
      yield block;
      continue;
    }
    head = Buffer.concat([head, block]);
    const { at, records, lines } = passRecords(head, request.skip, options, false);
    if (records < request.skip) {
      if (head.length > skipLimit) throw tooLarge(request, { records: 0, cell: 0 }, 0);
      continue;
    }
    request.onSkipped?.(lines);
    yield head.subarray(at);
    head = null;
  }
  if (!head || head.length === 0) return;
  const { at, lines } = passRecords(head, request.skip, options, true);
  request.onSkipped?.(lines);
  if (at < head.length) yield head.subarray(at);
}

/** Where the record after the first `count` starts; fewer are passed where they do not all end in these bytes. */
export function passRecords(
  bytes: Uint8Array,
  count: number,
  { delimiter, quote }: Pick<CutOptions, 'delimiter' | 'quote'>,
  last: boolean,
): { at: number; records: number; lines: number } {
  let at = 0;
  let lines = 0;
  let records = 0;
  for (let cell = 0, inLines = 0; records < count && cell < bytes.length; ) {
    if (bytes[cell] === quote) {
      for (cell++; cell < bytes.length; cell++) {
        if (bytes[cell] === 10 || (bytes[cell] === 13 && bytes[cell + 1] !== 10)) inLines++;
        if (bytes[cell] !== quote) continue;
        if (bytes[cell + 1] !== quote) break;
        cell++;
      }
      cell++;
    }
    while (cell < bytes.length && bytes[cell] !== delimiter && bytes[cell] !== 10 && bytes[cell] !== 13)
      cell++;
    if (cell >= bytes.length || (bytes[cell] === 13 && cell + 1 >= bytes.length && !last)) break;
    const byte = bytes[cell]!;
    cell += byte === 13 && bytes[cell + 1] === 10 ? 2 : 1;
    if (byte === delimiter) continue;
    at = cell;
    records++;
    lines += inLines + 1;
    inLines = 0;
  }
  if (last && records < count) return { at: bytes.length, records, lines };
  return { at, records, lines };
}
