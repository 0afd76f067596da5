import type { Mapping, PreviewWarning, Unpivot } from '../../../shared/contract/ingest.ts';
import type { RuleCount } from '../../../shared/contract/workspace.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import type { Collected } from './batch/collect.ts';
import { moneyFields } from './batch/importPlan.ts';
import type { Hierarchy } from './batch/marketHierarchy.ts';
import type { ReturnRows } from './batch/returnRows.ts';
import type { SettledWide } from './mapping/settleWide.ts';
import type { DetectedTable } from './tableReader.ts';
import { parsePeriodHeader } from './values/periodHeader.ts';
import { namesTotal } from './values/totalWords.ts';

function warning(
  code: string,
  message: string,
  params: Record<string, string | number> = {},
): PreviewWarning {
  return { code, message, params };
}

/** What becomes of periods across. */
export function settledWarnings(
  { unpivot, totals, repeated }: SettledWide,
  { profiles }: DetectedTable,
): PreviewWarning[] {
  const warnings: PreviewWarning[] = [];
  if (!unpivot) return warnings;
  const { headers } = unpivot;
  const params = { count: headers.length, first: headers[0]!, last: headers.at(-1)!, field: unpivot.value };
  warnings.push(
    warning(
      'unpivoted',
      `${headers.length} columns (${headers[0]} … ${headers.at(-1)}) are periods: each cell becomes a row of ${unpivot.value}.`,
      params,
    ),
  );
  if (totals.length > 0) {
    const columns = totals.join(', ');
    warnings.push(
      warning('totalColumns', `Columns that sum others up are left out: ${columns}.`, {
        columns,
        count: totals.length,
      }),
    );
  }
  if (repeated.length > 0) {
    const columns = repeated.join(', ');
    warnings.push(
      warning(
        'periodTwice',
        `Columns of a period that another column has already are left out: ${columns}.`,
        { columns },
      ),
    );
  }
  const scaled = profiles.find(({ header }) => header === headers[0]);
  const field = unpivot.fields?.[headers[0]!] ?? unpivot.value;
  if (scaled?.titleScale && scaled.number.scale === 0 && moneyFields.has(field)) {
    const factor = 10 ** scaled.titleScale;
    warnings.push(
      warning(
        'unitFromTitleAcross',
        `The figures are multiplied by ${factor}, the unit that the title gives.`,
        { factor },
      ),
    );
  }
  const yearless = headers.some((header) => parsePeriodHeader(header, unpivot.year)?.yearless);
  if (lacksYear(unpivot)) {
    warnings.push(
      warning('yearNeeded', `${headers[0]} names no year: say which it is.`, { column: headers[0]! }),
    );
  } else if (yearless && unpivot.year !== undefined) {
    const { year } = unpivot;
    warnings.push(
      warning('yearTaken', `${headers[0]} … are taken for ${year}.`, {
        column: headers[0]!,
        year: String(year),
      }),
    );
  } else if (yearless) {
    const { yearColumn } = unpivot;
    warnings.push(warning('yearColumn', `The year is taken from ${yearColumn}.`, { column: yearColumn! }));
  }
  return warnings;
}

/** That an earlier file's way was taken. */
export function rememberedWarning({ file, at }: { file: string; at: string }): PreviewWarning {
  const date = at.slice(0, 10);
  return warning('remembered', `Columns, rules and reading are taken over from ${file} of ${date}.`, {
    file,
    date,
  });
}

/** Whether headers name no year and nothing else tells it: then the table cannot be read before the user does. */
export function lacksYear(unpivot: Unpivot | null): boolean {
  if (!unpivot || unpivot.year !== undefined || unpivot.yearColumn !== undefined) return false;
  return unpivot.headers.some((header) => parsePeriodHeader(header)?.yearless);
}

/** Rows among the first ones that read as totals. */
export function sampleWarnings(table: DetectedTable, kind: TableKind, mapping: Mapping): PreviewWarning[] {
  if (kind === 'rates' || kind === 'feedback' || kind === 'activities') return [];
  const mapped = new Set(Object.values(mapping));
  const columns = table.profiles.flatMap(({ header, type }, at) =>
    mapped.has(header) && type === 'text' ? [at] : [],
  );
  const names = new Set<string>();
  let count = 0;
  for (const cells of table.sample) {
    const name = columns.map((column) => cells[column] ?? '').find(namesTotal);
    if (name === undefined) continue;
    count++;
    names.add(name.trim());
  }
  if (count === 0) return [];
  const shown = [...names].slice(0, 3).join(', ');
  return [
    warning(
      'totalRows',
      `${count} of the first rows read as totals (${shown}). Those that are the sum of rows above are kept out, unless the rule says otherwise.`,
      { count, names: shown },
    ),
  ];
}

/** Rows of totals and repeated headers, as counted. */
export function structureWarnings(rules: RuleCount[]): PreviewWarning[] {
  const warnings: PreviewWarning[] = [];
  for (const { rule, action, count } of rules) {
    if (rule === 'totalRow' && count > 0) {
      const kept = action === 'keep';
      warnings.push(
        kept
          ? warning('totalsKept', `${count} rows are the sum of rows above and count twice.`, { count })
          : warning('totalsLeftOut', `${count} rows that are the sum of rows above are in quarantine.`, {
              count,
            }),
      );
    }
    if (rule === 'repeatedHeader' && count > 0) {
      warnings.push(
        warning(
          'headerRepeated',
          `The header comes ${count} more times in the file; those rows are in quarantine.`,
          { count },
        ),
      );
    }
  }
  return warnings;
}

/** What becomes of rows that a column marks as returns. */
export function returnWarnings(returns: ReturnRows | null): PreviewWarning[] {
  if (!returns) return [];
  const { column, positive, negative, signs, records } = returns;
  const confidence = Math.round(returns.confidence * 100) / 100;
  const params = { column, positive, negative, count: positive + negative, confidence };
  const sure = `confidence ${Math.round(confidence * 100)} %`;
  if (signs === 'positive') {
    const message = `${positive} of ${params.count} rows that ${column} marks as returns are above zero: they are subtracted (${sure}).`;
    return [warning('returnsSubtracted', message, params)];
  }
  if (signs === 'negative') {
    const message = `${negative} of ${params.count} rows that ${column} marks as returns are below zero already: they stay as they are (${sure}).`;
    return [warning('returnsNegative', message, params)];
  }
  const message = `Of the rows that ${column} marks as returns, ${positive} are above zero and ${negative} below: they stay as they are, so the former count as sales.`;
  if (records.length === 0) return [warning('returnsMixed', message, params)];
  const list = records.join(', ') + (records.length < positive ? ', …' : '');
  return [warning('returnsMixedRows', `${message} Rows above zero: ${list}.`, { ...params, list })];
}

/** How the cells of a wide table were counted. */
export function wideWarnings(unpivot: Unpivot, collected: Collected, blank: number): PreviewWarning[] {
  const records = collected.records - collected.blank;
  const days = unpivot.headers.map((header) => parsePeriodHeader(header, unpivot.year)?.date.day);
  const periods = new Set(days).size;
  return [
    warning(
      'cellsCounted',
      `${records} rows of the file × ${periods} periods: ${collected.rows} cells became rows, ${blank} are empty, ${collected.quarantine.length} are in quarantine.`,
      { records, periods, cells: collected.rows, blank, quarantined: collected.quarantine.length },
    ),
  ];
}

const namedTotals = 8;

/** Totals that stand beside their parts, worst first. */
export function hierarchyWarnings(hierarchies: Hierarchy[]): PreviewWarning[] {
  return hierarchies.map(({ field, totals }) => {
    const parts = totals.reduce((sum, total) => sum + total.parts.length, 0);
    const shown = totals.slice(0, namedTotals).map(({ name, parts: of }) => `${name} = ${of.join(' + ')}`);
    const list = shown.join('; ') + (totals.length > namedTotals ? '; …' : '');
    return warning(
      field === 'category' ? 'categoryTotals' : 'regionTotals',
      `${totals.length} values of ${field} are the sums of ${parts} others, so that adding all counts them twice: ${list}. Choose whether the totals or their parts count.`,
      { totals: totals.length, parts, list },
    );
  });
}
