import type { RepairReview, RepairRow } from '../../../../shared/contract/repair.ts';
import { useWords } from '../../../app/words.tsx';
import { ScrollBox } from '../../../components/ScrollBox.tsx';

export interface CellPlace {
  record: number;
  column: number;
}

interface RepairTableProps {
  review: RepairReview;
  columns: number[];
  onFocus(place: CellPlace): void;
  onChange(row: RepairRow, column: number, value: string): void;
}

/** Quarantined rows cell by cell, each cell an input; the one that is wrong is marked, and so are those changed. */
export function RepairTable({ review, columns, onFocus, onChange }: RepairTableProps) {
  const { t, format } = useWords();
  const sizes = new Map(columns.map((column) => [column, lettersOf(review, column)]));
  return (
    <ScrollBox label={t('data.quarantine')}>
      <table className="plain-table repair-table">
        <thead>
          <tr>
            <th scope="col" className="is-number">
              {t('quarantine.line')}
            </th>
            <th scope="col">{t('quarantine.reason')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {review.headers[column] ?? `+${column - review.headers.length + 1}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {review.rows.map((row) => (
            <tr key={row.record} className={row.reason === null ? 'is-passing' : undefined}>
              <td className="is-number">{format.value(row.line, 'count')}</td>
              <td className="repair-reason">
                {row.reason === null
                  ? `✓ ${t('repair.passes')}`
                  : t.dynamic(`reason.${row.reason}`, {}, row.reason)}
              </td>
              {columns.map((column) => (
                <Cell
                  key={column}
                  row={row}
                  column={column}
                  header={review.headers[column] ?? ''}
                  size={sizes.get(column) ?? fewestLetters}
                  onFocus={onFocus}
                  onChange={onChange}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

const fewestLetters = 4;
const mostLetters = 28;

/** Room for the longest cell of the page, within limits; Chinese takes twice the room. */
function lettersOf({ rows }: RepairReview, column: number): number {
  const lengths = rows.map(({ cells }) => (cells?.[column] ?? '').replace(/[\u2e80-\uffef]/g, '..').length);
  return Math.min(mostLetters, Math.max(fewestLetters, ...lengths));
}

interface CellProps extends Pick<RepairTableProps, 'onFocus' | 'onChange'> {
  row: RepairRow;
  column: number;
  header: string;
  /** Letters to show. */
  size: number;
}

function Cell({ row, column, header, size, onFocus, onChange }: CellProps) {
  const { t } = useWords();
  const value = row.cells?.[column] ?? '';
  const wrong = row.reason !== null && row.column === header;
  const changed = row.original !== null && value !== (row.original[column] ?? '');
  const look = `repair-cell${wrong ? ' is-wrong' : ''}${changed ? ' is-changed' : ''}`;
  return (
    <td>
      <input
        // A new value from elsewhere (fill down, undo) makes a new input.
        key={value}
        className={look}
        size={size}
        defaultValue={value}
        disabled={row.cells === null}
        aria-label={t('repair.cell', { column: header, line: row.line })}
        aria-invalid={wrong}
        title={changed ? (row.original?.[column] ?? '') : undefined}
        onFocus={() => onFocus({ record: row.record, column })}
        onBlur={({ target }) => {
          if (target.value !== value) onChange(row, column, target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
    </td>
  );
}
