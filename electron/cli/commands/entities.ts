import { type EntityKind, entityKinds } from '../../../shared/contract/edits.ts';
import type { EntityPair, EntityReason } from '../../../shared/contract/entities.ts';
import { makeTable, numberColumn, textColumn } from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { type Arguments, positional } from '../arguments.ts';
import { type Command, openNamed } from '../command.ts';
import { type Json, printTable, printValues } from '../output.ts';

const shownPairs = 1000;

/** `--kind accounts` or `products`. */
function kindOf(args: Arguments): EntityKind {
  const given = args.text('kind') ?? 'accounts';
  const kind = entityKinds.find((candidate) => `${candidate}s` === given || candidate === given);
  if (kind) return kind;
  throw new ExpectedError('usage', `--kind takes accounts or products, not "${given}"`);
}

/** Pairs that may be the same, with what speaks for it. */
export const entities: Command = async (context) => {
  const { args, engine, t } = context;
  const of = kindOf(args);
  await openNamed(context, positional(args, 1, 'The workspace'), true);
  const found = await engine.call('entities.suggest', {
    of,
    least: args.number('least') ?? 0.5,
    offset: 0,
    limit: args.number('top') ?? shownPairs,
  });
  const pairs = found.pairs.map((pair) => ({ ...pair, reasons: pair.reasons.map((one) => said(one, t)) }));
  return { json: { ...found, pairs } as unknown as Json, text: pairTable(found.pairs, t) };
};

function pairTable(pairs: EntityPair[], t: Translate): string {
  const columns = [
    numberColumn(
      'score',
      'ratio',
      pairs.map(({ score }) => score),
    ),
    textColumn(
      'merge_into',
      pairs.map((pair) => pair[pair.survivor].name),
    ),
    textColumn(
      'merge_from',
      pairs.map((pair) => pair[pair.survivor === 'a' ? 'b' : 'a'].name),
    ),
    textColumn(
      'reasons',
      pairs.map(({ reasons }) => reasons.map((one) => said(one, t)).join('; ')),
    ),
  ];
  return printTable(makeTable(columns), t);
}

function said({ code, params }: EntityReason, t: Translate): string {
  const words =
    typeof params.field === 'string' ? { field: t.dynamic(`field.${params.field}`, {}, params.field) } : {};
  return t.dynamic(`entityReason.${code}`, { ...params, ...words }, code);
}

export const merge: Command = async (context) => {
  const { args, engine } = context;
  const [from, into] = [positional(args, 2, 'What is merged'), positional(args, 3, 'What it is merged into')];
  await openNamed(context, positional(args, 1, 'The workspace'), false);
  const info = await engine.call('entities.merge', {
    of: kindOf(args),
    from,
    into,
    name: args.text('name') ?? null,
  });
  return { json: info as unknown as Json, text: printValues(info as unknown as Record<string, Json>) };
};

export const unmerge: Command = async (context) => {
  const { args, engine } = context;
  const key = positional(args, 2, 'What was merged');
  await openNamed(context, positional(args, 1, 'The workspace'), false);
  const info = await engine.call('entities.unmerge', { of: kindOf(args), key });
  return { json: info as unknown as Json, text: printValues(info as unknown as Record<string, Json>) };
};
