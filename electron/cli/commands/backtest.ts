import type { Exhibit, OptionValue } from '../../../shared/domain/exhibit.ts';
import type { Basis } from '../../../shared/domain/slice.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { backtestWords } from '../../../shared/i18n/backtestWords.ts';
import { createFormat } from '../../../shared/i18n/format.ts';
import { listAliases, listNames } from '../../engine/analysis/backtest/lists.ts';
import { arrowToTable } from '../../engine/exhibit/arrow.ts';
import { type Arguments, type OptionName, positional } from '../arguments.ts';
import { type Command, openNamed } from '../command.ts';
import { type Json, jsonRows, printTable, printValues } from '../output.ts';

const numberOptions: Record<string, OptionName> = {
  horizon: 'horizon',
  k: 'k',
  origins: 'origins',
  growth: 'growth',
};

/** Judges a list on the past of a workspace: one origin at `--as-of`, or several from there, one horizon apart. */
export const backtest: Command = async (context) => {
  const { args, engine, t, locale } = context;
  const list = listOf(args);
  const options: Record<string, OptionValue> = { origins: 1, list };
  for (const [name, option] of Object.entries(numberOptions)) {
    const value = args.number(option);
    if (value !== undefined) options[name] = value;
  }
  const origin = args.text('as-of');
  if (origin !== undefined) options.origin = origin;
  const comparedBy = args.text('compared-by');
  if (comparedBy !== undefined) options.comparedBy = comparedBy;
  const signals = args.text('signals');
  if (signals !== undefined) options.signals = signals;
  const basis = args.text('basis') ?? 'net';
  if (!['net', 'gross'].includes(basis))
    throw new ExpectedError('usage', `--basis takes net or gross, not "${basis}"`);
  await openNamed(context, positional(args, 1, 'The workspace'), true);
  const ask = { question: 'backtest' as const, slice: { where: [], basis: basis as Basis }, options };
  const { tables, ...rest } = await engine.call('analyse.run', ask);
  const decoded = Object.entries(tables).map(([name, { arrow }]) => [name, arrowToTable(arrow)] as const);
  const exhibit: Exhibit = { ...rest, tables: Object.fromEntries(decoded) };
  const words = backtestWords(exhibit.values, createFormat(locale), t);
  const warnings = exhibit.evidence.warnings.map(
    ({ code, params }) => `! ${t.dynamic(`warning.${code}`, params, code)}`,
  );
  return {
    json: backtestJson(exhibit, words),
    text: [
      words,
      '',
      printValues(exhibit.values),
      '',
      printTable(exhibit.tables.origins!, t),
      ...warnings,
    ].join('\n'),
  };
};

function listOf(args: Arguments): string {
  const asked = positional(args, 2, 'The list');
  const names = [...listNames, ...Object.keys(listAliases)];
  if (names.includes(asked)) return asked;
  throw new ExpectedError('usage', `"${asked}" is no list`, { hint: `Lists: ${names.join(', ')}` });
}

function backtestJson({ values, tables, evidence }: Exhibit, words: string): { [key: string]: Json } {
  const value = (name: string) => values[name] ?? null;
  const perOrigin = jsonRows(tables.origins!);
  const interval = (low: string, high: string) => (value(low) === null ? null : [value(low), value(high)]);
  return {
    list: value('list'),
    origins: perOrigin.map((row) => row.origin ?? null),
    k: value('k'),
    precision: value('precision'),
    recall: value('recall'),
    lift: value('lift'),
    baseRate: value('baseRate'),
    interval: interval('precisionLower', 'precisionUpper'),
    naive: {
      method: value('rival'),
      precision: value('rivalPrecision'),
      recall: value('rivalRecall'),
      lift: value('rivalLift'),
      hits: value('rivalHits'),
      captured: value('rivalCaptured'),
      capturedShare: value('rivalCapturedShare'),
      averagePrecision: value('rivalAveragePrecision'),
    },
    calibration: jsonRows(tables.calibration!),
    verdict: value('verdict'),
    words,
    used: value('used'),
    cases: value('cases'),
    events: value('events'),
    taken: value('taken'),
    hits: value('hits'),
    captured: value('captured'),
    capturedShare: value('capturedShare'),
    averagePrecision: value('averagePrecision'),
    brier: value('brier'),
    brierOfBaseRate: value('brierOfBaseRate'),
    difference: { precision: value('difference'), interval: interval('differenceLower', 'differenceUpper') },
    curve: jsonRows(tables.curve!),
    perOrigin,
    leftOut: typeof values.leftOut === 'string' ? values.leftOut.split(', ') : [],
    warnings: evidence.warnings as unknown as Json,
    evidence: evidence as unknown as Json,
  };
}
