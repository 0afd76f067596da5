import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { Unit } from '../../../shared/domain/table.ts';
import type { MessageKey } from '../../../shared/i18n/messages.ts';
import { evidenceLine } from '../../app/sliceWords.ts';
import type { ExhibitQuery } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { LoadingState } from '../../components/LoadingState.tsx';

interface Spec {
  value: string;
  label: MessageKey;
  unit: Unit;
  /** Said instead of an en dash alone. */
  missing: MessageKey;
}

const specs: readonly Spec[] = [
  { value: 'revenue', label: 'tile.revenue', unit: 'money', missing: 'tile.missing.revenue' },
  { value: 'share', label: 'column.share', unit: 'ratio', missing: 'tile.missing.revenue' },
  { value: 'rank', label: 'accounts.rank', unit: 'count', missing: 'tile.missing.revenue' },
  { value: 'orders', label: 'tile.orders', unit: 'count', missing: 'tile.missing.orders' },
  { value: 'products', label: 'column.products', unit: 'count', missing: 'tile.missing.products' },
  { value: 'tenureMonths', label: 'column.tenure_months', unit: 'months', missing: 'tile.missing.revenue' },
  { value: 'daysSince', label: 'column.days_since', unit: 'days', missing: 'tile.missing.revenue' },
  { value: 'percentile', label: 'column.percentile', unit: 'ratio', missing: 'tile.missing.rhythm' },
  { value: 'headroom', label: 'tile.headroom', unit: 'money', missing: 'tile.missing.headroom' },
  { value: 'nps', label: 'column.nps', unit: 'score', missing: 'tile.missing.feedback' },
];

function numberOf(exhibit: Exhibit, name: string): number | null {
  const value = exhibit.values[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function tileText({ value, unit }: Spec, exhibit: Exhibit, { format }: Words): string {
  const number = numberOf(exhibit, value);
  return unit === 'money'
    ? format.amount(number, exhibit.evidence.currency?.reporting)
    : format.short(number, unit);
}

/** Second line of a tile: why there is no number, or how revenue changed. */
function remark(spec: Spec, exhibit: Exhibit, { t, format }: Words): string {
  const now = numberOf(exhibit, spec.value);
  if (now === null) return t(spec.missing);
  const before = numberOf(exhibit, 'revenuePrior');
  if (spec.value !== 'revenue' || before === null || before <= 0) return '';
  const share = format.value(Math.abs(now / before - 1), 'ratio');
  if (!/[1-9]/.test(share)) return share;
  return now >= before ? `▲ +${share}` : `▼ −${share}`;
}

export function AccountTiles({ query }: { query: ExhibitQuery }) {
  const words = useWords();
  const { t } = words;
  const { exhibit } = query;
  if (query.status === 'error' && query.error)
    return <ErrorState error={query.error} onRetry={query.retry} />;
  if (!exhibit) return <LoadingState progress={query.progress} onCancel={query.cancel} />;
  return (
    <>
      <div className="tiles">
        {specs.map((spec) => (
          <section key={spec.value} className="tile" aria-label={t(spec.label)}>
            <span className="tile-name">{t(spec.label)}</span>
            <span className="tile-value">{tileText(spec, exhibit, words)}</span>
            <span className="tile-change">{remark(spec, exhibit, words)}</span>
          </section>
        ))}
      </div>
      <p className="tiles-line">{evidenceLine(exhibit.evidence, words)}</p>
    </>
  );
}
