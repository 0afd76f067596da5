import type { Mapping, Unpivot } from '../../../../shared/contract/ingest.ts';
import type { TableKind } from '../../../../shared/domain/fields.ts';
import { findField, tableKinds } from '../../../../shared/domain/fields.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import { mapColumns, missingFields, requiredGroups } from './mapColumns.ts';
import { type NamesAcross, namedFit } from './namesAcross.ts';
import { settleWide } from './settleWide.ts';
import { isStatement } from './statement.ts';
import { headerMatch } from './synonyms.ts';
import { contextFit, type WideTable } from './wideTable.ts';

/** Fields of which a kind must have one: without, a file with an account and a date would be anything. */
const telling: Partial<Record<TableKind, string[]>> = {
  sales: ['revenue', 'quantity', 'gmv'],
  feedback: ['nps', 'csat', 'comment'],
  activities: ['type', 'note', 'opened', 'closed', 'due', 'planned'],
  stock: ['inventory', 'outbound', 'sell_out', 'received'],
  market: ['value'],
  plans: ['target'],
};

/**
 * What is one row of this file? The kind whose fields the columns fill best, or null where none is filled. Of a wide
 * table, its titles and the file's name have a say.
 */
export function detectKind(
  profiles: ColumnProfile[],
  records: number,
  wide: WideTable | null = null,
  context = '',
): TableKind | null {
  let best: TableKind | null = null;
  let bestScore = 0;
  for (const kind of tableKinds) {
    const plain = () => kindScore(kind, profiles, records, context);
    const score = wide?.names
      ? Math.max(namesScore(kind, profiles, wide, wide.names), plain())
      : wide
        ? wideScore(kind, profiles, wide)
        : plain();
    if (score > bestScore) {
      bestScore = score;
      best = kind;
    }
  }
  return best;
}

/** A wide table is of a kind that has a field for its figures; without a word of plans or stock it is sales, or a market. */
function wideScore(kind: TableKind, profiles: ColumnProfile[], wide: WideTable): number {
  if (wide.rates) return kind === 'rates' ? 1 : 0;
  const settled = settleWide(kind, wide, undefined, undefined);
  if (!settled.unpivot) return 0;
  const { mapping, confidence } = mapColumns(kind, profiles, settled);
  if (missingFields(kind, mapping, settled.fields).length > 0) return 0;
  const sure = Object.entries(mapping)
    .filter(([field]) => findField(kind, field))
    .map(([, header]) => confidence.get(header) ?? 0)
    .filter((value) => value > 0.5);
  const named = [...wide.measures.values()].some((measure) => measure !== '')
    ? measureFit(kind, settled.unpivot)
    : 1;
  const base = kind === 'sales' ? 1 : kind === 'market' ? 0.6 : 0.4;
  return (base + sure.reduce((sum, value) => sum + value, 0)) * contextFit(kind, wide.context) * named;
}

/** Columns told apart by names are of a kind that has a field for such names, and finds what else it needs. */
function namesScore(kind: TableKind, profiles: ColumnProfile[], wide: WideTable, names: NamesAcross): number {
  const settled = settleWide(kind, wide, undefined, undefined);
  if (!settled.unpivot) return 0;
  const { mapping } = mapColumns(kind, profiles, settled);
  return missingFields(kind, mapping, settled.fields).length > 0 ? 0 : wholeTable * namedFit(kind, names);
}

/** As good as a list of which every column is known. */
const wholeTable = 5;

/** Measures in the headers speak for a kind that has fields of those names. */
function measureFit(kind: TableKind, unpivot: Unpivot): number {
  const fields = new Set(Object.values(unpivot.fields ?? { '': unpivot.value }));
  return [...fields].some((field) => telling[kind]?.includes(field)) ? 1.2 : 1;
}

function kindScore(kind: TableKind, profiles: ColumnProfile[], records: number, context: string): number {
  const { mapping, confidence } = mapColumns(kind, profiles, { taken: new Set(), fields: [], context });
  if (missingFields(kind, mapping).length > 0) return 0;
  const sure = (name: string) => confidence.get(mapping[name] ?? '') ?? 0;
  const required = requiredGroups(kind).map((group) => Math.max(...group.map(sure)));
  if (kind === 'sales') required.push(Math.max(sure('revenue'), (sure('quantity') + sure('price')) / 2));
  if (kind !== 'sales' && isStatement(profiles)) return 0;
  const tells = telling[kind];
  if (tells && !tells.some((name) => sure(name) >= 0.5)) return 0;
  if (kind === 'plans' && headerMatch(mapping.target ?? '', 'target', 'sales') === 0 && hasOrders(profiles))
    return 0;
  if ((kind === 'market' || kind === 'products') && hasOrders(profiles)) return 0;
  if (!suitsPeriod(kind, profiles, mapping, context)) return 0;
  const fields = Object.keys(mapping)
    .map(sure)
    .filter((value) => value > 0.5);
  let score =
    required.reduce((sum, value) => sum + value, 0) + 0.5 * fields.reduce((sum, value) => sum + value, 0);
  if (tells) score += 0.5 * Math.max(...tells.map(sure));
  if (kind === 'feedback' && /[?？]/.test(mapping.nps ?? '')) score += 1 + score * 0.5;
  if (kind === 'accounts' || kind === 'products')
    score *= keyIsUnique(kind, mapping, profiles, records) ? 1.2 : isDated(profiles) ? 0 : 0.3;
  if ((kind === 'accounts' || kind === 'products') && profiles.some(({ told }) => told !== undefined))
    score *= 0.3;
  const filled = profiles.filter((profile) => profile.filled > 0).length;
  return score * (0.6 + (0.4 * fields.length) / Math.max(1, filled));
}

/** Of a table whose only period stands in its title, what a plan or a market is has to be said, too. */
function suitsPeriod(kind: TableKind, profiles: ColumnProfile[], mapping: Mapping, context: string): boolean {
  if (!profiles.some(({ told }) => told !== undefined)) return true;
  if (kind === 'plans')
    return contextFit('plans', context) > 1 || headerMatch(mapping.target ?? '', 'target', 'sales') >= 0.6;
  if (kind === 'market')
    return (
      contextFit('market', context) > 1 ||
      /market|TAM|市场|大盘|行业|markt|marché|mercado|mercato/iu.test(mapping.value ?? '')
    );
  return true;
}

/** Whether rows have the numbers of orders or invoices, so that an amount is what somebody paid. */
function hasOrders(profiles: ColumnProfile[]): boolean {
  return profiles.some(({ header }) => headerMatch(header, 'order', 'plans') >= 0.8);
}

/** Whether rows are of days: with names that come again, they are what happened rather than a list. */
function isDated(profiles: ColumnProfile[]): boolean {
  return profiles.some(({ type, header }) => type === 'date' && headerMatch(header, 'date', 'sales') >= 0.6);
}

function keyIsUnique(
  kind: 'accounts' | 'products',
  mapping: Record<string, string>,
  profiles: ColumnProfile[],
  records: number,
): boolean {
  const names = kind === 'accounts' ? ['account_id', 'account'] : ['sku', 'product'];
  return names.some((name) => {
    const profile = profiles.find((one) => one.header === mapping[name]);
    return (
      profile !== undefined && profile.filled >= records * 0.9 && profile.distinct >= profile.filled * 0.98
    );
  });
}
