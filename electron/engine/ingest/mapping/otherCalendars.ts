import type { Mapping } from '../../../../shared/contract/ingest.ts';
import { findField, type TableKind } from '../../../../shared/domain/fields.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { ColumnProfile } from '../detect/columns.ts';

/** Years of the Islamic calendars, lunar (1446 is 2024/25) and Persian (1403 is 2024/25): nobody sold anything in 1446. */
const islamicYear = /(?<!\d)1[34]\d{2}(?!\d)/;

/** Whether the dates of a column count from the Hijra: each of its values has such a year. */
export function countsFromHijra({ dated, sample }: ColumnProfile): boolean {
  return dated >= 0.9 && sample.length > 0 && sample.every((value) => islamicYear.test(value));
}

/** Throws `badInput` where a date would be taken from such a column: read as it stands it would be six centuries off. */
export function refuseHijra(
  kind: TableKind,
  mapping: Mapping,
  profiles: readonly ColumnProfile[],
  file: string,
): void {
  for (const [field, header] of Object.entries(mapping)) {
    const profile = profiles.find((one) => one.header === header);
    if (!profile || findField(kind, field)?.type !== 'date' || !countsFromHijra(profile)) continue;
    throw new ExpectedError(
      'badInput',
      `${header} counts in an Islamic calendar (${profile.sample[0]}), which is not read`,
      {
        file,
        column: header,
        hint: 'Export the dates in the Gregorian calendar, or add a column that has them.',
      },
    );
  }
}
