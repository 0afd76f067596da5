import { openSource } from '../../../../electron/engine/ingest/source/openSource.ts';
import type { OpenedTable } from '../../../../electron/engine/ingest/tables/openedTable.ts';
import { openTable } from '../../../../electron/engine/ingest/tables/openTable.ts';
import type { ReadOptions } from '../../../../shared/contract/ingest.ts';

/** The table of a file and the delimited text it is turned into. */
export async function tableText(
  path: string,
  options: ReadOptions = {},
): Promise<{ table: OpenedTable; text: string }> {
  const table = await openTable(await openSource(path), options);
  const blocks: Uint8Array[] = [];
  for await (const block of table.text({})) blocks.push(block);
  return { table, text: Buffer.concat(blocks).toString('utf8') };
}
