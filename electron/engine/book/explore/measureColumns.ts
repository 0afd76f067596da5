import { summedColumns } from '../../../../shared/domain/cube.ts';
import type { MeasureName } from '../../../../shared/domain/measures.ts';
import type { Book } from '../types.ts';

/** What orders the values of a text field: the summed measure, else revenue; no columns = rows. */
export function columnsOfOrder(book: Book, measure: MeasureName): Float64Array[] {
  const summed = measure === 'price' ? ['revenue'] : summedColumns(measure);
  const names = summed ?? ['revenue'];
  return names.flatMap((name) => book.number(name) ?? []);
}
