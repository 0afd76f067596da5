import type { Mapping, PreviewWarning } from '../../../shared/contract/ingest.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import { findField } from '../../../shared/domain/fields.ts';
import type { Collected } from './batch/collect.ts';
import { type ImportPlan, moneyFields } from './batch/importPlan.ts';
import type { ColumnProfile } from './detect/columns.ts';
import type { DetectedTable } from './tableReader.ts';

/** Below this, a guess is shown as one. */
const unsure = 0.8;

function warning(
  code: string,
  message: string,
  params: Record<string, string | number> = {},
): PreviewWarning {
  return { code, message, params };
}

/** What a user should look at before importing, worst first. */
export function detectionWarnings(
  table: DetectedTable,
  kind: TableKind | null,
  mapping: Mapping,
  missing: string[],
): PreviewWarning[] {
  const { layout } = table;
  const warnings: PreviewWarning[] = [];
  if (kind === null)
    warnings.push(warning('kindUnknown', 'What one row of this file is could not be told: choose it.'));
  if (kind !== null && missing.length > 0) {
    warnings.push(
      warning('mappingIncomplete', `No column is mapped to ${missing.join(', ')}.`, {
        missing: missing.join(', '),
      }),
    );
  }
  if (layout.encodingConfidence < unsure) {
    warnings.push(
      warning('encodingUnsure', `The encoding is taken for ${layout.encoding}: check that names read well.`, {
        encoding: layout.encoding,
      }),
    );
  }
  if (layout.delimiterConfidence < 0.6) {
    warnings.push(
      warning('delimiterUnsure', 'The delimiter is a guess: check the columns.', {
        delimiter: layout.delimiter,
      }),
    );
  }
  if (table.headerRow < 0) warnings.push(warning('noHeader', 'No header was found: columns are numbered.'));
  else if (table.headerConfidence < unsure) {
    warnings.push(
      warning('headerUnsure', `Record ${table.headerRow + 1} is taken for the header.`, {
        record: table.headerRow + 1,
      }),
    );
  }
  const above = table.headerRow - (table.headerRows ?? 1) + 1;
  if (above > 0) {
    warnings.push(
      warning('preambleSkipped', `${above} records above the header are passed over.`, { count: above }),
    );
  }
  return warnings.concat(endWarnings(table), columnWarnings(table, kind, mapping), table.warnings ?? []);
}

/** What stands below the data, and what was put right. */
function endWarnings({ footer, repaired }: DetectedTable): PreviewWarning[] {
  const warnings: PreviewWarning[] = [];
  if (footer && footer.filled > 0) {
    const second = footer.secondTable !== null;
    const text = (second ? footer.secondTable! : footer.lines.join(' ¶ ')).slice(0, 200);
    const params = { count: footer.filled, text };
    warnings.push(
      second
        ? warning('secondTable', `Another table begins below the first ("${text}"); it is not read.`, params)
        : warning(
            'footerSkipped',
            `${footer.filled} records below the data are not read: "${text}".`,
            params,
          ),
    );
  }
  if (repaired)
    warnings.push(warning('repairedText', 'Characters damaged by a wrong earlier decoding are put right.'));
  return warnings;
}

function columnWarnings(table: DetectedTable, kind: TableKind | null, mapping: Mapping): PreviewWarning[] {
  const warnings: PreviewWarning[] = [];
  const fieldOf = new Map(Object.entries(mapping).map(([field, header]) => [header, field]));
  for (const profile of table.profiles) {
    const spec = kind && findField(kind, fieldOf.get(profile.header) ?? '');
    const isDate = spec ? spec.type === 'date' : profile.type === 'date';
    const column = profile.header;
    if (isDate && profile.orderMatters && profile.orderConfidence < unsure) {
      warnings.push(
        warning(
          'dateOrderUnsure',
          `${column} could be day/month or month/day: it is read as ${profile.dateOrder}.`,
          { column, order: profile.dateOrder },
        ),
      );
    }
    if (isDate) warnings.push(...dateWarnings(profile));
    const { titleScale = 0 } = profile;
    if (spec && moneyFields.has(spec.name) && titleScale > 0 && profile.number.scale === 0) {
      const factor = 10 ** titleScale;
      warnings.push(
        warning('unitFromTitle', `${column} is multiplied by ${factor}, the unit that the title gives.`, {
          column,
          factor,
        }),
      );
    }
    if (spec?.type === 'date' && profile.time) {
      warnings.push(warning('timeDropped', `The time of day in ${column} is not kept.`, { column }));
    }
    if (spec?.type === 'number' && profile.decimalConfidence < unsure) {
      warnings.push(
        warning('decimalUnsure', `"${profile.number.decimal}" is taken for the decimal mark of ${column}.`, {
          column,
          mark: profile.number.decimal,
        }),
      );
    }
    if (profile.percent && !spec && fieldOf.has(column)) {
      warnings.push(
        warning('percentApplied', `${column} is divided by 100: its header says percent.`, { column }),
      );
    }
    if (spec?.type === 'number' && profile.number.scale > 0) {
      warnings.push(
        warning(
          'unitApplied',
          `${column} is multiplied by ${10 ** profile.number.scale}, the unit in its header.`,
          { column, factor: 10 ** profile.number.scale },
        ),
      );
    }
  }
  return warnings;
}

/** Years that are short or not there, and months that are reported together. */
function dateWarnings({
  header,
  shortYears,
  spans,
  year,
  yearColumn,
  sample,
}: ColumnProfile): PreviewWarning[] {
  const warnings: PreviewWarning[] = [];
  const params = { column: header };
  if (shortYears) {
    warnings.push(
      warning(
        'shortYears',
        `Years of ${header} have two digits: 00–69 are read as 2000–2069, 70–99 as 1970–1999.`,
        params,
      ),
    );
  }
  if (spans) {
    const example = sample.find((value) => /[-–—~至]/.test(value)) ?? sample[0] ?? '';
    warnings.push(
      warning(
        'combinedPeriods',
        `${header} holds several months in one (${example}): the row counts on the first day.`,
        { ...params, example },
      ),
    );
  }
  if (year === undefined || yearColumn !== undefined) return warnings;
  warnings.push(
    year === 0
      ? warning('yearNeeded', `${header} names no year, and neither does the file.`, params)
      : warning('yearTaken', `${header} names no year: it is taken for ${year}.`, {
          ...params,
          year: String(year),
        }),
  );
  return warnings;
}

/** What happened while reading that no rule or quarantine row says. */
export function readWarnings(
  plan: ImportPlan,
  collected: Collected,
  keysWithoutDecimals: string[],
): PreviewWarning[] {
  const warnings: PreviewWarning[] = [];
  collected.unreadable.forEach(({ count, first }, slot) => {
    const required = plan.wanted.required.some((group) => group.includes(slot));
    if (count === 0 || required) return;
    const column = plan.headers[slot]!;
    warnings.push(
      warning(
        'unreadableValues',
        `${count} values of ${column} are not understood and count as missing, the first is "${first}".`,
        {
          column,
          count,
          value: first ?? '',
        },
      ),
    );
  });
  if (collected.shortRows > 0) {
    warnings.push(
      warning(
        'shortRows',
        `${collected.shortRows} rows have fewer cells than the header; the absent ones count as empty.`,
        { count: collected.shortRows },
      ),
    );
  }
  if (collected.repeats.length > 0) {
    warnings.push(
      warning(
        'repeatedKeys',
        `${collected.repeats.length} rows repeat an earlier key; their values replace the earlier ones.`,
        { count: collected.repeats.length },
      ),
    );
  }
  if (collected.invalidText)
    warnings.push(warning('invalidText', 'Some bytes are not valid in the encoding and show as �.'));
  for (const column of keysWithoutDecimals) {
    warnings.push(
      warning('keyDecimals', `Identifiers in ${column} end in ".0", which is left out.`, { column }),
    );
  }
  return warnings;
}
