import { ExpectedError } from '../../../../shared/errors/errors.ts';

/** The option's value, if it is one of those allowed; else `usage` naming them. */
export function choice<T extends string>(given: string, allowed: readonly T[], option: string): T {
  if (allowed.includes(given as T)) return given as T;
  throw new ExpectedError('usage', `--${option} takes ${allowed.join(' or ')}, not "${given}"`);
}
