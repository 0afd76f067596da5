const codings = [
  ['0', '1'],
  ['1', '2'],
  ['no', 'yes'],
  ['n', 'y'],
  ['false', 'true'],
  ['f', 't'],
  ['否', '是'],
] as const;

/**
 * The value that says yes, where all values are of a usual coding: the 1 of 0 and 1, the 2 of 1 and 2 (as in R), yes, y,
 * true, t, 是, in any case. As it is written in the data; where nothing says yes, as it would be. Null for other values.
 */
export function usualYes(values: readonly string[]): string | null {
  for (const [no, yes] of codings) {
    if (!values.every((value) => plain(value) === no || plain(value) === yes)) continue;
    return values.find((value) => plain(value) === yes) ?? yes;
  }
  return null;
}

/** 1.0 → 1, Yes → yes. */
function plain(value: string): string {
  const text = value.trim().toLowerCase();
  return text !== '' && Number.isFinite(Number(text)) ? String(Number(text)) : text;
}

/** Whether a value is the one meant: numbers are compared as numbers, 1 and 1.0. */
export function sameValue(value: string, wanted: string): boolean {
  if (value === wanted) return true;
  return value.trim() !== '' && wanted.trim() !== '' && Number(value) === Number(wanted);
}
