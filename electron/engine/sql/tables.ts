import type { SqlColumn, SqlTable } from '../../../shared/contract/sql.ts';
import type { Batch, QuarantinedRow } from '../../../shared/contract/workspace.ts';
import { type TableKind, tableKinds } from '../../../shared/domain/fields.ts';
import type { Grain } from '../../../shared/domain/period.ts';
import type { Attribute, Book, Dimension } from '../book/types.ts';
import { allQuarantined } from '../ingest/quarantineTable.ts';
import { missingDay, type StoredColumn, type Workspace } from '../workspace/types.ts';
import type { SqlColumnData } from './tableData.ts';

/** A table that statements can read; the values of a column are brought when a statement names it. */
export interface SqlSource {
  name: string;
  n: number;
  columns: SqlSourceColumn[];
}

export interface SqlSourceColumn {
  name: string;
  type: SqlColumn['type'];
  data(): SqlColumnData;
  /** The distinct texts, where they are few. */
  values?: readonly string[];
}

const fewValues = 60;
const grains: readonly Grain[] = ['year', 'half', 'quarter', 'month', 'week'];

/** Every table of the workspace: sales, accounts, products, the other kinds, batches and quarantined rows. */
export function sqlSources(book: Book, workspace: Workspace): SqlSource[] {
  const batches = workspace.batches();
  const sources = [
    salesSource(book.conversion?.original ?? book, book),
    dimensionSource('accounts', 'account', book.accounts),
    dimensionSource('products', 'product', book.products),
    ...tableKinds
      .filter((kind) => kind !== 'sales' && kind !== 'accounts' && kind !== 'products')
      .map((kind) => factSource(kind, book)),
    batchSource(batches),
    quarantineSource(workspace, batches),
  ];
  return sources.map(withOwnNames);
}

/** Names that differ in case only are one to SQL: the later ones get a number. */
function withOwnNames(source: SqlSource): SqlSource {
  const taken = new Set<string>();
  for (const column of source.columns) {
    const { name } = column;
    for (let number = 2; taken.has(column.name.toLowerCase()); number++) column.name = `${name}_${number}`;
    taken.add(column.name.toLowerCase());
  }
  return source;
}

/** What the screen shows of the tables. */
export function describeSources(sources: SqlSource[]): SqlTable[] {
  return sources.map(({ name, n, columns }) => ({
    name,
    rows: n,
    columns: columns.map(({ name: column, type, values }) => ({
      name: column,
      type,
      values: values && values.length <= fewValues ? [...values] : [],
    })),
  }));
}

function textSource(
  name: string,
  codes: () => Int32Array,
  texts: () => readonly (string | null)[],
  index?: () => Int32Array,
): SqlSourceColumn {
  return {
    name,
    type: 'text',
    data: () => ({
      name,
      type: 'text',
      codes: codes(),
      texts: texts(),
      ...(index ? { index: index() } : {}),
    }),
  };
}

function identity(length: number): Int32Array {
  return Int32Array.from({ length }, (_, member) => member);
}

/** Amounts as they are stored, and revenue as the book that is `told` in one currency has it. */
function salesSource(book: Book, told: Book): SqlSource {
  const account = () => book.account();
  const product = () => book.product() ?? new Int32Array(book.n).fill(-1);
  const columns: SqlSourceColumn[] = [
    {
      name: 'date',
      type: 'date',
      data: () => ({ name: 'date', type: 'day', values: book.day(), grain: 'day' }),
    },
    ...memberColumns('account', book.accounts, account),
    ...(book.products.count > 0 ? memberColumns('product', book.products, product) : []),
    ...book
      .salesColumns()
      .flatMap((column) => [salesColumn(book, column), ...reportingColumns(column.name, book, told)]),
  ];
  const taken = new Set(columns.map(({ name }) => name));
  const add = (column: SqlSourceColumn) => {
    if (taken.has(column.name)) return;
    taken.add(column.name);
    columns.push(column);
  };
  for (const grain of grains) {
    add({ name: grain, type: 'text', data: () => ({ name: grain, type: 'day', values: book.day(), grain }) });
  }
  for (const [name, attribute] of book.accounts.attributes) add(attributeColumn(name, attribute, account));
  for (const [name, attribute] of book.products.attributes) add(attributeColumn(name, attribute, product));
  return { name: 'sales', n: book.n, columns };
}

function memberColumns(
  level: 'account' | 'product',
  { count, keys, names }: Dimension,
  index: () => Int32Array,
): SqlSourceColumn[] {
  return [
    textSource(
      level,
      () => identity(count),
      () => keys,
      index,
    ),
    textSource(
      `${level}_name`,
      () => identity(count),
      () => names,
      index,
    ),
  ];
}

function salesColumn(book: Book, { name, type }: { name: string; type: 'number' | 'text' }): SqlSourceColumn {
  if (type === 'number')
    return { name, type, data: () => ({ name, type: 'number', values: book.number(name)! }) };
  const source = textSource(
    name,
    () => book.text(name)!.codes,
    () => book.text(name)!.values,
  );
  return name === 'order' ? source : withValues(source, () => book.text(name)!.values);
}

/** Beside the revenue of sales that name a currency: the same in the reporting currency. */
function reportingColumns(name: string, book: Book, told: Book): SqlSourceColumn[] {
  if (name !== 'revenue' || !book.salesColumns().some((column) => column.name === 'currency')) return [];
  const column = 'revenue_reporting';
  return [
    {
      name: column,
      type: 'number',
      data: () => ({ name: column, type: 'number', values: told.number('revenue')! }),
    },
  ];
}

/** The values are looked at only when asked for: a large dictionary is not decoded for a list. */
function withValues(source: SqlSourceColumn, values: () => readonly string[]): SqlSourceColumn {
  return Object.defineProperty(source, 'values', { get: values, enumerable: true });
}

function attributeColumn(name: string, attribute: Attribute, index?: () => Int32Array): SqlSourceColumn {
  const place = () => (index ? { index: index() } : {});
  if (attribute.type === 'text') {
    const { codes, values } = attribute;
    return withValues(
      textSource(
        name,
        () => codes,
        () => values,
        index,
      ),
      () => values,
    );
  }
  if (attribute.type === 'number') {
    const { values } = attribute;
    return { name, type: 'number', data: () => ({ name, type: 'number', values, ...place() }) };
  }
  const { values } = attribute;
  return { name, type: 'date', data: () => ({ name, type: 'day', values, grain: 'day', ...place() }) };
}

function dimensionSource(
  name: string,
  level: string,
  { count, keys, names, attributes, fromFacts }: Dimension,
): SqlSource {
  return {
    name,
    n: count,
    columns: [
      textSource(
        level,
        () => identity(count),
        () => keys,
      ),
      textSource(
        `${level}_name`,
        () => identity(count),
        () => names,
      ),
      ...Array.from(attributes, ([attribute, values]) => attributeColumn(attribute, values)),
      {
        name: 'from_facts',
        type: 'number',
        data: () => ({ name: 'from_facts', type: 'number', values: Int32Array.from(fromFacts) }),
      },
    ],
  };
}

/** The rows of every active batch of a kind, one after the other; a column that a batch lacks is missing there. */
function factSource(kind: TableKind, book: Book): SqlSource {
  const batches = book.facts(kind);
  const lengths = batches.map((columns) => columns[0]?.values.length ?? 0);
  const n = lengths.reduce((sum, length) => sum + length, 0);
  const types = new Map<string, StoredColumn['type']>();
  for (const columns of batches) for (const { name, type } of columns) types.set(name, type);
  const columns = Array.from(types, ([name, type]): SqlSourceColumn => {
    const parts = () =>
      batches.map((all) => all.find((column) => column.name === name && column.type === type));
    const dimension = name === 'account' ? book.accounts : name === 'product' ? book.products : null;
    if (type === 'number') {
      return {
        name,
        type,
        data: () => ({
          name,
          type: 'number',
          values: joined(new Float64Array(n).fill(Number.NaN), parts(), lengths),
        }),
      };
    }
    if (type === 'day') {
      return {
        name,
        type: 'date',
        data: () => ({
          name,
          type: 'day',
          values: joined(new Int32Array(n).fill(missingDay), parts(), lengths),
          grain: 'day',
        }),
      };
    }
    return { name, type: 'text', data: () => joinedTexts(name, n, parts(), lengths, dimension) };
  });
  const levels = (['account', 'product'] as const).filter((level) =>
    columns.some(({ name }) => name === level),
  );
  const dimensions = { account: book.accounts, product: book.products };
  const names = levels.map((level) => namesColumn(level, columns, dimensions[level]));
  return { name: kind, n, columns: [...columns, ...names] };
}

function joined<Values extends Float64Array | Int32Array>(
  target: Values,
  parts: (StoredColumn | undefined)[],
  lengths: number[],
): Values {
  let at = 0;
  parts.forEach((part, index) => {
    if (part) target.set(part.values, at);
    at += lengths[index]!;
  });
  return target;
}

/** One dictionary for all parts; a key of an account or product is written as the book knows it, so that it joins. */
function joinedTexts(
  name: string,
  n: number,
  parts: (StoredColumn | undefined)[],
  lengths: number[],
  dimension: Dimension | null,
): SqlColumnData {
  const codes = new Int32Array(n).fill(-1);
  const texts: string[] = [];
  let at = 0;
  parts.forEach((part, index) => {
    if (part?.type === 'code') {
      const first = texts.length;
      for (const text of part.dictionary) {
        const member = dimension?.find(text);
        texts.push(member === undefined ? text : dimension!.keys[member]!);
      }
      part.values.forEach((code, row) => {
        if (code >= 0) codes[at + row] = first + code;
      });
    }
    at += lengths[index]!;
  });
  return { name, type: 'text', codes, texts };
}

function namesColumn(
  level: 'account' | 'product',
  columns: SqlSourceColumn[],
  dimension: Dimension,
): SqlSourceColumn {
  const name = `${level}_name`;
  const data = (): SqlColumnData => {
    const keys = columns.find((column) => column.name === level)!.data();
    if (keys.type !== 'text') throw new Error(`The ${level} of a fact is no text`);
    const texts = keys.texts.map((key) => {
      const member = key === null ? undefined : dimension.find(key);
      return member === undefined ? key : dimension.names[member]!;
    });
    return { name, type: 'text', codes: keys.codes, texts };
  };
  return { name, type: 'text', data };
}

/** A source from rows of plain values. */
function rowSource<Row>(
  name: string,
  rows: () => Row[],
  n: number,
  columns: [string, 'text' | 'number', (row: Row) => string | number | null][],
): SqlSource {
  return {
    name,
    n,
    columns: columns.map(
      ([column, type, value]): SqlSourceColumn => ({
        name: column,
        type,
        data: () =>
          type === 'number'
            ? {
                name: column,
                type,
                values: Float64Array.from(rows(), (row) => (value(row) as number | null) ?? Number.NaN),
              }
            : {
                name: column,
                type,
                codes: identity(n),
                texts: rows().map((row) => value(row) as string | null),
              },
      }),
    ),
  };
}

function batchSource(batches: Batch[]): SqlSource {
  return rowSource('batches', () => batches, batches.length, [
    ['batch', 'number', ({ id }) => id],
    ['kind', 'text', ({ kind }) => kind],
    ['source', 'text', ({ source }) => source],
    ['imported_at', 'text', ({ importedAt }) => importedAt],
    ['state', 'text', ({ state }) => state],
    ['rows', 'number', ({ rows }) => rows],
    ['accepted', 'number', ({ accepted }) => accepted],
    ['quarantined', 'number', ({ quarantined }) => quarantined],
    ['blank', 'number', ({ blank }) => blank],
    ['hash', 'text', ({ hash }) => hash],
  ]);
}

function quarantineSource(workspace: Workspace, batches: Batch[]): SqlSource {
  type Row = QuarantinedRow & { batch: number };
  let known: Row[] | null = null;
  const rows = () => {
    known ??= batches.flatMap(({ id, quarantined }) =>
      quarantined === 0 ? [] : allQuarantined(workspace, id).map((row) => ({ ...row, batch: id })),
    );
    return known;
  };
  const n = batches.reduce((sum, { quarantined }) => sum + quarantined, 0);
  return rowSource<Row>('quarantine', rows, n, [
    ['batch', 'number', ({ batch }) => batch],
    ['line', 'number', ({ line }) => line],
    ['record', 'number', ({ record }) => record],
    ['column', 'text', ({ column }) => column],
    ['reason', 'text', ({ reason }) => reason],
    ['value', 'text', ({ value }) => value],
    ['text', 'text', ({ text }) => text],
  ]);
}
