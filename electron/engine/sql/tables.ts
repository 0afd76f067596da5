import type { SqlTable } from '../../../shared/contract/sql.ts';
import type { Batch, QuarantinedRow } from '../../../shared/contract/workspace.ts';
import { tableKinds } from '../../../shared/domain/fields.ts';
import type { Grain } from '../../../shared/domain/period.ts';
import { bytesOf } from '../background/bytesOf.ts';
import { hold } from '../background/memory.ts';
import { valueCount } from '../book/codedColumn.ts';
import { inBunches, type Steps } from '../book/steps.ts';
import type { Attribute, Book, Dimension } from '../book/types.ts';
import { quarantinedRows } from '../ingest/quarantineTable.ts';
import type { Workspace } from '../workspace/types.ts';
import { factSource } from './factSource.ts';
import { listed, plainSource, type SqlSource, type SqlSourceColumn, textSource } from './source.ts';
import { columnTexts, encodedTexts } from './sqlTexts.ts';

const fewValues = 60;
const grains: readonly Grain[] = ['year', 'half', 'quarter', 'month', 'week'];

/** Tables of rows that stand for themselves; what they hold is to be read beforehand. */
export const factKinds = tableKinds.filter(
  (kind) => kind !== 'sales' && kind !== 'accounts' && kind !== 'products',
);

/** Every table of the workspace: sales, accounts, products, the other kinds, batches and quarantined rows. */
export function sqlSources(book: Book, workspace: Workspace): SqlSource[] {
  const batches = workspace.batches();
  const sources = [
    salesSource(book.conversion?.original ?? book, book),
    dimensionSource('accounts', 'account', book.accounts),
    dimensionSource('products', 'product', book.products),
    ...factKinds.map((kind) => factSource(kind, book)),
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

function identity(length: number): Int32Array {
  return Int32Array.from({ length }, (_, member) => member);
}

/** Amounts as they are stored, and revenue as the book that is `told` in one currency has it. */
function salesSource(book: Book, told: Book): SqlSource {
  const account = () => book.account();
  const product = () => book.product() ?? new Int32Array(book.n).fill(-1);
  const columns: SqlSourceColumn[] = [
    plainSource('date', 'date', () => ({ name: 'date', type: 'day', values: book.day(), grain: 'day' })),
    ...memberColumns('account', book.accounts, account),
    ...(book.products.count > 0 ? memberColumns('product', book.products, product).map(readsProduct) : []),
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
    add(plainSource(grain, 'text', () => ({ name: grain, type: 'day', values: book.day(), grain })));
  }
  for (const [name, attribute] of book.accounts.attributes) add(attributeColumn(name, attribute, account));
  for (const [name, attribute] of book.products.attributes)
    add(readsProduct(attributeColumn(name, attribute, product)));
  return { name: 'sales', n: book.n, columns };
}

function readsProduct(source: SqlSourceColumn): SqlSourceColumn {
  return Object.assign(source, { reads: ['product'] });
}

function memberColumns(
  level: 'account' | 'product',
  { count, keys, names }: Dimension,
  index?: () => Int32Array,
): SqlSourceColumn[] {
  const codes = () => identity(count);
  return [
    textSource(level, codes, () => listed(keys), index),
    textSource(`${level}_name`, codes, () => listed(names), index),
  ];
}

function salesColumn(book: Book, { name, type }: { name: string; type: 'number' | 'text' }): SqlSourceColumn {
  const reads = [name];
  if (type === 'number') {
    const source = plainSource(name, type, () => ({ name, type: 'number', values: book.number(name)! }));
    return { ...source, reads };
  }
  const source = textSource(
    name,
    () => book.text(name)!.codes,
    () => columnTexts(book.text(name)!),
  );
  return withValues({ ...source, reads }, () => {
    const column = book.text(name)!;
    return valueCount(column) > fewValues ? [] : column.values;
  });
}

/** Beside the revenue of sales that name a currency: the same in the reporting currency. */
function reportingColumns(name: string, book: Book, told: Book): SqlSourceColumn[] {
  if (name !== 'revenue' || !book.salesColumns().some((column) => column.name === 'currency')) return [];
  const column = 'revenue_reporting';
  const values = () => told.number('revenue')!;
  return [
    {
      ...plainSource(column, 'number', () => ({ name: column, type: 'number', values: values() })),
      reads: ['revenue'],
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
        () => listed(values),
        index,
      ),
      () => values,
    );
  }
  if (attribute.type === 'number') {
    const { values } = attribute;
    return plainSource(name, 'number', () => ({ name, type: 'number', values, ...place() }));
  }
  const { values } = attribute;
  return plainSource(name, 'date', () => ({ name, type: 'day', values, grain: 'day', ...place() }));
}

function dimensionSource(name: string, level: 'account' | 'product', dimension: Dimension): SqlSource {
  const { count, attributes, fromFacts } = dimension;
  return {
    name,
    n: count,
    columns: [
      ...memberColumns(level, dimension),
      ...Array.from(attributes, ([attribute, values]) => attributeColumn(attribute, values)),
      plainSource('from_facts', 'number', () => ({
        name: 'from_facts',
        type: 'number',
        values: Int32Array.from(fromFacts),
      })),
    ],
  };
}

/** A source from rows of plain values. */
function rowSource<Row>(
  name: string,
  rows: () => Steps<Row[]>,
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
        *data() {
          const all = yield* rows();
          const codes = new Int32Array(n).fill(-1);
          const values = new Float64Array(type === 'number' ? n : 0).fill(Number.NaN);
          yield* inBunches(Math.min(n, all.length), (from, to) => {
            for (let row = from; row < to; row++) {
              const cell = value(all[row]!);
              if (type === 'number') values[row] = (cell as number | null) ?? Number.NaN;
              else if (cell !== null) codes[row] = row;
            }
          });
          if (type === 'number') return { name: column, type, values };
          const texts = yield* encodedTexts(all.length, (row) => String(value(all[row]!) ?? ''));
          return { name: column, type, codes, texts };
        },
      }),
    ),
  };
}

function batchSource(batches: Batch[]): SqlSource {
  // biome-ignore lint/correctness/useYield: the rows are there.
  const rows = function* (): Steps<Batch[]> {
    return batches;
  };
  return rowSource('batches', rows, batches.length, [
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
  const kept: { rows: Row[] | null } = { rows: null };
  const rows = function* (): Steps<Row[]> {
    if (kept.rows) return kept.rows;
    const found: Row[] = [];
    for (const { id, quarantined } of batches) {
      if (quarantined === 0) continue;
      for (const row of yield* quarantinedRows(workspace, id)) found.push({ ...row, batch: id });
    }
    kept.rows = found;
    hold(kept, bytesOf(found), () => {
      kept.rows = null;
    });
    return found;
  };
  const n = batches.reduce((sum, { quarantined, repaired }) => sum + quarantined - repaired, 0);
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
