import type { DateOrder } from '../values/dateTypes.ts';
import type { ColumnProfile } from './columns.ts';

/** How the other columns of the table are written, as far as they tell. */
export interface KnownFormat {
  decimal?: '.' | ',' | undefined;
  dateOrder?: DateOrder | undefined;
}

const sure = 0.9;
const fromNeighbours = 0.85;
const fromOpen = 0.75;

/**
 * The profiles of all columns, where a column that leaves its decimal mark (`1.000`) or the order of day and month
 * (`03/04/2025`) open is written like the columns beside it that do not. Neighbours that disagree tell nothing; where none
 * does, one that is likelier written with a comma speaks for the others that are open.
 */
export function settleOpen(
  headers: readonly string[],
  profileOf: (header: string, column: number, known?: KnownFormat) => ColumnProfile,
): ColumnProfile[] {
  const profiles = headers.map((header, column) => profileOf(header, column));
  const open = profiles.filter(({ decimalConfidence }) => decimalConfidence < sure);
  const told = only(profiles.filter(tellsDecimal).map(({ number }) => number.decimal));
  const decimal = told ?? (open.some(({ number }) => number.decimal === ',') ? ',' : undefined);
  const dateOrder = only(profiles.filter(tellsOrder).map((profile) => profile.dateOrder));
  return profiles.map((profile, column) => {
    const known = {
      decimal: profile.decimalConfidence < sure ? decimal : undefined,
      dateOrder: profile.orderMatters && profile.orderConfidence < sure ? dateOrder : undefined,
    };
    if (!known.decimal && !known.dateOrder) return profile;
    const settled = profileOf(profile.header, column, known);
    return {
      ...settled,
      decimalConfidence: known.decimal ? (told ? fromNeighbours : fromOpen) : profile.decimalConfidence,
      orderConfidence: known.dateOrder ? fromNeighbours : profile.orderConfidence,
    };
  });
}

function only<Value>(values: readonly Value[]): Value | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

/** Figures with fractions: their mark is read one way only. */
function tellsDecimal({ type, numeric, decimalConfidence }: ColumnProfile): boolean {
  return type === 'number' && numeric >= sure && decimalConfidence >= sure;
}

function tellsOrder({ dated, orderMatters, orderConfidence }: ColumnProfile): boolean {
  return dated >= sure && orderMatters && orderConfidence >= sure;
}
