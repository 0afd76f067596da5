import type { TableKind } from '../../../shared/domain/fields.ts';
import { inBunches, type Steps } from '../book/steps.ts';
import type { Book, Dimension } from '../book/types.ts';
import { missingDay, type StoredColumn } from '../workspace/types.ts';
import { listed, plainSource, type SqlSource, type SqlSourceColumn } from './source.ts';
import { encodedTexts } from './sqlTexts.ts';

/** The rows of every active batch of a kind, one after the other; a column that a batch lacks is missing there. */
export function factSource(kind: TableKind, book: Book): SqlSource {
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
      const values = () => joined(new Float64Array(n).fill(Number.NaN), parts(), lengths);
      return plainSource(name, type, () => ({ name, type: 'number', values: values() }));
    }
    if (type === 'day') {
      const values = () => joined(new Int32Array(n).fill(missingDay), parts(), lengths);
      return plainSource(name, 'date', () => ({ name, type: 'day', values: values(), grain: 'day' }));
    }
    return joinedSource(name, n, parts, lengths, dimension);
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

interface CodedTexts {
  codes: Int32Array;
  texts: string[];
}

function joinedSource(
  name: string,
  n: number,
  parts: () => (StoredColumn | undefined)[],
  lengths: number[],
  dimension: Dimension | null,
): SqlSourceColumn & { joined(): Steps<CodedTexts> } {
  const join = () => joinedTexts(n, parts(), lengths, dimension);
  return {
    name,
    type: 'text',
    joined: join,
    *data() {
      const { codes, texts } = yield* join();
      return { name, type: 'text', codes, texts: yield* listed(texts) };
    },
  };
}

/** One dictionary for all parts; a key of an account or product is written as the book knows it, so that it joins. */
function* joinedTexts(
  n: number,
  parts: (StoredColumn | undefined)[],
  lengths: number[],
  dimension: Dimension | null,
): Steps<CodedTexts> {
  const codes = new Int32Array(n).fill(-1);
  const texts: string[] = [];
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (part?.type === 'code') {
      yield { texts: [part.texts] };
      const first = texts.length;
      const { dictionary, values } = part;
      const start = at;
      yield* inBunches(dictionary.length, (from, to) => {
        for (let code = from; code < to; code++) texts.push(knownKey(dictionary[code]!, dimension));
      });
      yield* inBunches(values.length, (from, to) => {
        for (let row = from; row < to; row++) {
          if (values[row]! >= 0) codes[start + row] = first + values[row]!;
        }
      });
    }
    at += lengths[index]!;
  }
  return { codes, texts };
}

function knownKey(text: string, dimension: Dimension | null): string {
  const member = dimension?.find(text);
  return member === undefined ? text : dimension!.keys[member]!;
}

function namesColumn(
  level: 'account' | 'product',
  columns: SqlSourceColumn[],
  dimension: Dimension,
): SqlSourceColumn {
  const name = `${level}_name`;
  const keys = columns.find((column) => column.name === level) as ReturnType<typeof joinedSource>;
  return {
    name,
    type: 'text',
    *data() {
      const { codes, texts } = yield* keys.joined();
      const names = encodedTexts(texts.length, (index) => {
        const member = dimension.find(texts[index]!);
        return member === undefined ? texts[index]! : dimension.names[member]!;
      });
      return { name, type: 'text', codes, texts: yield* names };
    },
  };
}
