import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { decodeValues } from '../csv/byteDictionary.ts';
import type { Source } from '../source/openSource.ts';
import type { DetectedTable, ReadContext, TableReader } from '../tableReader.ts';
import { type ColumnProfile, detectOrder } from './columns.ts';

const sure = 0.9;

/**
 * Day before month, or after, where the sample leaves it open: decided from every value of the column, which takes
 * one more pass over the file. Does nothing where the sample decided, was all there is, or the user did.
 */
export async function settleDates(
  reader: TableReader,
  source: Source,
  table: DetectedTable,
  options: ReadOptions,
  context: ReadContext,
): Promise<void> {
  const open = table.profiles
    .map((profile, index) => ({ profile, index }))
    .filter(({ profile }) => isOpen(profile) && options.dateOrder?.[profile.header] === undefined);
  if (table.whole || open.length === 0) return;
  const values: string[][] = open.map(() => []);
  const wanted = {
    width: table.profiles.length,
    columns: open.map(({ index }) => ({ index, type: 'code' as const })),
    required: [],
    hash: false,
  };
  for await (const { result } of reader.read(source, table, wanted, { signal: context.signal })) {
    result.values.forEach((fresh, slot) => void (fresh && addAll(values[slot]!, decodeValues(fresh))));
  }
  open.forEach(({ profile }, slot) => {
    const { order, confidence } = detectOrder(values[slot]!);
    profile.dateOrder = order;
    profile.orderConfidence = confidence;
  });
}

function isOpen(profile: ColumnProfile): boolean {
  return profile.dated >= sure && profile.orderMatters && profile.orderConfidence < sure;
}

function addAll(target: string[], texts: string[]): void {
  for (const text of texts) target.push(text);
}
