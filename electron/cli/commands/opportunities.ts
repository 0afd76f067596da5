import { type DecisionVerb, decisionVerbs } from '../../../shared/contract/edits.ts';
import type { DecisionEntry } from '../../../shared/contract/opportunities.ts';
import { findColumn, makeTable, numberColumn, type Table, textColumn } from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { tableInWords } from '../../engine/briefing/exhibitWords.ts';
import { positional } from '../arguments.ts';
import { type Command, openNamed } from '../command.ts';
import { type Json, printTable } from '../output.ts';
import { analysisJson } from '../shapes.ts';
import { ask, askOf } from './analyse.ts';

const printed = [
  'id',
  'account_name',
  'product_name',
  'value',
  'probability',
  'movable',
  'expected',
  'status',
  'owner',
];

/** The ranked list, or the part of it that the options ask for. */
export const opportunities: Command = async (context) => {
  const { args, t } = context;
  const request = askOf(args, 'opportunities');
  await openNamed(context, positional(args, 1, 'The workspace'), true);
  const exhibit = await ask(context, request);
  const warnings = exhibit.evidence.warnings.map(
    (warning) => `! ${t.dynamic(`warning.${warning.code}`, warning.params, warning.code)}`,
  );
  const groups = exhibit.tables.groups ? [printTable(exhibit.tables.groups, t), ''] : [];
  const rows = printTable(namedColumns(tableInWords(exhibit.tables.opportunities!, t), printed), t);
  return { json: analysisJson(exhibit), text: [...groups, rows, ...warnings].join('\n') };
};

function namedColumns(table: Table, names: string[]): Table {
  return { columns: names.map((name) => findColumn(table, name)), n: table.n };
}

/** Decides about one opportunity. */
export const decide: Command = async (context) => {
  const { args, engine, t } = context;
  const [id, verb] = [positional(args, 2, 'The opportunity'), positional(args, 3, 'The decision')];
  if (!decisionVerbs.includes(verb as DecisionVerb)) {
    throw new ExpectedError('usage', `"${verb}" is no decision`, {
      hint: `Decisions: ${decisionVerbs.join(', ')}`,
    });
  }
  await openNamed(context, positional(args, 1, 'The workspace'), false);
  const request = askOf(args, 'opportunities');
  const { owner: _taker, ...options } = request.options;
  const { edits } = await engine.call('opportunities.decide', {
    ask: { ...request, options },
    ids: [id],
    verb: verb as DecisionVerb,
    until: args.text('until') ?? null,
    owner: args.text('owner') ?? null,
    reason: args.text('reason') ?? null,
    note: args.text('note') ?? null,
  });
  const said = t(`opportunities.decision.${verb as DecisionVerb}`, {
    until: args.text('until') ?? '',
    owner: args.text('owner') ?? 'none',
  });
  return { json: { edits }, text: `${id}: ${said}` };
};

/** The log of decisions, with the id each opportunity has now. */
export const decisions: Command = async (context) => {
  const { args, engine, t } = context;
  await openNamed(context, positional(args, 1, 'The workspace'), true);
  const log = await engine.call('opportunities.decisions', {});
  const rows = log.map(({ id, state, now, body }) => ({ edit: id, state, now, ...body }));
  return { json: { rows } as unknown as Json, text: printTable(logTable(log, t), t) };
};

function logTable(log: readonly DecisionEntry[], t: Translate): Table {
  const texts = (name: string, read: (entry: DecisionEntry) => string | null) =>
    textColumn(name, log.map(read));
  return makeTable([
    numberColumn(
      'edit',
      'none',
      log.map(({ id }) => id),
      'integer',
    ),
    texts('id', ({ now, body }) => now ?? body.opportunity),
    texts('verb', ({ body }) =>
      t(`opportunities.decision.${body.verb}`, { until: body.until ?? '', owner: body.owner ?? 'none' }),
    ),
    texts('reason', ({ body }) => body.reason),
    texts('note', ({ body }) => body.note),
    texts('state', ({ state }) => t(`batches.${state}`)),
  ]);
}
