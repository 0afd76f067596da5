import { useState } from 'react';
import { ErrorState } from '../../components/ErrorState.tsx';
import { PivotGrid, type PivotGridProps } from './PivotGrid.tsx';
import { type Sight, usePivotPages } from './usePivotPages.ts';

interface FiguresProps extends Omit<PivotGridProps, 'pages' | 'onSight'> {
  refreshing: boolean;
  onRetry(): void;
}

/** The grid with the figures that it has come to show. Apart from the page around it, which scrolling leaves as it is. */
export function PivotFigures({ refreshing, onRetry, ...props }: FiguresProps) {
  const [sight, setSight] = useState<Sight>({ rows: [0, 0], columns: [0, 0] });
  const pages = usePivotPages(props.spec, props.whole, refreshing, sight);
  if (pages.error) return <ErrorState error={pages.error} onRetry={onRetry} />;
  return <PivotGrid {...props} pages={pages} onSight={setSight} />;
}
