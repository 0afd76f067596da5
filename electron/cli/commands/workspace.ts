import type { BatchMode } from '../../../shared/contract/workspace.ts';
import { makeTable, numberColumn, textColumn } from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { quarantineTable } from '../../engine/ingest/quarantineTable.ts';
import { positional } from '../arguments.ts';
import { type Answer, type Command, type CommandContext, openNamed } from '../command.ts';
import { type Json, printTable, printValues } from '../output.ts';

function described(json: object): Answer {
  return { json: json as Json, text: printValues(json as Record<string, Json>) };
}

export const init: Command = async ({ args, engine, passphrase }) => {
  const path = positional(args, 1, 'The workspace');
  return described(await engine.call('workspace.create', { file: engine.file(path, 'write'), passphrase }));
};

export const sample: Command = async ({ args, engine, passphrase }) => {
  const path = positional(args, 1, 'The workspace');
  const info = await engine.call('workspace.sample', {
    file: engine.file(path, 'write'),
    passphrase,
    accounts: args.number('accounts'),
    products: args.number('products'),
    months: args.number('months'),
    seed: args.number('seed'),
    rows: args.number('rows'),
  });
  return described(info);
};

export const info: Command = async (context) =>
  described(await openNamed(context, positional(context.args, 1, 'The workspace'), true));

/** `qd currency WS [CODE|usual]`: shows or chooses the reporting currency; `usual` is the one that most rows have. */
export const currency: Command = async (context) => {
  const { args, engine } = context;
  const wanted = args.positionals[2];
  const opened = await openNamed(context, positional(args, 1, 'The workspace'), wanted === undefined);
  const info =
    wanted === undefined
      ? opened
      : await engine.call('workspace.setCurrency', { currency: wanted === 'usual' ? null : wanted });
  const { reportingCurrency, reportingCurrencies } = info;
  return described({ reportingCurrency, reportingCurrencies });
};

export const batches: Command = async (context) => {
  await openNamed(context, positional(context.args, 1, 'The workspace'), true);
  const list = await context.engine.call('workspace.batches', {});
  const table = makeTable([
    numberColumn(
      'batch',
      'none',
      list.map((batch) => batch.id),
      'integer',
    ),
    textColumn(
      'kind',
      list.map((batch) => batch.kind),
    ),
    textColumn(
      'mode',
      list.map(({ mode, repairOf }) => (repairOf === null ? modeText(mode) : `repair of ${repairOf}`)),
    ),
    textColumn(
      'state',
      list.map((batch) => batch.state),
    ),
    textColumn(
      'source',
      list.map((batch) => batch.source),
    ),
    textColumn(
      'importedAt',
      list.map((batch) => batch.importedAt),
    ),
    numberColumn(
      'rows',
      'count',
      list.map((batch) => batch.rows),
      'integer',
    ),
    numberColumn(
      'accepted',
      'count',
      list.map((batch) => batch.accepted),
      'integer',
    ),
    numberColumn(
      'quarantined',
      'count',
      list.map((batch) => batch.quarantined),
      'integer',
    ),
  ]);
  return { json: { batches: list as unknown as Json }, text: printTable(table, context.t) };
};

function modeText(mode: BatchMode): string {
  if (mode.mode === 'upsert') return `upsert by ${mode.keys.join('+')}`;
  if (mode.mode === 'append') return 'append';
  return mode.from === null ? 'replace all' : `replace ${mode.from}..${mode.to}`;
}

function batchNumber(context: CommandContext): number {
  const text = positional(context.args, 2, 'The batch');
  if (!/^[1-9]\d*$/.test(text))
    throw new ExpectedError('usage', `"${text}" is no batch number`, { hint: 'qd batches WS lists them' });
  return Number(text);
}

function stateChange(name: 'workspace.undo' | 'workspace.redo'): Command {
  return async (context) => {
    const batch = batchNumber(context);
    await openNamed(context, positional(context.args, 1, 'The workspace'), false);
    return described(await context.engine.call(name, { batch }));
  };
}

export const undo = stateChange('workspace.undo');
export const redo = stateChange('workspace.redo');

export const quarantine: Command = async (context) => {
  const { args, engine, t } = context;
  const batch = batchNumber(context);
  await openNamed(context, positional(args, 1, 'The workspace'), true);
  const out = args.text('out');
  if (out !== undefined) {
    const written = await engine.call('workspace.exportQuarantine', {
      batch,
      file: engine.file(out, 'write'),
    });
    return described({ ...written, file: out });
  }
  const first = await engine.call('workspace.quarantine', { batch, offset: 0, limit: 1000 });
  const rows = [...first.rows];
  while (rows.length < first.total) {
    const page = await engine.call('workspace.quarantine', { batch, offset: rows.length, limit: 1000 });
    if (page.rows.length === 0) break;
    rows.push(...page.rows);
  }
  const words = rows.map((row) => ({ ...row, reason: t.dynamic(`reason.${row.reason}`, {}, row.reason) }));
  return { json: { ...first, rows } as unknown as Json, text: printTable(quarantineTable(words), t) };
};

export const check: Command = async (context) => {
  await openNamed(context, positional(context.args, 1, 'The workspace'), true);
  const report = await context.engine.call('workspace.check', {});
  return { ...described(report), exitCode: report.ok ? 0 : 4 };
};

export const backup: Command = async (context) => {
  const { args, engine } = context;
  const target = positional(args, 2, 'The file to back up to');
  await openNamed(context, positional(args, 1, 'The workspace'), true);
  return described({
    ...(await engine.call('workspace.backup', { file: engine.file(target, 'write') })),
    file: target,
  });
};
