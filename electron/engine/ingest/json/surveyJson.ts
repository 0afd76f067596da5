import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { mostColumns } from '../xlsx/cellRange.ts';
import { eachField, parseElement } from './flatten.ts';
import { JsonScanner, type JsonSink } from './jsonScanner.ts';

/** A list of records in a document. */
export interface JsonList {
  path: string;
  /** Not a list in the file: values that stand one after the other (JSON lines), or a single object. */
  loose: boolean;
  records: number;
  /** Names of the fields in the order of their first appearance → their place. */
  columns: Map<string, number>;
  /** All records are lists themselves: rows without names. */
  rows: boolean;
}

const mostLists = 200;

/** What tables there are in a document; `lines` where several values stand one after the other. */
export interface JsonSurvey {
  lists: JsonList[];
  lines: boolean;
}

/** Looks a whole document over. Throws `badInput` naming the record that is no JSON. */
export async function surveyJson(blocks: AsyncIterable<Uint8Array>, file: string): Promise<JsonSurvey> {
  const sink = new SurveySink(file);
  const scanner = new JsonScanner(sink);
  await scanJson(scanner, blocks, file);
  const lines = scanner.roots > 1;
  if (lines && scanner.tooLarge) throw broken(file, 'one of its records is larger than 16 MiB');
  const inside = [...sink.lists.values()].filter((list) => !list.loose && list.records > 0 && !list.bare);
  const loose = sink.loose.records > 0 ? [sink.loose] : [];
  const chosen = lines || inside.length === 0 ? loose : inside;
  return { lists: chosen, lines };
}

/** Feeds a scanner and says what is wrong in our own terms. */
async function scanJson(
  scanner: JsonScanner,
  blocks: AsyncIterable<Uint8Array>,
  file: string,
): Promise<void> {
  for await (const block of blocks) guarded(file, () => scanner.feed(block));
  guarded(file, () => scanner.finish());
}

export function guarded(file: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    if (cause instanceof RangeError || cause instanceof SyntaxError) throw broken(file, cause.message, cause);
    throw cause;
  }
}

/** Reads a record, naming it where it is no JSON. */
export function readElement(text: string, record: number, file: string): unknown {
  try {
    return parseElement(text);
  } catch (cause) {
    throw new ExpectedError(
      'badInput',
      `${file} is no valid JSON: record ${record}: ${(cause as Error).message.slice(0, 200)}`,
      { file, row: record, hint: 'Correct that record, or export the data again.' },
      cause,
    );
  }
}

interface CountedList extends JsonList {
  /** Holds single values only: no table. */
  bare: boolean;
}

class SurveySink implements JsonSink {
  readonly lists = new Map<string, CountedList>();
  readonly loose: CountedList = emptyList('', true);
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  element(path: string, bytes: Buffer, from: number, to: number, loose: boolean): void {
    const list = loose ? this.loose : this.#list(path);
    if (!list) return;
    list.records++;
    const first = bytes[from];
    const isRow = first === 91;
    if (first === 123 || isRow) list.bare = false;
    list.rows &&= isRow;
    if (isRow && list.rows) return;
    const value = readElement(bytes.toString('utf8', from, to), list.records, this.#file);
    eachField(value, (name) => {
      if (!list.columns.has(name)) list.columns.set(name, list.columns.size);
    });
    if (list.columns.size > mostColumns)
      throw broken(this.#file, 'its records have too many different fields');
  }

  #list(path: string): CountedList | null {
    const known = this.lists.get(path);
    if (known) return known;
    if (this.lists.size >= mostLists) return null;
    const list = emptyList(path, false);
    this.lists.set(path, list);
    return list;
  }
}

function emptyList(path: string, loose: boolean): CountedList {
  return { path, loose, records: 0, columns: new Map(), rows: true, bare: true };
}

function broken(file: string, what: string, cause?: unknown): ExpectedError {
  return new ExpectedError(
    'badInput',
    `${file} is no valid JSON: ${what}`,
    { file, hint: 'Export the data again, as a list of objects or as JSON lines.' },
    cause,
  );
}
