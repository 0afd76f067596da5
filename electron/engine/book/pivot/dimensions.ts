import type { MeasureName } from '../../../../shared/domain/measures.ts';
import type { Grain } from '../../../../shared/domain/period.ts';
import type { PivotField, PivotStep } from '../../../../shared/domain/pivot.ts';
import { findField } from '../fields.ts';
import { type GroupDimension, groupDimension } from '../groups.ts';
import { measureGroups } from '../measureGroups.ts';
import { sharedInt32 } from '../shared.ts';
import type { SlicePlan } from '../slicePlan.ts';
import type { Book } from '../types.ts';

/** A level of an axis: the field ready for grouping, and what its codes mean. Code 0 = missing. */
export interface PivotDimension {
  dimension: GroupDimension;
  /** Code of all values beyond the top; -1 = there is none. */
  other: number;
  /** What is missing stands by itself, not among the others. */
  keepsMissing: boolean;
  /** A period of time, or null for any other field. */
  grain: Grain | null;
  /** Texts people read in their language's order; all else has an order of its own. */
  words: boolean;
  stepOf(code: number): PivotStep;
  /** Undefined for a step the book does not have. */
  codeOf(step: PivotStep): number | undefined;
}

/** Prepares a level. Throws `unknownField`. */
export async function pivotDimension(
  book: Book,
  plan: SlicePlan,
  { field, top, by }: PivotField,
  defaultMeasure: MeasureName,
  signal: AbortSignal,
): Promise<PivotDimension> {
  const whole = groupDimension(book, field);
  const { dimension, other, keepsMissing } =
    top === undefined
      ? { dimension: whole, other: -1, keepsMissing: true }
      : await onlyTop(book, plan, whole, top, (by as MeasureName | undefined) ?? defaultMeasure, signal);
  const kind = findField(book, field);
  const isDate = kind.level !== 'row' && kind.level !== 'time' && kind.attribute.type === 'date';
  return {
    dimension,
    other,
    keepsMissing,
    grain: kind.level === 'time' ? kind.grain : null,
    words: kind.level !== 'time' && dimension.type === 'text' && !isDate,
    ...steps(dimension, other),
  };
}

function steps(dimension: GroupDimension, other: number): Pick<PivotDimension, 'stepOf' | 'codeOf'> {
  let codes: Map<string, number> | null = null;
  const text = (code: number) => String(dimension.values[code]);
  const makeCodes = () => {
    const made = new Map<string, number>();
    for (let code = 1; code < dimension.values.length; code++) if (code !== other) made.set(text(code), code);
    return made;
  };
  return {
    stepOf: (code) => (code === 0 ? null : code === other ? true : text(code)),
    codeOf(step) {
      if (step === null) return 0;
      if (step === true) return other < 0 ? undefined : other;
      codes ??= makeCodes();
      return codes.get(step);
    },
  };
}

/** The dimension with its `top` largest values by the measure; the others share one last code. */
async function onlyTop(
  book: Book,
  plan: SlicePlan,
  whole: GroupDimension,
  top: number,
  by: MeasureName,
  signal: AbortSignal,
): Promise<{ dimension: GroupDimension; other: number; keepsMissing: boolean }> {
  const { cells, values } = await measureGroups(book, plan, [whole], [by], { signal });
  if (cells.length <= top) return { dimension: whole, other: -1, keepsMissing: true };
  const measured = values.get(by)!;
  const size = (index: number) =>
    Number.isNaN(measured[index]!) ? Number.NEGATIVE_INFINITY : measured[index]!;
  const largest = Array.from(cells.keys())
    .sort((a, b) => compare(size(b), size(a)) || a - b)
    .slice(0, top);
  const kept = largest.map((index) => cells[index]!).filter((code) => code > 0);
  kept.sort((a, b) => a - b);
  const other = kept.length + 1;
  const newCode = new Int32Array(whole.values.length).fill(other);
  kept.forEach((code, index) => {
    newCode[code] = index + 1;
  });
  const keepsMissing = largest.some((index) => cells[index] === 0);
  if (keepsMissing) newCode[0] = 0;
  const labels = kept.map((code) => whole.values[code]!);
  return { dimension: recoded(whole, newCode, [null, ...labels, null]), other, keepsMissing };
}

/** The dimension with each of its codes replaced. */
function recoded(
  whole: GroupDimension,
  newCode: Int32Array,
  values: GroupDimension['values'],
): GroupDimension {
  const { name, by, type, ranked } = whole;
  const replace = (codes: Int32Array) => {
    const replaced = sharedInt32(codes.length);
    for (let index = 0; index < codes.length; index++) replaced[index] = newCode[codes[index]!]!;
    return replaced;
  };
  if (!ranked) return { name, by, type, values, codes: replace(whole.codes) };
  return {
    name,
    by,
    type,
    values,
    ranked: { codes: ranked.codes, rank: replace(ranked.rank) },
    get codes() {
      return replace(whole.codes);
    },
  };
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
