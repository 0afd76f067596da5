import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { openMember, type Source } from '../source/openSource.ts';
import type { DetectedTable, TableReader } from '../tableReader.ts';
import { findSheet, tableWarning } from '../tables/openedTable.ts';

const tableNames =
  /\.(?:csv|tsv|txt|tab|psv|dat|xlsx|xlsm|xls|xlsb|ods|parquet|arrow|feather|json|jsonl|ndjson|gz)$/i;

/** The files of an archive that look like tables by their names; all of them where none does. */
export function tablesOf(source: Source): string[] {
  const names = (source.members ?? []).map(({ name }) => name);
  const tables = names.filter((name) => tableNames.test(name));
  return tables.length > 0 ? tables : names;
}

/** An archive of several files: they are chosen like the sheets of a workbook, the first one unless told otherwise. */
export function createArchiveReader(readerOf: (source: Source) => TableReader): TableReader {
  return {
    accepts: ({ format }) => format === 'archive',
    detect: (source, options, context) => detect(source, options, context),
    async *read(_source, table, wanted, context) {
      const { member } = table;
      if (!member) throw new Error('This table was detected by another reader');
      yield* readerOf(member).read(member, table, wanted, context);
    },
  };

  async function detect(
    source: Source,
    options: ReadOptions,
    context: Parameters<TableReader['detect']>[2],
  ): Promise<DetectedTable> {
    const names = tablesOf(source);
    const { sheet, ...rest } = options;
    const { chosen, inner } = split(source, names, sheet);
    const member = await openMember(source, names[chosen]!);
    const read = inner === undefined ? rest : { ...rest, sheet: inner };
    const table = await readerOf(member).detect(member, read, context);
    const warning = tableWarning(
      'memberChosen',
      `File "${names[chosen]}" of the archive is read; there are ${names.length - 1} others.`,
      { sheet: names[chosen]!, count: names.length - 1 },
    );
    return {
      ...table,
      member,
      warnings: [...(table.warnings ?? []), ...(sheet === undefined && names.length > 1 ? [warning] : [])],
      layout: { ...table.layout, ...choice(names, chosen, table) },
    };
  }
}

/** `file` or `file › sheet`. */
function split(
  source: Source,
  names: string[],
  wanted: string | undefined,
): { chosen: number; inner?: string } {
  if (wanted === undefined) return { chosen: 0 };
  const [file, inner] = wanted.split(' › ') as [string, string | undefined];
  const chosen = findSheet(source.name, names.includes(wanted) ? wanted : file, names);
  return inner === undefined || names.includes(wanted) ? { chosen } : { chosen, inner };
}

/** The files, and where the chosen one holds several tables, those in its place. */
function choice(names: string[], chosen: number, { layout }: DetectedTable) {
  const inner = layout.sheets ?? [];
  const sheets = names.flatMap((name, at) =>
    at === chosen && inner.length > 1 ? inner.map((each) => `${name} › ${each}`) : [name],
  );
  const sheet = inner.length > 1 ? `${names[chosen]} › ${layout.sheet}` : names[chosen]!;
  const sheetInfo = sheets.map((name) => {
    const known = layout.sheetInfo?.find((info) => name === `${names[chosen]} › ${info.name}`);
    return known ? { ...known, name } : { name, hidden: false, range: null, rows: null, columns: null };
  });
  return { sheets, sheet, sheetInfo };
}
