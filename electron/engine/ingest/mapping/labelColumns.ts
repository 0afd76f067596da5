import type { Mapping } from '../../../../shared/contract/ingest.ts';
import { findField, type TableKind } from '../../../../shared/domain/fields.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import { ofCustomers, ofProducts } from './acrossWords.ts';

/** Columns that are not looked at, and fields that are filled otherwise. */
export interface Elsewhere {
  taken: ReadonlySet<string>;
  fields: readonly string[];
  /** What titles and the name of the file say. */
  context?: string;
}

const unnamed = /^(?:Column|Section|分组)(?: \d+)?(?: \(\d+\))?$/;

/** A column without a name whose labels stand above their rows, as in a report by customer, is what the rows are of. */
export function nameGroups(
  kind: TableKind,
  profiles: ColumnProfile[],
  mapping: Mapping,
  confidence: Map<string, number>,
): void {
  if (mapping.account !== undefined || !findField(kind, 'account')) return;
  const own = profiles.findLast(({ header, groups }) => groups && unnamed.test(header));
  if (!own || confidence.has(own.header)) return;
  mapping.account = own.header;
  confidence.set(own.header, 0.6);
}

const ofSales =
  /\bsum of (?:net |gross |total )?(?:revenue|sales|amount|turnover)\b|求和项\s*[:：]?\s*(?:金额|销售额|收入)/iu;
const rowLabels =
  /^(?:row labels|行标签|列标签|zeilenbeschriftungen|étiquettes de lignes|etiquetas de fila|etichette di riga|rótulos de linha)$/iu;

/** The column in front, without a name of its own, is of customers or of products where the title says so: `Sales by Customer`. */
export function nameRows(
  kind: TableKind,
  profiles: ColumnProfile[],
  mapping: Mapping,
  confidence: Map<string, number>,
  { taken, context = '' }: Elsewhere,
): void {
  const front = profiles.find(({ header, filled }) => filled > 0 && !taken.has(header));
  if (front?.type !== 'text' || confidence.has(front.header)) return;
  if (!unnamed.test(front.header) && !rowLabels.test(front.header.trim())) return;
  const pivot = profiles.some(({ header }) => ofSales.test(header));
  const field = rowField(kind, context, pivot);
  if (field === null || mapping[field] !== undefined) return;
  mapping[field] = front.header;
  confidence.set(front.header, 0.6);
}

/** What rows are of, by the words of titles; the sums of a pivot table are of customers where nothing else is said. */
function rowField(kind: TableKind, context: string, pivot: boolean): string | null {
  const dealt = kind === 'sales' || kind === 'plans';
  if (dealt && ofCustomers(context)) return 'account';
  if ((kind === 'products' || dealt) && ofProducts(context)) return 'product';
  return dealt && (pivot || ofSales.test(context)) ? 'account' : null;
}
