import { z } from 'zod';
import { condition, query as querySchema } from '../../../shared/contract/analyse.ts';
import {
  type Ask,
  type Exhibit,
  type OptionValue,
  type Question,
  questions,
} from '../../../shared/domain/exhibit.ts';
import type { Basis } from '../../../shared/domain/slice.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { exportTable } from '../../engine/briefing/exportTable.ts';
import { arrowToTable } from '../../engine/exhibit/arrow.ts';
import { type Arguments, type OptionName, positional } from '../arguments.ts';
import { type Answer, type Command, type CommandContext, openNamed } from '../command.ts';
import { type Json, jsonCell, printTable, printValues, warningLines, writeJson } from '../output.ts';
import { refuseOtherQuestions } from '../questionOptions.ts';
import { formatOf, parseJson, parseRequest, toldBy } from '../request.ts';
import { analysisJson, mainTable } from '../shapes.ts';

export const query: Command = async (context) => {
  const { args, engine, t, locale } = context;
  const given = parseRequest(positional(args, 2, 'The query'), querySchema, 'query');
  const request = { ...given, ...toldBy(args, given) };
  await openNamed(context, positional(args, 1, 'The workspace'), true);
  const { arrow, n, total, currency, warnings } = await engine.call('book.query', request);
  const table = arrowToTable(arrow);
  const format = formatOf(args, ['json', 'csv', 'arrow', 'xlsx']);
  const out = args.text('out');
  const columns = table.columns.map((column) => ({
    name: column.name,
    type: column.type,
    unit: column.type === 'text' ? null : column.unit,
  }));
  const rows = Array.from({ length: table.n }, (_, row) =>
    table.columns.map((column) => jsonCell(column, row)),
  );
  const json = {
    columns,
    rows,
    total: columns.map(({ name }) => total[name] ?? null),
    n,
    currency,
    warnings,
  } as unknown as {
    [key: string]: Json;
  };
  if (out === undefined)
    return { json, text: [printTable(table, t), ...warningLines(warnings, t)].join('\n') };
  const written =
    format === 'json'
      ? await writeJson(out, json)
      : await exportTable(table, format, out, { locale, title: 'query' });
  return { json: { file: out, rows: table.n, bytes: written.bytes }, text: `${out}: ${table.n} rows` };
};

/** Asks the open workspace, and has the answer as the engine made it. */
export async function ask({ engine }: CommandContext, request: Ask): Promise<Exhibit> {
  const { tables, ...rest } = await engine.call('analyse.run', request);
  const decoded = Object.entries(tables).map(([name, { arrow }]) => [name, arrowToTable(arrow)] as const);
  return { ...rest, tables: Object.fromEntries(decoded) };
}

export const analyse: Command = async (context) => {
  const { args, t } = context;
  const request = askOf(args, positional(args, 2, 'The question'));
  const format = formatOf(args, ['json', 'csv', 'xlsx']);
  const out = args.text('out');
  await openNamed(context, positional(args, 1, 'The workspace'), true);
  if (format !== 'json') return writeExhibit(context, request, format, out!);
  const exhibit = await ask(context, request);
  const json = analysisJson(exhibit);
  if (out !== undefined) {
    const { bytes } = await writeJson(out, json);
    return { json: { file: out, bytes }, text: out };
  }
  const main = mainTable(exhibit);
  const values = Object.keys(exhibit.values).length > 0 ? [printValues(exhibit.values), ''] : [];
  return {
    json,
    text: [
      ...values,
      ...(main ? [printTable(exhibit.tables[main]!, t)] : []),
      ...warningLines(exhibit.evidence.warnings, t),
    ].join('\n'),
  };
};

/** As the menu of a card writes it: a workbook has every table and chart unless --table names one, text its first table. */
async function writeExhibit(
  context: CommandContext,
  request: Ask,
  format: 'csv' | 'xlsx',
  out: string,
): Promise<Answer> {
  const { args, engine, locale } = context;
  const usual = async () => (format === 'xlsx' ? 'all' : mainTable(await ask(context, request)));
  const table = args.text('table') ?? (await usual()) ?? '';
  const file = engine.file(out, 'write');
  const written = await engine.call('export.exhibit', { ask: request, table, format, locale, file });
  return { json: { file: out, ...written }, text: `${out}: ${written.rows} rows` };
}

/** What the options ask. Throws `usage`, also for an option of other questions. */
export function askOf(args: Arguments, question: string): Ask {
  const every = args.text('every');
  const named = question === 'movement' && every !== undefined ? 'movement-series' : question;
  if (!questions.includes(named as Question)) {
    throw new ExpectedError('usage', `"${question}" is no question`, {
      hint: `Questions: ${questions.join(', ')}`,
    });
  }
  refuseOtherQuestions(args, question as Question);
  const basis = args.text('basis') ?? 'net';
  if (!['net', 'gross'].includes(basis))
    throw new ExpectedError('usage', `--basis takes net or gross, not "${basis}"`);
  const where = args.text('where');
  const parsedWhere =
    where === undefined
      ? { success: true as const, data: [] }
      : z.array(condition).safeParse(parseJson(where));
  if (!parsedWhere.success)
    throw new ExpectedError(
      'usage',
      '--where takes a JSON list of conditions: [{"field":"market","in":["UK"]}]',
    );
  return {
    question: named as Question,
    slice: { where: parsedWhere.data, basis: basis as Basis, ...toldBy(args, {}) },
    asOf: args.text('as-of'),
    from: args.text('from'),
    to: args.text('to'),
    options: optionsOf(args, every),
  };
}

export const numberOptions: Record<string, OptionName> = {
  support: 'support',
  confidence: 'confidence',
  maxLength: 'max-length',
  k: 'k',
  top: 'top',
  products: 'products',
  accounts: 'accounts',
  recentMonths: 'recent-months',
  months: 'months',
  horizon: 'horizon',
  share: 'share',
  silence: 'silence',
  discount: 'discount',
  minExpected: 'min-expected',
  offset: 'offset',
  limit: 'limit',
};
export const textOptions: Record<string, OptionName> = {
  by: 'by',
  unit: 'unit',
  level: 'level',
  productPattern: 'product-pattern',
  productExcept: 'product-except',
  substitutes: 'substitutes',
  account: 'account',
  kind: 'kind',
  status: 'status',
  owner: 'owner',
  search: 'search',
  sort: 'sort',
  order: 'order',
  group: 'group',
  movable: 'movable',
  grain: 'grain',
  leaving: 'leaving',
  signals: 'signals',
  weights: 'weights',
  since: 'since',
  comparedBy: 'compared-by',
  rates: 'rates',
  leftOut: 'left-out',
  method: 'method',
  metric: 'metric',
  size: 'size',
  product: 'product',
  starts: 'starts',
  lifetime: 'lifetime',
  interval: 'interval',
  model: 'model',
  reasons: 'reasons',
  xyzMonths: 'xyz-months',
};

function optionsOf(args: Arguments, every: string | undefined): Record<string, OptionValue> {
  const given: [string, OptionValue][] = [];
  for (const [name, option] of Object.entries(numberOptions)) {
    const value = args.number(option);
    if (value !== undefined) given.push([name, value]);
  }
  for (const [name, option] of Object.entries(textOptions)) {
    const value = args.text(option);
    if (value !== undefined) given.push([name, value]);
  }
  if (every !== undefined) given.push(['grain', every]);
  if (args.flag('judge')) given.push(['judge', 'yes']);
  return Object.fromEntries(given);
}
