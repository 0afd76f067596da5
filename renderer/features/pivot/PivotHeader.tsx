import { memo, useCallback, useMemo } from 'react';
import { type PivotPath, toggled } from '../../../shared/domain/pivot.ts';
import { useWords } from '../../app/words.tsx';
import { Box } from '../../components/Box.tsx';
import type { PivotDesign } from './design.ts';
import type { Block } from './fetchBlock.ts';
import { labelWidth, rowHeight, span } from './figures.ts';
import { type HeaderCell, headerCells, measureWords } from './headers.ts';

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
  /** Of the whole grid, in pixels. */
  width: number;
  onSort(figure: number): void;
}

/** Group headers over their parts and totals, and the measures that sort the rows. */
export const PivotHeader = memo(function PivotHeader(props: HeaderProps) {
  const { design, whole, from, to, headerRows, headerHeight, figureWidth, onSort, onChange } = props;
  const { t } = useWords();
  const measures = whole.measures.length;
  const cells = useMemo(
    () => headerCells(whole.columns, design.columns.length, t),
    [whole.columns, design.columns.length, t],
  );
  const sort = design.rowSort;
  const sorted = useMemo(() => sortedFigure(sort, whole), [sort, whole]);
  const words = useMemo(() => whole.measures.map((measure) => measureWords(measure, t)), [whole, t]);
  const toggle = useCallback(
    (path: PivotPath) => onChange({ ...design, columnsOpen: toggled(design.columnsOpen, path) }),
    [design, onChange],
  );
  const isByLabel = sort.by === 'label';
  const corner = design.rows.map(({ field }) => t.dynamic(`field.${field}`, {}, field)).join(' / ');
  const height = headerHeight - (headerRows - 1) * rowHeight;
  return (
    <Box role="rowgroup" className="grid-head" style={{ width: props.width, height: headerHeight }}>
      {design.columns.map(({ field }, depth) => (
        <Box key={field} role="row" className="pivot-head-row" aria-rowindex={depth + 1}>
          {cells
            .filter(
              (cell) => cell.depth === depth && (cell.to + 1) * measures > from && cell.from * measures < to,
            )
            .map((cell) => (
              <GroupHeader
                key={cell.from}
                cell={cell}
                measures={measures}
                figureWidth={figureWidth}
                onToggle={toggle}
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
        {span([from, to]).map((figure) => (
          <MeasureHeader
            key={figure}
            figure={figure}
            words={words[figure % measures]!}
            sorted={figure === sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            top={(headerRows - 1) * rowHeight}
            width={figureWidth}
            height={height}
            onSort={onSort}
          />
        ))}
      </Box>
    </Box>
  );
});

/** The figures by which rows are sorted; -1 where they are not in the pivot. */
function sortedFigure(sort: PivotDesign['rowSort'], { columns, measures }: Block): number {
  if (sort.by !== 'value') return -1;
  const at = JSON.stringify(sort.at ?? []);
  const column = columns.findIndex(({ path }) => JSON.stringify(path) === at);
  return column < 0 ? -1 : column * measures.length + (sort.measure ?? 0);
}

interface MeasureHeaderProps {
  figure: number;
  words: string;
  sorted: 'ascending' | 'descending' | 'none';
  top: number;
  width: number;
  height: number;
  onSort(figure: number): void;
}

/** The name of a measure; a click sorts by it. */
const MeasureHeader = memo(function MeasureHeader(props: MeasureHeaderProps) {
  const { figure, words, sorted, top, width, height, onSort } = props;
  return (
    <Box
      role="columnheader"
      aria-colindex={figure + 2}
      aria-sort={sorted}
      className="pivot-column pivot-measure"
      style={{ top, left: labelWidth + figure * width, width, height }}
    >
      <button type="button" className="pivot-sort" tabIndex={-1} title={words} onClick={() => onSort(figure)}>
        <span className="pivot-measure-label">{words}</span>
        {sorted !== 'none' && <SortMark descending={sorted === 'descending'} />}
      </button>
    </Box>
  );
});

interface GroupHeaderProps {
  cell: HeaderCell;
  /** Figures in each of its columns. */
  measures: number;
  figureWidth: number;
  onToggle(path: PivotPath): void;
}

/** A header over the columns of a group, with the way to open and close it. */
const GroupHeader = memo(function GroupHeader(props: GroupHeaderProps) {
  const { cell, measures, figureWidth, onToggle } = props;
  const from = cell.from * measures;
  const figures = (cell.to - cell.from + 1) * measures;
  const left = labelWidth + from * figureWidth;
  const { t } = useWords();
  return (
    <Box
      role="columnheader"
      aria-colindex={from + 2}
      aria-colspan={figures}
      className={`pivot-column ${cell.total ? 'is-total' : ''}`}
      style={{ top: cell.depth * rowHeight, left, width: figures * figureWidth, height: rowHeight }}
      title={cell.partial ? t('pivot.partial') : cell.text}
    >
      {cell.group && (
        <button
          type="button"
          className="pivot-caret"
          tabIndex={-1}
          aria-label={t(cell.open ? 'pivot.close' : 'pivot.open', { label: cell.text })}
          onClick={() => onToggle(cell.path)}
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
});

function SortMark({ descending }: { descending: boolean }) {
  return (
    <span className="pivot-sort-mark" aria-hidden>
      {descending ? '↓' : '↑'}
    </span>
  );
}
