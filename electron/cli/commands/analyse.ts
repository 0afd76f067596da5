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
import { type Command, type CommandContext, openNamed } from '../command.ts';
import { type Json, jsonCell, printTable, printValues, warningLines } from '../output.ts';
import { parseJson, parseRequest, toldBy } from '../request.ts';
import { analysisJson, mainTable } from '../shapes.ts';

export const query: Command = async (context) => {
  const { args, engine, t, locale } = context;
  const given = parseRequest(positional(args, 2, 'The query'), querySchema, 'query');
  const request = { ...given, ...toldBy(args, given) };
  await openNamed(context, positional(args, 1, 'The workspace'), true);
  const { arrow, n, total, currency, warnings } = await engine.call('book.query', request);
  const table = arrowToTable(arrow);
  const format = args.text('format') ?? 'json';
  const out = args.text('out');
  if (format !== 'json' || out !== undefined) {
    if (out === undefined)
      throw new ExpectedError('usage', '--out is missing', { hint: '--out FILE says where to write' });
    if (!['json', 'csv', 'arrow', 'xlsx'].includes(format)) {
      throw new ExpectedError('usage', `--format ${format} is not known`, { hint: 'json, csv, arrow, xlsx' });
    }
  }
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
      ? await exportJson(out, json)
      : await exportTable(table, format as 'csv', out, { locale, title: 'query' });
  return { json: { file: out, rows: table.n, bytes: written.bytes }, text: `${out}: ${table.n} rows` };
};

async function exportJson(path: string, json: Json): Promise<{ bytes: number }> {
  const { writeFile } = await import('node:fs/promises');
  const text = `${JSON.stringify(json)}\n`;
  await writeFile(path, text);
  return { bytes: Buffer.byteLength(text) };
}

/** Asks the open workspace, and has the answer as the engine made it. */
export async function ask({ engine }: CommandContext, request: Ask): Promise<Exhibit> {
  const { tables, ...rest } = await engine.call('analyse.run', request);
  const decoded = Object.entries(tables).map(([name, { arrow }]) => [name, arrowToTable(arrow)] as const);
  return { ...rest, tables: Object.fromEntries(decoded) };
}

export const analyse: Command = async (context) => {
  const { args, t } = context;
  const request = askOf(args, positional(args, 2, 'The question'));
  await openNamed(context, positional(args, 1, 'The workspace'), true);
  const exhibit = await ask(context, request);
  const main = mainTable(exhibit);
  const values = Object.keys(exhibit.values).length > 0 ? [printValues(exhibit.values), ''] : [];
  return {
    json: analysisJson(exhibit),
    text: [
      ...values,
      ...(main ? [printTable(main, t)] : []),
      ...warningLines(exhibit.evidence.warnings, t),
    ].join('\n'),
  };
};

/** What the options ask. Throws `usage`. */
export function askOf(args: Arguments, question: string): Ask {
  const every = args.text('every');
  const named = question === 'movement' && every !== undefined ? 'movement-series' : question;
  if (!questions.includes(named as Question)) {
    throw new ExpectedError('usage', `"${question}" is no question`, {
      hint: `Questions: ${questions.join(', ')}`,
    });
  }
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

const numberOptions: Record<string, OptionName> = {
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
const textOptions: Record<string, OptionName> = {
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
