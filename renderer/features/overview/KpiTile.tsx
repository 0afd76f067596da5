import { useMemo } from 'react';
import { sparkline } from '../../../shared/charts/sparkline.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { usePalette } from '../../app/session.ts';
import { useGo } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';
import { Chart } from '../../charts/Chart.tsx';
import { isMissing, type TileSpec, tileChange, tileValue } from './tiles.ts';

interface KpiTileProps {
  spec: TileSpec;
  /** Holds the value; null while it is on its way, or where it cannot be had. */
  exhibit: Exhibit | null;
  loading: boolean;
  /** Exhibit that holds the line over time, when it has arrived. */
  line: Exhibit | null;
  priorRate: number | null;
}

/** One headline number with its change against the comparison period and its shape over the months. */
export function KpiTile({ spec, exhibit, loading, line, priorRate }: KpiTileProps) {
  const words = useWords();
  const { t } = words;
  const go = useGo();
  const change = exhibit ? tileChange(spec, exhibit, priorRate, words) : null;
  const missing = exhibit === null || isMissing(spec, exhibit);
  const label = t(spec.label);
  const value = exhibit ? tileValue(spec, exhibit, words) : loading ? '…' : '–';
  const tone = change?.direction === 1 ? ' is-gain' : change?.direction === -1 ? ' is-loss' : '';
  const { page } = spec;
  return (
    <section className="tile" aria-label={label}>
      {page ? (
        <a
          className="tile-name"
          href={`#${page}`}
          onClick={(event) => {
            event.preventDefault();
            go(page);
          }}
        >
          {label}
        </a>
      ) : (
        <span className="tile-name">{label}</span>
      )}
      <span className="tile-value">{value}</span>
      <span className={`tile-change${tone}`}>
        {loading
          ? t('tile.loading')
          : missing
            ? t(spec.missing)
            : change
              ? change.text
              : t(spec.note ?? 'tile.noComparison')}
      </span>
      {spec.line && line && !missing ? <TileLine spec={spec} line={line} label={label} /> : null}
    </section>
  );
}

function TileLine({ spec, line, label }: { spec: TileSpec; line: Exhibit; label: string }) {
  const { t, format } = useWords();
  const colours = usePalette();
  const source = spec.line!;
  const option = useMemo(
    () => sparkline(line, colours, format, t, { table: source.table, column: source.column }),
    [line, colours, format, t, source],
  );
  return <Chart option={option} label={t('tile.line', { name: label })} height={36} />;
}
