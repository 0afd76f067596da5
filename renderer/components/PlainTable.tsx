import { Fragment, type ReactNode } from 'react';
import { ScrollBox } from './ScrollBox.tsx';

export interface PlainColumn<Row> {
  key: string;
  title: string;
  isNumber?: boolean;
  cell(row: Row): ReactNode;
}

interface PlainTableProps<Row> {
  label: string;
  columns: readonly PlainColumn<Row>[];
  rows: readonly Row[];
  rowKey(row: Row, index: number): string | number;
  /** A second line under a row; null for none. */
  detail?(row: Row): ReactNode;
}

/** A table of a page at most, with controls in its cells. Long results go to DataTable. */
export function PlainTable<Row>({ label, columns, rows, rowKey, detail }: PlainTableProps<Row>) {
  return (
    <ScrollBox label={label}>
      <table className="plain-table">
        <thead>
          <tr>
            {columns.map(({ key, title, isNumber }) => (
              <th key={key} scope="col" className={isNumber ? 'is-number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const below = detail?.(row);
            return (
              <Fragment key={rowKey(row, index)}>
                <tr>
                  {columns.map(({ key, isNumber, cell }) => (
                    <td key={key} className={isNumber ? 'is-number' : undefined}>
                      {cell(row)}
                    </td>
                  ))}
                </tr>
                {below && (
                  <tr className="plain-detail">
                    <td colSpan={columns.length}>{below}</td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}
