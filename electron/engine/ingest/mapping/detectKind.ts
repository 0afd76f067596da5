import type { TableKind } from '../../../../shared/domain/fields.ts';
import { tableKinds } from '../../../../shared/domain/fields.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import { mapColumns, missingFields, requiredGroups } from './mapColumns.ts';

/** Fields of which a kind must have one: without, a file with an account and a date would be anything. */
const telling: Partial<Record<TableKind, string[]>> = {
  sales: ['revenue', 'quantity', 'gmv'],
  feedback: ['nps', 'csat', 'comment'],
  activities: ['type', 'note', 'opened', 'closed', 'due', 'planned'],
  stock: ['inventory', 'outbound', 'sell_out', 'received'],
  market: ['value'],
  plans: ['target'],
};

/** What is one row of this file? The kind whose fields the columns fill best, or null where none is filled. */
export function detectKind(profiles: ColumnProfile[], records: number): TableKind | null {
  let best: TableKind | null = null;
  let bestScore = 0;
  for (const kind of tableKinds) {
    const score = kindScore(kind, profiles, records);
    if (score > bestScore) {
      bestScore = score;
      best = kind;
    }
  }
  return best;
}

function kindScore(kind: TableKind, profiles: ColumnProfile[], records: number): number {
  const { mapping, confidence } = mapColumns(kind, profiles);
  if (missingFields(kind, mapping).length > 0) return 0;
  const sure = (name: string) => confidence.get(mapping[name] ?? '') ?? 0;
  const required = requiredGroups(kind).map((group) => Math.max(...group.map(sure)));
  const tells = telling[kind];
  if (tells && !tells.some((name) => sure(name) >= 0.5)) return 0;
  const fields = Object.keys(mapping)
    .map(sure)
    .filter((value) => value > 0.5);
  let score =
    required.reduce((sum, value) => sum + value, 0) + 0.5 * fields.reduce((sum, value) => sum + value, 0);
  if (tells) score += 0.5 * Math.max(...tells.map(sure));
  if (kind === 'accounts' || kind === 'products')
    score *= keyIsUnique(kind, mapping, profiles, records) ? 1.2 : 0.3;
  return score;
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
