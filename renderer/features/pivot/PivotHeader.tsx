import { memo, useMemo } from 'react';
import { toggled } from '../../../shared/domain/pivot.ts';
import { useWords } from '../../app/words.tsx';
import { Box } from './Box.tsx';
import type { PivotDesign } from './design.ts';
import { labelWidth, rowHeight, span } from './figures.ts';
import { type HeaderCell, headerCells, measureWords } from './headers.ts';
import type { Block } from './usePivotPages.ts';

interface HeaderProps {
  design: PivotDesign;
  whole: Block;
  onChange(design: PivotDesign): void;
  /** Figures in sight, from one up to, not including, the other. */
  from: number;
  to: number;
  headerRows: number;
  headerHeight: number;
  figureWidth: number;
  onSort(figure: number): void;
}

/** Group headers over their parts and totals, and the measures that sort the rows. */
export const PivotHeader = memo(function PivotHeader(props: HeaderProps) {
  const { design, whole, from, to, headerRows, headerHeight, figureWidth, onSort, onChange } = props;
  const { t } = useWords();
  const width = whole.measures.length;
  const cells = useMemo(
    () => headerCells(whole.columns, design.columns.length, t),
    [whole.columns, design.columns.length, t],
  );
  const sort = design.rowSort;
  const isByLabel = sort.by === 'label';
  const corner = design.rows.map(({ field }) => t.dynamic(`field.${field}`, {}, field)).join(' / ');
  const height = headerHeight - (headerRows - 1) * rowHeight;
  return (
    <Box role="rowgroup" className="pivot-head" style={{ height: headerHeight }}>
      {design.columns.map(({ field }, depth) => (
        <Box key={field} role="row" className="pivot-head-row" aria-rowindex={depth + 1}>
          {cells
            .filter((cell) => cell.depth === depth && (cell.to + 1) * width > from && cell.from * width < to)
            .map((cell) => (
              <GroupHeader
                key={cell.from}
                cell={cell}
                left={labelWidth + cell.from * width * figureWidth}
                width={(cell.to - cell.from + 1) * width * figureWidth}
                figures={width}
                onToggle={() => onChange({ ...design, columnsOpen: toggled(design.columnsOpen, cell.path) })}
              />
            ))}
        </Box>
      ))}
      <Box role="row" className="pivot-head-row" aria-rowindex={headerRows}>
        <Box
          role="columnheader"
          className="pivot-corner"
          aria-colindex={1}
          aria-sort={isByLabel ? (sort.descending ? 'descending' : 'ascending') : 'none'}
          style={{ width: labelWidth, height: headerHeight }}
        >
          {design.columns.map(({ field }) => (
            <div key={field} className="pivot-corner-field" style={{ height: rowHeight }}>
              {t.dynamic(`field.${field}`, {}, field)}
            </div>
          ))}
          <button
            type="button"
            className="pivot-sort"
            style={{ height }}
            tabIndex={-1}
            title={t('pivot.sortByLabel')}
            onClick={() =>
              onChange({
                ...design,
                rowSort: { by: 'label', descending: isByLabel ? !sort.descending : false },
              })
            }
          >
            {corner === '' ? t('pivot.grandTotal') : corner}
            {isByLabel && corner !== '' && <SortMark descending={sort.descending} />}
          </button>
        </Box>
        {span([from, to]).map((figure) => {
          const path = whole.columns[Math.floor(figure / width)]!.path;
          const isSorted =
            sort.by === 'value' &&
            (sort.measure ?? 0) === figure % width &&
            JSON.stringify(sort.at ?? []) === JSON.stringify(path);
          const words = measureWords(whole.measures[figure % width]!, t);
          return (
            <Box
              key={figure}
              role="columnheader"
              aria-colindex={figure + 2}
              aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
              className="pivot-column pivot-measure"
              style={{
                top: (headerRows - 1) * rowHeight,
                left: labelWidth + figure * figureWidth,
                width: figureWidth,
                height,
              }}
            >
              <button
                type="button"
                className="pivot-sort"
                tabIndex={-1}
                title={words}
                onClick={() => onSort(figure)}
              >
                <span className="pivot-measure-label">{words}</span>
                {isSorted && <SortMark descending={sort.descending} />}
              </button>
            </Box>
          );
        })}
      </Box>
    </Box>
  );
});

interface GroupHeaderProps {
  cell: HeaderCell;
  left: number;
  width: number;
  figures: number;
  onToggle(): void;
}

/** A header over the columns of a group, with the way to open and close it. */
function GroupHeader({ cell, left, width, figures, onToggle }: GroupHeaderProps) {
  const { t } = useWords();
  return (
    <Box
      role="columnheader"
      aria-colindex={cell.from * figures + 2}
      aria-colspan={(cell.to - cell.from + 1) * figures}
      className={`pivot-column ${cell.total ? 'is-total' : ''}`}
      style={{ top: cell.depth * rowHeight, left, width, height: rowHeight }}
      title={cell.partial ? t('pivot.partial') : cell.text}
    >
      {cell.group && (
        <button
          type="button"
          className="pivot-caret"
          tabIndex={-1}
          aria-label={t(cell.open ? 'pivot.close' : 'pivot.open', { label: cell.text })}
          onClick={onToggle}
        >
          {cell.open ? '▾' : '▸'}
        </button>
      )}
      <span className="pivot-column-label">
        {cell.text}
        {cell.partial && <span className="pivot-partial">*</span>}
      </span>
    </Box>
  );
}

function SortMark({ descending }: { descending: boolean }) {
  return (
    <span className="pivot-sort-mark" aria-hidden>
      {descending ? '↓' : '↑'}
    </span>
  );
}
