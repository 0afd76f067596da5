import { monthOfDay } from '../../../../shared/domain/calendar.ts';
import type { MarketFigures } from './marketGrowth.ts';

/**
 * How would a buyer have developed month by month by moving as its own market did?
 *
 * `weights`: what it buys of each cell of the market; `own`: its revenue of the months from `firstMonth` on. Every cell is
 * an index, its figure over its mean, so that cells of any size and unit count by what is bought of them; the whole is
 * brought to the buyer's level over the months that every cell it buys has. NaN for the other months, and everywhere
 * without such months or without own revenue in them. Figures of a cell and month are added. Cost: linear in figures.
 */
export function marketAtLevel(
  figures: MarketFigures,
  weights: ArrayLike<number>,
  firstMonth: number,
  own: ArrayLike<number>,
): Float64Array {
  const series = seriesOf(figures, weights, firstMonth, own.length);
  const complete = Array.from(own, (_, month) => series.every(({ values }) => !Number.isNaN(values[month]!)));
  const months = complete.flatMap((whole, month) => (whole ? [month] : []));
  const sumOver = (values: ArrayLike<number>) => months.reduce((total, month) => total + values[month]!, 0);
  const index = new Float64Array(own.length).fill(Number.NaN);
  for (const month of months) {
    index[month] = series.reduce((total, { values, weight }) => {
      return total + (weight * values[month]! * months.length) / sumOver(values);
    }, 0);
  }
  const level = sumOver(own) / sumOver(index);
  return index.map((value) => (Number.isFinite(level) && level > 0 ? value * level : Number.NaN));
}

interface Series {
  weight: number;
  /** Per month, NaN where the cell has no figure. */
  values: Float64Array;
}

/** The cells that are bought and that have any figure above zero. */
function seriesOf(
  { day, value, cell }: MarketFigures,
  weights: ArrayLike<number>,
  firstMonth: number,
  months: number,
): Series[] {
  const found = new Map<number, Series>();
  for (let row = 0; row < day.length; row++) {
    const weight = cell[row]! < 0 ? 0 : weights[cell[row]!]!;
    const month = monthOfDay(day[row]!) - firstMonth;
    if (!(weight > 0) || month < 0 || month >= months || !Number.isFinite(value[row]!)) continue;
    const series = found.get(cell[row]!) ?? { weight, values: new Float64Array(months).fill(Number.NaN) };
    found.set(cell[row]!, series);
    series.values[month] = (Number.isNaN(series.values[month]!) ? 0 : series.values[month]!) + value[row]!;
  }
  return [...found.values()].filter(({ values }) => values.some((one) => one > 0));
}
