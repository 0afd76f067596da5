import { type Column, textColumn } from '../../../../shared/domain/table.ts';

/** Estimates of any size side by side, each with six significant digits; blank for what is not known. */
export function figureColumn(name: string, values: ArrayLike<number | null>): Column {
  const texts = Array.from(values, (value) =>
    value === null || Number.isNaN(value) ? '' : String(Number(value.toPrecision(6))),
  );
  return textColumn(name, texts);
}
