import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { Unit } from '../../../shared/domain/table.ts';
import type { MessageKey } from '../../../shared/i18n/messages.ts';
import type { Words } from '../../app/words.tsx';

/** A headline number: what it is, where its comparison and its line over time come from, where it leads. */
export interface TileSpec {
  /** Name in the values of the exhibit it comes from. */
  value: string;
  /** Exhibit that holds the value; `summary` where it says nothing. */
  from?: 'opportunities';
  label: MessageKey;
  unit: Unit;
  /** Name of the value it is compared with, in `summary`; for retention rates it comes from the period before. */
  prior?: string;
  /** Column of `movement-series` that holds the same rate for earlier periods. */
  rate?: 'nrr' | 'grr' | 'logo_retention';
  line?: { exhibit: 'summary' | 'series'; table: string; column: string };
  /** Said where the number is not available. */
  missing: MessageKey;
  /** Said where there is nothing to compare with. */
  note?: MessageKey;
  page?: string;
}

const months = (column: string) => ({ exhibit: 'summary', table: 'months', column }) as const;
const rates = (column: string) => ({ exhibit: 'series', table: 'periods', column }) as const;

export const tileSpecs: readonly TileSpec[] = [
  {
    value: 'revenue',
    label: 'tile.revenue',
    unit: 'money',
    prior: 'revenuePrior',
    line: months('revenue'),
    missing: 'tile.missing.revenue',
  },
  {
    value: 'nrr',
    label: 'tile.nrr',
    unit: 'ratio',
    rate: 'nrr',
    line: rates('nrr'),
    missing: 'tile.missing.retention',
    page: '/retention',
  },
  {
    value: 'grr',
    label: 'tile.grr',
    unit: 'ratio',
    rate: 'grr',
    line: rates('grr'),
    missing: 'tile.missing.retention',
    page: '/retention',
  },
  {
    value: 'logoRetention',
    label: 'tile.logoRetention',
    unit: 'ratio',
    rate: 'logo_retention',
    line: rates('logo_retention'),
    missing: 'tile.missing.retention',
    page: '/retention',
  },
  {
    value: 'activeAccounts',
    label: 'tile.activeAccounts',
    unit: 'count',
    prior: 'activeAccountsPrior',
    line: months('active_accounts'),
    missing: 'tile.missing.revenue',
    page: '/accounts',
  },
  {
    value: 'orders',
    label: 'tile.orders',
    unit: 'count',
    prior: 'ordersPrior',
    line: months('orders'),
    missing: 'tile.missing.orders',
  },
  {
    value: 'margin',
    label: 'tile.margin',
    unit: 'money',
    prior: 'marginPrior',
    missing: 'tile.missing.cost',
  },
  {
    value: 'retainValue',
    from: 'opportunities',
    label: 'tile.atRisk',
    unit: 'money',
    missing: 'tile.missing.atRisk',
    note: 'tile.note.atRisk',
    page: '/retention',
  },
  {
    value: 'upsellValue',
    from: 'opportunities',
    label: 'tile.headroom',
    unit: 'money',
    missing: 'tile.missing.headroom',
    note: 'tile.note.headroom',
    page: '/upsell',
  },
  {
    value: 'crossSellValue',
    from: 'opportunities',
    label: 'tile.crossSell',
    unit: 'money',
    missing: 'tile.missing.crossSell',
    note: 'tile.note.crossSell',
    page: '/cross-sell',
  },
];

/** Counts below this fit a tile in full. */
const longestCount = 1_000_000;

export interface TileChange {
  text: string;
  direction: -1 | 0 | 1;
}

function numberOf(exhibit: Exhibit, name: string): number | null {
  const value = exhibit.values[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A change by its words without a sign: none where they say zero. */
function arrowed(change: number, text: string): TileChange {
  if (!/[1-9]/.test(text)) return { text, direction: 0 };
  return change > 0 ? { text: `▲ +${text}`, direction: 1 } : { text: `▼ −${text}`, direction: -1 };
}

/** Change of a tile against the comparison period: relative for amounts, in percentage points for rates. */
export function tileChange(
  spec: TileSpec,
  summary: Exhibit,
  priorRate: number | null,
  { t, format }: Words,
): TileChange | null {
  const now = numberOf(summary, spec.value);
  if (now === null) return null;
  if (spec.rate) {
    if (priorRate === null) return null;
    const change = now - priorRate;
    const points = format.value(Math.abs(change), 'ratio').replace(/\s*%/, '');
    return arrowed(change, t('tile.points', { value: points }));
  }
  const before = spec.prior ? numberOf(summary, spec.prior) : null;
  if (before === null || before <= 0) return null;
  const change = now / before - 1;
  return arrowed(change, format.value(Math.abs(change), 'ratio'));
}

export function tileValue(spec: TileSpec, summary: Exhibit, { format }: Words): string {
  const value = numberOf(summary, spec.value);
  if (spec.unit === 'money') return format.amount(value, summary.evidence.currency?.reporting);
  const isCount = spec.unit === 'count' && (value ?? 0) < longestCount;
  return isCount ? format.value(value, spec.unit) : format.short(value, spec.unit);
}

export function isMissing(spec: TileSpec, summary: Exhibit): boolean {
  return numberOf(summary, spec.value) === null;
}
