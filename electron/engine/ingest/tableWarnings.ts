import type { Mapping, PreviewWarning, Unpivot } from '../../../shared/contract/ingest.ts';
import type { RuleCount } from '../../../shared/contract/workspace.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import type { Collected } from './batch/collected.ts';
import { moneyFields } from './batch/importPlan.ts';
import type { Hierarchy } from './batch/marketHierarchy.ts';
import type { OwnReturns } from './batch/ownReturns.ts';
import type { ReturnRows } from './batch/returnRows.ts';
import type { ScenarioColumn } from './mapping/scenarioColumn.ts';
import type { ScenariosAcross } from './mapping/scenariosAcross.ts';
import type { SettledWide } from './mapping/settleWide.ts';
import type { DetectedTable } from './tableReader.ts';
import { parsePeriodHeader, writingOf } from './values/periodHeader.ts';
import { namesTotal } from './values/totalWords.ts';
import { fiscalWarning } from './warnings.ts';

function warning(
  code: string,
  message: string,
  params: Record<string, string | number> = {},
): PreviewWarning {
  return { code, message, params };
}

/** That the file holds no data record: it cannot be imported, unless what is taken for its header is one. */
export function rowsWarnings(records: number): PreviewWarning[] {
  if (records > 0) return [];
  return [warning('noRows', 'There are no rows below the header: nothing can be imported.')];
}

/** Below this, the decimal mark of a column is told. */
const openDecimal = 0.8;

/** What becomes of periods across. */
export function settledWarnings(
  { unpivot, totals, repeated, unmeasured, scenarios, lacksBase, confidence }: SettledWide,
  { profiles }: DetectedTable,
): PreviewWarning[] {
  const warnings: PreviewWarning[] = [];
  if (lacksBase) return [baseNeeded()];
  if (!unpivot) return warnings;
  if (unpivot.pairs) return [ratesWarning(unpivot, confidence)];
  const { headers } = unpivot;
  if (unpivot.names) return [namesWarning(unpivot, confidence), ...totalsWarnings(totals)];
  const params = { count: headers.length, first: headers[0]!, last: headers.at(-1)!, field: unpivot.value };
  warnings.push(
    warning(
      'unpivoted',
      `${headers.length} columns (${headers[0]} … ${headers.at(-1)}) are periods: each cell becomes a row of ${unpivot.value}.`,
      params,
    ),
  );
  const open = profiles.find((one) => headers.includes(one.header) && one.decimalConfidence < openDecimal);
  if (open) {
    const mark = open.number.decimal;
    const said = `"${mark}" is taken for the decimal mark of ${open.header}.`;
    warnings.push(warning('decimalUnsure', said, { column: open.header, mark }));
  }
  warnings.push(...totalsWarnings(totals));
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
  if (unmeasured.length > 0) {
    const columns = unmeasured.join(', ');
    warnings.push(
      warning('unmeasured', `Columns of periods that measure something else are left out: ${columns}.`, {
        columns,
      }),
    );
  }
  if (scenarios && scenarios.values.length > 0) warnings.push(acrossWarning(scenarios));
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
  const writing = writingOf(headers, unpivot);
  const periods = headers.map((header) => parsePeriodHeader(header, writing));
  const yearless = periods.some((period) => period?.yearless);
  if (periods.some((period) => period?.date.calendar === 'fiscal'))
    warnings.push(fiscalWarning(headers[0]!, unpivot.fiscalStart));
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

function totalsWarnings(totals: string[]): PreviewWarning[] {
  if (totals.length === 0) return [];
  const columns = totals.join(', ');
  const said = `Columns that sum others up are left out: ${columns}.`;
  return [warning('totalColumns', said, { columns, count: totals.length })];
}

/** What names of columns are taken for. */
function namesWarning({ headers, names, value }: Unpivot, sure: number): PreviewWarning {
  const confidence = Math.round(sure * 100) / 100;
  const fields = [...new Set(Object.values(names!).flatMap((name) => Object.keys(name)))];
  const params = {
    count: headers.length,
    first: headers[0]!,
    last: headers.at(-1)!,
    name: fields.join(', '),
    field: value,
    confidence,
  };
  const said = `${headers.length} columns (${headers[0]} … ${headers.at(-1)}) are told apart by name (${params.name}): each cell becomes a row of ${value} (confidence ${confidence}).`;
  return warning('namesAcross', said, params);
}

/** Which of several scenarios across is taken. */
function acrossWarning({ values, taken, confidence }: ScenariosAcross): PreviewWarning {
  const left = values.filter((value) => value !== taken).join(', ');
  const params = { taken: taken ?? 'none', left, confidence };
  const own = taken === null ? 'that name no scenario' : `of ${taken}`;
  const said = `Columns ${own} are taken; those of ${left} are left out (confidence ${confidence}). Say which is meant: --scenario.`;
  return warning('scenariosAcross', said, params);
}

const shownPairs = 4;

function baseNeeded(): PreviewWarning {
  return warning(
    'rateBaseNeeded',
    'Each column of rates names one currency; nothing says which the other one is. Say it: --rate-base EUR.',
  );
}

/** What columns of exchange rates are read as. */
function ratesWarning({ headers, pairs, pairColumn }: Unpivot, sure: number): PreviewWarning {
  const confidence = Math.round(sure * 100) / 100;
  const read = pairColumn === undefined ? headers.map((header) => pairs![header]!) : Object.values(pairs!);
  const written = read.map(({ from, to, units }) => `${units} ${from} = x ${to}`);
  const list = written.slice(0, shownPairs).join('; ') + (written.length > shownPairs ? '; …' : '');
  if (pairColumn !== undefined) {
    const said = `${pairColumn} names ${written.length} pairs of currencies, whose rates stand in ${headers[0]}, read as ${list} (confidence ${confidence}).`;
    const params = { count: written.length, column: pairColumn, figures: headers[0]!, list, confidence };
    return warning('ratesDown', said, params);
  }
  const said = `${headers.length} columns are exchange rates, read as ${list} (confidence ${confidence}).`;
  return warning('ratesAcross', said, { count: headers.length, list, confidence });
}

/** A column that tells actuals from plans, and which of its rows are taken. */
export function scenarioWarnings(scenario: ScenarioColumn | null): PreviewWarning[] {
  if (!scenario || scenario.values.length < 2) return [];
  const { header: column, values, taken, confidence } = scenario;
  const list = values.join(', ');
  if (taken === null) {
    const said = `${column} tells ${list} apart: all of them are taken, and count together.`;
    return [warning('scenarioAll', said, { column, list })];
  }
  const own = taken.join(', ');
  const left = values.filter((value) => !taken.includes(value)).join(', ');
  const said = `Of ${column}, rows with ${own} are taken; ${left} are left out (confidence ${confidence}).`;
  return [warning('scenarioTaken', said, { column, taken: own, left, confidence })];
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
  const writing = writingOf(unpivot.headers);
  return unpivot.headers.some((header) => parsePeriodHeader(header, writing)?.yearless);
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

/** That marks of returns stand on the sales that came back. */
export function ownReturnsWarning({ column, count, confidence: sure }: OwnReturns): PreviewWarning {
  const confidence = Math.round(sure * 100) / 100;
  const message = `${column} marks the sales that came back themselves, no other row takes them back: they are left out (${count} of the first rows, confidence ${Math.round(confidence * 100)} %). Rule returns=subtract or keep does otherwise.`;
  return warning('returnsOnSale', message, { column, count, confidence });
}

/** What becomes of rows that a column marks as returns. */
export function returnWarnings(returns: ReturnRows | null): PreviewWarning[] {
  if (!returns) return [];
  const { column, positive, negative, signs, records } = returns;
  const confidence = Math.round(returns.confidence * 100) / 100;
  const params = { column, positive, negative, count: positive + negative, confidence };
  const sure = `confidence ${Math.round(confidence * 100)} %`;
  if (signs === 'positive') {
    const message = `${positive} of ${params.count} rows that ${column} marks as returns are above zero: they are subtracted (${sure}). Where the mark is on the sale itself and no second row takes it back, leave them out instead (rule returns=quarantine).`;
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
  const counts = { records, cells: collected.rows, blank, quarantined: collected.quarantine.length };
  if (unpivot.pairColumn !== undefined) return [];
  if (unpivot.pairs) {
    const columns = unpivot.headers.length;
    const said = `${records} rows of the file × ${columns} columns: ${collected.rows} cells became rates, ${blank} are empty, ${counts.quarantined} are in quarantine.`;
    return [warning('ratesCounted', said, { ...counts, columns })];
  }
  if (unpivot.names) {
    const columns = unpivot.headers.length;
    const said = `${records} rows of the file × ${columns} columns: ${collected.rows} cells became rows, ${blank} are empty, ${counts.quarantined} are in quarantine.`;
    return [warning('namesCounted', said, { ...counts, columns })];
  }
  const writing = writingOf(unpivot.headers, unpivot);
  const days = unpivot.headers.map((header) => parsePeriodHeader(header, writing)?.date.day);
  const periods = new Set(days).size;
  return [
    warning(
      'cellsCounted',
      `${records} rows of the file × ${periods} periods: ${collected.rows} cells became rows, ${blank} are empty, ${collected.quarantine.length} are in quarantine.`,
      { ...counts, periods },
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
