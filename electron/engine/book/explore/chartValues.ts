import type { ChartValues } from '../../../../shared/contract/explore.ts';
import { type CubeReading, measureReading } from '../../../../shared/domain/cube.ts';
import type { GroupDimension } from '../groups.ts';
import { measureGroups } from '../measureGroups.ts';
import { sharedInt32 } from '../shared.ts';
import type { SlicePlan } from '../slicePlan.ts';
import { inBunches, runStepsBeside, type Steps } from '../steps.ts';
import type { Book } from '../types.ts';
import type { Coding } from './kernel.ts';
import type { ChartPlan } from './plan.ts';

export interface CountedValues extends ChartValues {
  /** Rows counted, those in no bin included. */
  rows: number;
}

/** A chart's values from what the kernel summed for one active cell. */
export function valuesOfSums(plan: ChartPlan, sums: Float64Array): CountedValues {
  const columns = plan.columns!;
  const stride = columns.length + 1;
  const pick = (place: number) => Float64Array.from(plan.places, (cell) => sums[cell * stride + place]!);
  const reading: CubeReading = {
    lines: pick(0),
    sums: new Map(columns.map((column, index) => [column, pick(index + 1)])),
  };
  let rows = 0;
  for (let slot = 0; slot < sums.length; slot += stride) rows += sums[slot]!;
  return { lines: reading.lines, values: plan.measures.map((name) => measureReading(name, reading)), rows };
}

/** A chart's values where a measure cannot be summed: counted over the rows that pass the conditions. */
export async function countValues(
  book: Book,
  plan: ChartPlan,
  rows: SlicePlan,
  signal: AbortSignal,
): Promise<CountedValues> {
  const dimensions: GroupDimension[] = [];
  for (const [index, coding] of plan.drawn.codings.entries()) {
    const steps = dimensionOf(book, coding, plan.drawn.sizes[index]!, index);
    dimensions.push(await runStepsBeside(steps, { signal }));
  }
  const names = [...new Set(['lines' as const, ...plan.measures])];
  const groups = await measureGroups(book, rows, dimensions, names, { signal });
  const cells = dimensions.reduce((product, { values }) => product * values.length, 1);
  const spread = (values: Float64Array, empty: number) => {
    const whole = new Float64Array(cells).fill(empty);
    groups.cells.forEach((cell, index) => {
      whole[cell] = values[index]!;
    });
    return Float64Array.from(plan.places, (cell) => whole[cell]!);
  };
  return {
    lines: spread(groups.values.get('lines')!, 0),
    values: plan.measures.map((name) => spread(groups.values.get(name)!, name === 'lines' ? 0 : Number.NaN)),
    rows: groups.rows,
  };
}

const dimensionOfRows = new WeakMap<Coding, Int32Array>();

/** Bins as a field to group by. */
function* dimensionOf(book: Book, coding: Coding, size: number, index: number): Steps<GroupDimension> {
  const { by, codes, lut, shift } = coding;
  const values = Array.from({ length: size }, (_, bin) => bin);
  const known = dimensionOfRows.get(coding) ?? sharedInt32(codes ? book.n : lut.length);
  if (!dimensionOfRows.has(coding)) {
    if (!codes) known.set(lut);
    else {
      yield* inBunches(known.length, (from, to) => {
        for (let row = from; row < to; row++) known[row] = lut[codes[row]! + shift]!;
      });
    }
    dimensionOfRows.set(coding, known);
  }
  return { name: `axis${index}`, by, codes: known, values, type: 'number' };
}
