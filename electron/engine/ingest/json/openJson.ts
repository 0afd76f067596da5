import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { emptyFile, type ReadTaps, readSource, type Source } from '../source/openSource.ts';
import { toUtf8By } from '../source/transcode.ts';
import type { ReadContext } from '../tableReader.ts';
import { writeRecord, writeValue } from '../tables/cellValue.ts';
import { cancellable, findSheet, type OpenedTable, tableWarning } from '../tables/openedTable.ts';
import { RecordWriter } from '../tables/recordWriter.ts';
import { encodingOf } from '../xlsx/xmlPart.ts';
import { bareColumn, eachField } from './flatten.ts';
import { JsonScanner, type JsonSink } from './jsonScanner.ts';
import { guarded, type JsonList, type JsonSurvey, readElement, surveyJson } from './surveyJson.ts';

/**
 * A list of records in a JSON document, or the values of JSON lines; of several lists the one asked for, or the longest.
 * Nested objects become columns `a.b`, lists in records stay JSON. Throws `emptyFile` where there is no record,
 * `notFound` for another list's path, `badInput` where a record is no JSON.
 */
export async function openJson(
  source: Source,
  options: ReadOptions,
  context: ReadContext,
): Promise<OpenedTable> {
  const { lists, lines } = await surveyed(source, context);
  const longest = lists.reduce((best, list, at) => (list.records > lists[best]!.records ? at : best), 0);
  const names = lists.map(nameOf);
  const chosen = options.sheet === undefined ? longest : findSheet(source.name, options.sheet, names);
  const list = lists[chosen];
  if (!list) throw emptyFile(source.name);
  const format = lines ? 'jsonl' : 'json';
  const choice =
    lists.length > 1 ? { sheets: names, sheet: names[chosen]!, sheetInfo: lists.map(infoOf) } : {};
  const others = options.sheet === undefined ? lists.length - 1 : 0;
  return {
    format,
    ...choice,
    warnings:
      others === 0
        ? []
        : [
            tableWarning('tableChosen', `List "${names[chosen]}" is read; there are ${others} others.`, {
              sheet: names[chosen]!,
              count: others,
            }),
          ],
    firstRow: list.rows ? 1 : 0,
    named: !list.rows,
    text: (taps) => listText(source, list, taps),
  };
}

function nameOf({ path }: JsonList): string {
  return path === '' ? '(root)' : path;
}

function infoOf(list: JsonList) {
  return {
    name: nameOf(list),
    hidden: false,
    range: null,
    rows: list.records,
    columns: list.rows ? null : list.columns.size,
  };
}

async function* listText(source: Source, list: JsonList, taps: ReadTaps): AsyncGenerator<Uint8Array> {
  const sink = new WriteSink(list, source.name);
  const scanner = new JsonScanner(sink);
  for await (const block of toUtf8By(readSource(source, taps), encodingOf)) {
    guarded(source.name, () => scanner.feed(block));
    yield* sink.out.take();
  }
  guarded(source.name, () => scanner.finish());
  yield* sink.out.take(true);
}

class WriteSink implements JsonSink {
  readonly out = new RecordWriter();
  readonly #list: JsonList;
  readonly #file: string;
  readonly #values: unknown[];
  #record = 0;

  constructor(list: JsonList, file: string) {
    this.#list = list;
    this.#file = file;
    this.#values = new Array(list.columns.size).fill(null);
    if (!list.rows) writeRecord(this.out, [...list.columns.keys()].map(printable));
  }

  element(path: string, bytes: Buffer, from: number, to: number, loose: boolean): void {
    const list = this.#list;
    if (path !== list.path || loose !== list.loose) return;
    const value = readElement(bytes.toString('utf8', from, to), ++this.#record, this.#file);
    if (list.rows) {
      writeRecord(this.out, value as unknown[]);
      return;
    }
    this.#values.fill(null);
    eachField(value, (name, field) => {
      this.#values[list.columns.get(name)!] = field;
    });
    for (let at = 0; at < this.#values.length; at++) {
      if (at > 0) this.out.next();
      writeValue(this.out, this.#values[at]);
    }
    this.out.endRecord();
  }
}

/** A field without a name is called after what it is. */
function printable(name: string): string {
  return name.trim() === '' ? bareColumn : name;
}

const remembered = new Map<string, JsonSurvey>();
const rememberedFiles = 16;

/** A document is looked over once, though it is previewed and then imported. */
async function surveyed(source: Source, context: ReadContext): Promise<JsonSurvey> {
  const key = JSON.stringify([source.path, source.member, source.bytes, source.modified]);
  const known = remembered.get(key);
  if (known) return known;
  const survey = await surveyJson(
    cancellable(
      toUtf8By(readSource(source, context.onRaw ? { onRaw: context.onRaw } : {}), encodingOf),
      context,
    ),
    source.name,
  );
  if (remembered.size >= rememberedFiles) remembered.delete(remembered.keys().next().value!);
  remembered.set(key, survey);
  return survey;
}
