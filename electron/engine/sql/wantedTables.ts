import { breath, runStepsBeside, type Steps } from '../book/steps.ts';
import type { Book } from '../book/types.ts';
import type { SqlStatement } from './failure.ts';
import { imageBytes } from './imageBytes.ts';
import type { SqlSource } from './source.ts';
import type { SqlColumnData, SqlTableData } from './tableData.ts';

/** Columns by table. */
export type Wanted = Map<string, Set<string>>;

/** The columns of each table that a statement can touch. */
export function columnsNamed(statement: SqlStatement, sources: SqlSource[]): Wanted {
  const named = sources
    .filter(({ name }) => statement.mentions.has(name))
    .map(({ name, columns }): [string, Set<string>] => {
      const names = columns.map((column) => column.name);
      const isNamed = (column: string) =>
        statement.everything || statement.mentions.has(column.toLowerCase());
      return [name, new Set(names.filter(isNamed))];
    });
  return new Map(named);
}

export function united(one: Wanted, other: Wanted): Wanted {
  const names = new Set([...one.keys(), ...other.keys()]);
  return new Map(
    Array.from(names, (name) => [name, new Set([...(one.get(name) ?? []), ...(other.get(name) ?? [])])]),
  );
}

export function includes(all: Wanted, some: Wanted): boolean {
  return [...some].every(([table, columns]) => {
    const there = all.get(table);
    return there !== undefined && [...columns].every((column) => there.has(column));
  });
}

export interface SizedTable {
  table: SqlTableData;
  /** About how many bytes it takes as part of a database. */
  bytes: number;
}

/** The tables with these columns, brought beside other work. Throws CancelledError. */
export async function tablesOf(
  sources: SqlSource[],
  wanted: Wanted,
  book: Book,
  signal: AbortSignal,
): Promise<SizedTable[]> {
  const chosen = sources.flatMap(({ name, n, columns }): SqlSource[] => {
    const names = wanted.get(name);
    return names ? [{ name, n, columns: columns.filter((column) => names.has(column.name)) }] : [];
  });
  const reads = chosen.flatMap(({ columns }) => columns.flatMap((column) => column.reads ?? []));
  await book.prefetch(reads, signal);
  return runStepsBeside(sizedTables(chosen), { signal });
}

function* sizedTables(sources: SqlSource[]): Steps<SizedTable[]> {
  const tables: SizedTable[] = [];
  for (const { name, n, columns } of sources) {
    const brought: SqlColumnData[] = [];
    for (const column of columns) {
      brought.push({ ...(yield* column.data()), name: column.name });
      yield breath;
    }
    const table = { name, n, columns: brought };
    tables.push({ table, bytes: yield* imageBytes(table) });
  }
  return tables;
}

export function sumOfBytes(tables: SizedTable[]): number {
  return tables.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Copied in any case: what is joined is read once for every row of another table. */
const smallTable = 32 * 2 ** 20;

/** Marks the largest tables until the copies of the others have room; gives the bytes that these take. */
export function scanWhatIsTooLarge(tables: SizedTable[], room: number): number {
  let bytes = sumOfBytes(tables);
  for (const one of tables.toSorted((a, b) => b.bytes - a.bytes)) {
    if (bytes <= room || one.bytes <= smallTable) break;
    one.table.scanned = true;
    bytes -= one.bytes;
  }
  return bytes;
}
