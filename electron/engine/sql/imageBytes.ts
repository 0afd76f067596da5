import { periodOfDay } from '../../../shared/domain/period.ts';
import { breath, type Steps } from '../book/steps.ts';
import { missingDay } from '../workspace/types.ts';
import { textLength } from './sqlTexts.ts';
import type { SqlColumnData, SqlTableData } from './tableData.ts';

const sampledRows = 4096;
/** Of a row: its length, number and place, and what stays empty at the end of a page. */
const rowBytes = 10;

/** About how many bytes a table takes in a database image, from rows all over it. */
export function* imageBytes({ n, columns }: SqlTableData): Steps<number> {
  if (n === 0) return 0;
  const rows = Math.min(n, sampledRows);
  let sum = 0;
  for (const column of columns) {
    const bytes = bytesOf(column);
    for (let at = 0; at < rows; at++) sum += 1 + bytes(Math.floor((at * n) / rows));
    yield breath;
  }
  return n * (rowBytes + sum / rows);
}

/** How many bytes a column has in each row. */
function bytesOf(column: SqlColumnData): (row: number) => number {
  const { index } = column;
  if (column.type === 'number') {
    const { values } = column;
    return placed(index, values.length, (at) => numberBytes(values[at]!));
  }
  if (column.type === 'text') {
    const { codes, texts } = column;
    return placed(index, codes.length, (at) => (codes[at]! < 0 ? 0 : textLength(texts, codes[at]!)));
  }
  const { values, grain } = column;
  const told = (day: number) => (day === missingDay ? 0 : periodOfDay(day, grain).text.length);
  return placed(index, values.length, (at) => told(values[at]!));
}

function numberBytes(value: number): number {
  if (Number.isNaN(value)) return 0;
  if (!Number.isInteger(value) || Math.abs(value) >= 2 ** 47) return 8;
  const size = Math.abs(value);
  if (size < 2) return 0;
  return size < 2 ** 7 ? 1 : size < 2 ** 15 ? 2 : size < 2 ** 23 ? 3 : size < 2 ** 31 ? 4 : 6;
}

/** Reads by row; where there is an index, the value of the member that the row belongs to. */
function placed(
  index: Int32Array | undefined,
  members: number,
  bytes: (at: number) => number,
): (row: number) => number {
  if (!index) return bytes;
  return (row) => {
    const member = index[row]!;
    return member < 0 || member >= members ? 0 : bytes(member);
  };
}
