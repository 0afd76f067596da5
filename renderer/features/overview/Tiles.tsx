import { useSlice } from '../../app/sliceState.ts';
import { evidenceLine } from '../../app/sliceWords.ts';
import { type ExhibitQuery, useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { LoadingState } from '../../components/LoadingState.tsx';
import { KpiTile } from './KpiTile.tsx';
import { grainOfText, rateOfPeriod } from './periodRates.ts';
import { type TileSpec, tileSpecs } from './tiles.ts';

/** The headline numbers. Rates are compared with the same rate of the period before, where the book reaches back that far. */
export function Tiles({ query, advice }: { query: ExhibitQuery; advice: ExhibitQuery }) {
  const control = useSlice();
  const words = useWords();
  const grain = grainOfText(control.to);
  const monthly = useExhibit(control.ask('movement-series', { grain: 'month' }));
  const before = useExhibit(grain && grain !== 'month' ? control.ask('movement-series', { grain }) : null);
  if (query.status === 'error' && query.error)
    return <ErrorState error={query.error} onRetry={query.retry} />;
  const summary = query.exhibit;
  if (!summary) return <LoadingState progress={query.progress} onCancel={query.cancel} />;
  const rates = grain === 'month' ? monthly.exhibit : grain ? before.exhibit : null;
  const lineOf = (spec: TileSpec) => (spec.line?.exhibit === 'series' ? monthly.exhibit : summary);
  return (
    <>
      <div className="tiles">
        {tileSpecs.map((spec) => (
          <KpiTile
            key={spec.value}
            spec={spec}
            exhibit={spec.from ? advice.exhibit : summary}
            loading={spec.from !== undefined && (advice.status === 'loading' || advice.status === 'idle')}
            line={lineOf(spec)}
            priorRate={spec.rate ? rateOfPeriod(rates, summary.evidence.from?.text, spec.rate) : null}
          />
        ))}
      </div>
      <p className="tiles-line">{evidenceLine(summary.evidence, words)}</p>
    </>
  );
}
