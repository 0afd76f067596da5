import type { FieldInfo } from '../../../shared/contract/analyse.ts';
import { fieldNames, findField } from './fields.ts';
import { groupDimension } from './groups.ts';
import { groupSums } from './kernels.ts';
import { rowFrame } from './rowFrame.ts';
import { select } from './selection.ts';
import type { Book } from './types.ts';

/** Distinct values offered for a field; `distinct` still counts them all. */
const offeredValues = 500;

/** What can be filtered and grouped by, with the values met most. */
export function describeFields(book: Book): FieldInfo[] {
  if (book.n === 0) return [];
  const selection = select(
    book,
    { where: [], basis: 'net' },
    { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY },
  );
  const frame = rowFrame(book, selection);
  return fieldNames(book).map((name) => {
    const field = findField(book, name);
    const of = field.level === 'row' ? 'sales' : field.level;
    const type = field.level === 'time' ? 'date' : field.level === 'row' ? field.type : field.attribute.type;
    if (type !== 'text') return { name, of, type, values: [], distinct: 0 };
    const dimension = groupDimension(book, name);
    const { lines } = groupSums(frame, [dimension], []);
    const codes = Array.from(lines.keys()).filter((code) => code > 0 && lines[code]! > 0);
    codes.sort((a, b) => lines[b]! - lines[a]!);
    const values = codes
      .slice(0, offeredValues)
      .map((code) => ({ value: String(dimension.values[code]), rows: lines[code]! }));
    return { name, of, type, values, distinct: codes.length };
  });
}
