import { pivotSpec } from '../../../shared/contract/pivot.ts';
import type { PivotHead, PivotSpec, PivotUnit } from '../../../shared/domain/pivot.ts';
import { makeTable, numberColumn, numbers, textColumn } from '../../../shared/domain/table.ts';
import { measureWords, stepWords } from '../../engine/briefing/pivot/pivotWords.ts';
import { arrowToTable } from '../../engine/exhibit/arrow.ts';
import { positional } from '../arguments.ts';
import { type Command, type CommandContext, openNamed } from '../command.ts';
import { type Json, printTable, warningLines, writeJson } from '../output.ts';
import { formatOf, parseRequest, toldBy } from '../request.ts';

/** Rows fetched at once; columns all fit. */
const pageRows = 10_000;

interface Figures {
  heads: PivotHead[];
  columns: PivotHead[];
  /** Row by row: the columns, each with every measure. */
  cells: (number | null)[][];
}

/** `qd pivot`: the figures by row and column, or a file as the screen exports it. */
export const pivot: Command = async (context) => {
  const { args, engine, locale } = context;
  const given = parseRequest(positional(args, 2, 'The pivot'), pivotSpec, 'pivot') as PivotSpec;
  const spec = { ...given, ...toldBy(args, given) };
  const format = formatOf(args, ['json', 'csv', 'xlsx']);
  const out = args.text('out');
  await openNamed(context, positional(args, 1, 'The workspace'), true);
  if (format !== 'json') {
    const file = engine.file(out!, 'write');
    const written = await engine.call('pivot.export', { spec, format, locale, file });
    return { json: { file: out!, ...written }, text: `${out}: ${written.rows} rows` };
  }
  const { json, text } = await answer(context, spec);
  if (out === undefined) return { json, text };
  await writeJson(out, json);
  return { json: { file: out }, text: out };
};

async function answer(context: CommandContext, spec: PivotSpec): Promise<{ json: Json; text: string }> {
  const { engine, locale, t } = context;
  const figures: Figures = { heads: [], columns: [], cells: [] };
  let page: Awaited<ReturnType<typeof fetchPage>>;
  const fetchPage = (offset: number) =>
    engine.call('pivot.page', {
      spec,
      rows: { offset, limit: pageRows },
      columns: { offset: 0, limit: pageRows },
      locale,
    });
  do {
    page = await fetchPage(figures.heads.length);
    const table = arrowToTable(page.arrow);
    const values = table.columns.slice(1).map((column) => numbers(table, column.name));
    figures.columns = page.columns;
    page.heads.forEach((head, row) => {
      figures.heads.push(head);
      figures.cells.push(values.map((column) => finite(column[row]!)));
    });
  } while (figures.heads.length < page.rows);
  const json = {
    rowFields: spec.rows.map(({ field }) => field),
    columnFields: spec.columns.map(({ field }) => field),
    measures: page.measures.map(({ measure, as, unit }) => ({ measure, as, unit })),
    columns: figures.columns.map(headJson),
    rows: figures.heads.map((head, row) => ({ ...headJson(head), cells: figures.cells[row]! })),
    n: page.rows,
    rowsIn: page.rowsIn,
    currency: page.currency as unknown as Json,
    warnings: page.warnings.map(({ code, params }) => ({ code, params })),
  };
  return {
    json,
    text: [printFigures(figures, page.measures, context), ...warningLines(page.warnings, t)].join('\n'),
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function headJson({ path, total, partial }: PivotHead): { path: Json; total: boolean; partial: boolean } {
  return { path: path.map((step) => (step === true ? { other: true } : step)), total, partial };
}

function printFigures(
  { heads, columns, cells }: Figures,
  measures: PivotUnit[],
  { t }: CommandContext,
): string {
  const label = ({ path }: PivotHead) =>
    path.length === 0
      ? t('pivot.grandTotal')
      : '  '.repeat(path.length - 1) + stepWords(path[path.length - 1]!, t);
  const titles = columns.flatMap((head) =>
    measures.map((measure) => {
      const steps = head.path.map((step) => stepWords(step, t));
      return [...steps, ...(head.total ? [t('pivot.total')] : []), measureWords(measure, t)].join(' ');
    }),
  );
  const table = makeTable([
    textColumn(' ', heads.map(label)),
    ...titles.map((title, index) =>
      numberColumn(
        title,
        measures[index % measures.length]!.unit,
        cells.map((row) => row[index] ?? Number.NaN),
      ),
    ),
  ]);
  return printTable(table, t, (name) => name);
}
