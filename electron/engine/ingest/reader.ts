import { createArchiveReader } from './archive/archiveReader.ts';
import { csvReader } from './csv/csvReader.ts';
import type { Source } from './source/openSource.ts';
import type { TableReader } from './tableReader.ts';
import { convertedReader } from './tables/convertedReader.ts';

/** In the order they are asked; delimited text, which can be anything, comes last. */
const readers: readonly TableReader[] = [createArchiveReader(findReader), convertedReader, csvReader];

export function findReader(source: Source): TableReader {
  return readers.find((reader) => reader.accepts(source)) ?? csvReader;
}
