import { memo } from 'react';
import type { PivotHead, PivotPath } from '../../../shared/domain/pivot.ts';
import { useWords } from '../../app/words.tsx';
import { Box } from './Box.tsx';
import { stepWords } from './headers.ts';
import { cellClass, cellId } from './PivotCell.tsx';

interface LabelProps {
  row: number;
  head: PivotHead | null;
  chosen: boolean;
  active: boolean;
  onToggle(path: PivotPath): void;
}

/** What a row is, with the way to open it; it stays at the side while the figures scroll. */
export const PivotLabel = memo(function PivotLabel({ row, head, chosen, active, onToggle }: LabelProps) {
  const { t } = useWords();
  const depth = head?.path.length ?? 1;
  const label = head ? (depth === 0 ? t('pivot.grandTotal') : stepWords(head.path.at(-1)!, t)) : '…';
  return (
    <Box
      role="rowheader"
      {...(active ? { id: cellId(row, -1) } : {})}
      aria-colindex={1}
      className={cellClass('pivot-label', chosen, active)}
      style={{ paddingLeft: 8 + 16 * Math.max(0, depth - 1) }}
      title={head?.partial ? t('pivot.partial') : label}
    >
      {head?.group && depth > 0 ? (
        <button
          type="button"
          className="pivot-caret"
          tabIndex={-1}
          aria-label={t(head.open ? 'pivot.close' : 'pivot.open', { label })}
          onClick={() => onToggle(head.path)}
        >
          {head.open ? '▾' : '▸'}
        </button>
      ) : (
        <span className="pivot-caret" />
      )}
      <span className="pivot-column-label">
        {label}
        {head?.partial && <span className="pivot-partial">*</span>}
      </span>
    </Box>
  );
});
