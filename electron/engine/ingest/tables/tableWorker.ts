import { parentPort, workerData } from 'node:worker_threads';
import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { toWireError, type WireError } from '../../../../shared/errors/errors.ts';
import { fileAccess, memoryAccess } from '../source/randomAccess.ts';
import type { FileFormat } from '../source/sniff.ts';
import type { ForeignReader, ForeignTable } from './foreignTable.ts';

/** What a thread is started for. */
export interface TableTask {
  path: string;
  name: string;
  bytes: number;
  content: Uint8Array | null;
  format: FileFormat;
  options: ReadOptions;
}

export type TableRequest = { read: number } | { more: number } | { stop: number } | { close: true };

export type TableAnswer =
  | { opened: Omit<ForeignTable, 'text'> }
  | { reading: number; block: Uint8Array }
  | { reading: number; end: true }
  | { reading: number | null; error: WireError };

const spreadsheet = async () => (await import('../sheetjs/openSheetJs.ts')).openSheetJs;

/** A thread loads the library of its own format only. */
const readers: Partial<Record<FileFormat, () => Promise<ForeignReader>>> = {
  parquet: async () => (await import('../parquet/openParquet.ts')).openParquet,
  arrow: async () => (await import('../arrow/openArrow.ts')).openArrow,
  sqlite: async () => (await import('../sqlite/openDatabase.ts')).openDatabase,
  xls: spreadsheet,
  xlsb: spreadsheet,
  ods: spreadsheet,
};

/** Blocks that may be on their way before the other side asks for more. */
const window = 8;

const port = parentPort;
if (!port) throw new Error('This module runs in a worker thread');
const task = workerData as TableTask;
const answer = (message: TableAnswer, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

async function open(): Promise<ForeignTable> {
  const { path, name, bytes, content, format, options } = task;
  const load = readers[format];
  if (!load) throw new Error(`No reader for ${format}`);
  const access = content
    ? memoryAccess(Buffer.from(content.buffer, content.byteOffset, content.length))
    : fileAccess(path, bytes);
  const read = await load();
  return read({ path: content ? '' : path, name, access }, options);
}

const credits = new Map<number, { left: number; wake: (() => void) | null; stopped: boolean }>();

async function send(reading: number, table: ForeignTable): Promise<void> {
  const credit = { left: window, wake: null as (() => void) | null, stopped: false };
  credits.set(reading, credit);
  try {
    for await (const block of table.text()) {
      if (credit.left === 0) {
        await new Promise<void>((resolve) => {
          credit.wake = resolve;
        });
      }
      if (credit.stopped) return;
      credit.left--;
      const own = block.byteLength === block.buffer.byteLength ? block : block.slice();
      answer({ reading, block: own }, [own.buffer as ArrayBuffer]);
    }
    answer({ reading, end: true });
  } catch (error) {
    answer({ reading, error: toWireError(error) });
  } finally {
    credits.delete(reading);
  }
}

const opened = open();
opened.then(
  ({ text: _, ...rest }) => answer({ opened: rest }),
  (error: unknown) => answer({ reading: null, error: toWireError(error) }),
);

port.on('message', (request: TableRequest) => {
  if ('close' in request) process.exit(0);
  if ('read' in request) return void opened.then((table) => send(request.read, table));
  const credit = credits.get('more' in request ? request.more : request.stop);
  if (!credit) return;
  if ('more' in request) credit.left++;
  else credit.stopped = true;
  credit.wake?.();
  credit.wake = null;
});
