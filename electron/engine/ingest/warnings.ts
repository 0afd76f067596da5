import type { Mapping, PreviewWarning } from '../../../shared/contract/ingest.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import { findField, ratings } from '../../../shared/domain/fields.ts';
import { aboveWarnings } from './aboveWarnings.ts';
import type { Collected } from './batch/collected.ts';
import { type ImportPlan, moneyFields } from './batch/importPlan.ts';
import type { ColumnProfile } from './detect/columns.ts';
import type { ChosenFill } from './detect/describeTable.ts';
import type { HeaderCurrency } from './mapping/headerCurrency.ts';
import { countsFromHijra } from './mapping/otherCalendars.ts';
import { paymentWarnings } from './paymentWarnings.ts';
import type { DetectedTable } from './tableReader.ts';
import type { DateSystem } from './values/dateTypes.ts';

/** Below this, a guess is shown as one. */
const unsure = 0.8;
/** From here on it is asked whether labels hold for empty cells below. */
const fillAsked = 0.4;

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
  if (table.headerRow < 0) {
    warnings.push(warning('noHeader', 'No header was found: columns are numbered.'));
    if (table.titles?.length) warnings.push(titlesSkipped(table.titles));
  }
  if (table.headerRow >= 0 && table.headerConfidence < unsure) {
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
  return warnings.concat(
    partWarnings(table),
    fillWarnings(table),
    ledgerWarnings(table),
    paymentWarnings(table, kind),
    currencyWarnings(table),
    aboveWarnings(table),
    endWarnings(table),
    columnWarnings(table, kind, mapping),
    table.warnings ?? [],
  );
}

const shownTitles = 3;

/** What stands above a table without header. */
function titlesSkipped(titles: string[]): PreviewWarning {
  const list = titles.slice(0, shownTitles).join(' · ').slice(0, 200);
  const said = `${titles.length} titles above the table are passed over: "${list}".`;
  return warning('titlesSkipped', said, { count: titles.length, list });
}

/** Labels that stand on the first row of their group only. */
function fillWarnings({ fill, profiles }: Pick<DetectedTable, 'fill' | 'profiles'>): PreviewWarning[] {
  if (!fill) return [];
  if (fill.groups)
    return groupWarnings(fill.groups).concat(fillWarnings({ profiles, fill: { ...fill, groups: null } }));
  if (!fill.found && fill.columns.length === 0) return [];
  const list = (columns: readonly number[]) => columns.map((column) => profiles[column]!.header).join(', ');
  const confidence = fill.found?.confidence ?? 1;
  if (fill.columns.length > 0) {
    const columns = list(fill.columns);
    const why = fill.found?.why ?? 'asked';
    const said = `Empty cells of ${columns} take the label above them (${why}, confidence ${confidence}).`;
    return [warning('filledDown', said, { columns, confidence, why })];
  }
  if (!fill.found || confidence < fillAsked) return [];
  const columns = list(fill.found.columns);
  const asked = `${columns} may be written once for several rows: empty cells are left empty.`;
  return [warning('fillAsked', asked, { columns, confidence })];
}

/** Rows that hold nothing but the name of the group below them. */
function groupWarnings({
  names,
  confidence,
  why,
  taken,
}: NonNullable<ChosenFill['groups']>): PreviewWarning[] {
  const columns = names.join(', ');
  const params = { columns, confidence, why, count: names.length };
  if (taken) {
    const said = `Rows that hold nothing but a name begin groups: the name stands as ${columns} in each row below (${why}, confidence ${confidence}).`;
    return [warning('groupRows', said, params)];
  }
  if (confidence < fillAsked) return [];
  const asked = `Rows that hold nothing but a name may begin groups (confidence ${confidence}): --fill '${names.join(';')}' takes it as a column.`;
  return [warning('groupsAsked', asked, params)];
}

/** Amounts that are in several currencies by what their cells say. */
function currencyWarnings({ cellCurrency, profiles }: DetectedTable): PreviewWarning[] {
  if (!cellCurrency) return [];
  const { name, column } = cellCurrency;
  const amounts = profiles[column]!.header;
  const said = `Cells of ${amounts} name several currencies: ${name} holds the one of each row.`;
  return [warning('cellCurrency', said, { column: name, amounts })];
}

/** Amounts that are in the currency that a header names. */
export function headerCurrencyWarnings(found: HeaderCurrency | null): PreviewWarning[] {
  if (!found) return [];
  const { header, currency } = found;
  const said = `No column names a currency: all rows are in ${currency}, as ${header} says. --rules headerCurrency=ignore leaves it out.`;
  return [warning('headerCurrency', said, { header, currency })];
}

/** Amounts that are worked out of the sides of a ledger. */
function ledgerWarnings({ ledger, profiles }: DetectedTable): PreviewWarning[] {
  if (!ledger || (!ledger.taken && ledger.why === 'asked')) return [];
  const [debit, credit] = [profiles[ledger.debit]!.header, profiles[ledger.credit]!.header];
  const { name: column, side, confidence, why, taken } = ledger;
  const params = { column, debit, credit, side, confidence, why };
  if (taken) {
    const said = `${column} is worked out of ${debit} and ${credit} (${why}, confidence ${confidence}); balances, payments and closing entries have none. Say otherwise: --ledger credit|debit|off.`;
    return [warning('ledger', said, params)];
  }
  const asked = `${debit} and ${credit} are the sides of a ledger: say on which its sales stand, --ledger credit or debit.`;
  return [warning('ledgerAsked', asked, params)];
}

/** Tables beside the one that is read. */
function partWarnings({ parts }: DetectedTable): PreviewWarning[] {
  if (!parts?.beside) return [];
  const { names, chosen } = parts;
  const name = names[chosen]!;
  const others = names.filter((_, at) => at !== chosen).join(' · ');
  const said = `${names.length} tables stand side by side: "${name}" is read, "${others}" is not.`;
  return [warning('sideBySide', said, { count: names.length, name, others })];
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
    if (spec && moneyFields.has(spec.name) && titleScale > 0 && namedUnit(profile, spec.name) === 0) {
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
    if (spec?.type === 'number' && profile.percentMixed) {
      warnings.push(
        warning('percentMixed', `${column} has figures with and without %: all are read as percent.`, {
          column,
        }),
      );
    }
    if (spec?.type === 'number' && profile.marked !== undefined && !ratings.has(spec.name)) {
      warnings.push(
        warning(
          'marksDropped',
          `Some figures of ${column} bear a mark, as "${profile.marked}": they are read without it.`,
          { column, example: profile.marked },
        ),
      );
    }
    const unit = spec?.type === 'number' ? namedUnit(profile, spec.name) : 0;
    if (unit > 0) {
      const factor = 10 ** unit;
      const said = `${column} is multiplied by ${factor}, the unit in its header.`;
      warnings.push(warning('unitApplied', said, { column, factor }));
    }
  }
  return warnings;
}

/** The power of ten that a header gives for this field. */
function namedUnit({ number, namedScale = 0 }: ColumnProfile, field: string): number {
  return number.scale || (field === 'value' ? 0 : namedScale);
}

/** Years that are short or not there, and months that are reported together. */
function dateWarnings(profile: ColumnProfile): PreviewWarning[] {
  const { header, shortYears, spans, year, yearColumn, sample, writing, calendars } = profile;
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
  if (countsFromHijra(profile)) {
    const said = `${header} counts in an Islamic calendar (${sample[0]}): such dates are not read.`;
    return [warning('hijraDates', said, { ...params, example: sample[0]! })];
  }
  if (profile.dateSystem) warnings.push(dateSystemWarning(header, profile.dateSystem));
  if (calendars.has('fiscal')) warnings.push(fiscalWarning(header, writing.fiscalStart));
  if (calendars.has('buddhist')) {
    warnings.push(warning('buddhistYears', `Years of ${header} are read as Buddhist: 2567 is 2024.`, params));
  }
  if (writing.digits === 'seconds' || writing.digits === 'milliseconds') {
    warnings.push(
      warning('countedDates', `${header} is read as time since 1970 in ${writing.digits} (UTC).`, {
        ...params,
        unit: writing.digits,
      }),
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

/** What days that are counted begin with. */
function dateSystemWarning(column: string, { from, confidence, why }: DateSystem): PreviewWarning {
  const params = { column, from: String(from), confidence, why: why ?? 'usual' };
  const said = `${column} holds days counted from ${from} (${params.why}, confidence ${confidence}). Say otherwise: --date-system ${from === 1900 ? 1904 : 1900}.`;
  return warning('dateSystem', said, params);
}

/** From which month on years of business are read, and whether somebody said so. */
export function fiscalWarning(column: string, month: number | undefined): PreviewWarning {
  return month === undefined
    ? warning(
        'fiscalYears',
        `${column} counts in years of business: FY25 is read as 2025 from January on, 2024/25 from April on. Say which month theirs begin in.`,
        { column },
      )
    : warning('fiscalStart', `Years of business in ${column} are read as beginning in month ${month}.`, {
        column,
        month,
      });
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
