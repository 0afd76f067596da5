import { useEffect, useMemo, useState } from 'react';
import { useClient } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { blockColumns, blockRows, fetchBlock } from './fetchBlock.ts';
import { PivotBlocks } from './PivotBlocks.ts';
import { PivotGrid } from './PivotGrid.tsx';
import type { PivotGridProps } from './usePivotGrid.ts';

interface FiguresProps extends Omit<PivotGridProps, 'blocks'> {
  onRetry(): void;
}

/** The grid with the figures that it has come to show. */
export function PivotFigures({ onRetry, ...props }: FiguresProps) {
  const { whole } = props;
  const client = useClient();
  const { locale } = useWords();
  const [error, setError] = useState<Error | null>(null);
  const { blocks, stop } = useMemo(() => {
    let stopping = new AbortController();
    const fetch = (row: number, column: number) => {
      const rows = { offset: row, limit: blockRows };
      const columns = { offset: column, limit: blockColumns };
      return fetchBlock(client, whole.spec, locale, rows, columns, { signal: stopping.signal });
    };
    const stop = () => {
      stopping.abort();
      stopping = new AbortController();
    };
    return { blocks: new PivotBlocks(whole, fetch, setError), stop };
  }, [client, whole, locale]);
  useEffect(() => {
    setError(null);
    return stop;
  }, [stop]);
  if (error) return <ErrorState error={error} onRetry={onRetry} />;
  return <PivotGrid {...props} blocks={blocks} />;
}
