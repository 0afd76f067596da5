import type { PivotField, PivotPath, PivotSpec } from '../../../../shared/domain/pivot.ts';
import type { Condition } from '../../../../shared/domain/slice.ts';
import type { PivotCube } from './cube.ts';
import type { PivotDimension } from './dimensions.ts';

/** The conditions on sales rows that the cell at these paths stands for; null where none can say it. */
export function cellConditions(
  spec: PivotSpec,
  cube: PivotCube,
  row: PivotPath,
  column: PivotPath,
): Condition[] | null {
  const rows = pathConditions(spec.rows, cube.rows.dimensions, row);
  const columns = pathConditions(spec.columns, cube.columns.dimensions, column);
  return rows && columns && [...rows, ...columns];
}

function pathConditions(
  fields: PivotField[],
  dimensions: PivotDimension[],
  path: PivotPath,
): Condition[] | null {
  const conditions: Condition[] = [];
  for (const [index, step] of path.entries()) {
    const { field } = fields[index]!;
    const prepared = dimensions[index]!;
    if (typeof step === 'string') conditions.push({ field, in: [step] });
    else if (!prepared.words) return null;
    else if (step === null) conditions.push({ field, in: [''] });
    else conditions.push({ field, not: namedValues(prepared) });
  }
  return conditions;
}

/** The values that are not among the others. */
function namedValues({ dimension, other, keepsMissing }: PivotDimension): string[] {
  const named = dimension.values.filter((_, code) => code > 0 && code !== other).map(String);
  return keepsMissing ? [...named, ''] : named;
}
