import type { Mapping, PreviewColumn } from '../../../../shared/contract/ingest.ts';
import { normalizeHeader } from '../mapping/synonyms.ts';

export interface HeaderedTable {
  columns: Pick<PreviewColumn, 'header'>[];
  mapping: Mapping;
}

/**
 * Which column of `other` is which column of `lead`? The same name first, then the same name but for case, width and
 * punctuation, then a name that is taken for the same field. Header of `lead` → header of `other`.
 */
export function matchHeaders(lead: HeaderedTable, other: HeaderedTable): Map<string, string> {
  const open = new Set(other.columns.map(({ header }) => header));
  const found = new Map<string, string>();
  const take = (header: string, match: string | undefined) => {
    if (match === undefined || found.has(header) || !open.delete(match)) return;
    found.set(header, match);
  };
  for (const { header } of lead.columns) take(header, open.has(header) ? header : undefined);
  for (const { header } of lead.columns) {
    const normal = normalizeHeader(header);
    take(
      header,
      [...open].find((name) => normalizeHeader(name) === normal),
    );
  }
  for (const [field, header] of Object.entries(lead.mapping)) take(header, other.mapping[field]);
  return found;
}
