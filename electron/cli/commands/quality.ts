import { makeTable, numberColumn, textColumn } from '../../../shared/domain/table.ts';
import { positional } from '../arguments.ts';
import { type Command, openNamed } from '../command.ts';
import { type Json, printTable } from '../output.ts';

/** What the rules find, and the score they come to. */
export const quality: Command = async (context) => {
  const { args, engine, t } = context;
  await openNamed(context, positional(args, 1, 'The workspace'), true);
  const report = await engine.call('quality.report', {});
  const found = report.findings.filter(({ applies }) => applies);
  const table = makeTable([
    textColumn(
      'rule',
      found.map(({ rule }) => t(`quality.rule.${rule}`)),
    ),
    numberColumn(
      'found',
      'count',
      found.map(({ count }) => count),
      'integer',
    ),
    numberColumn(
      'looked_at',
      'count',
      found.map(({ of }) => of),
      'integer',
    ),
    numberColumn(
      'revenue_share',
      'ratio',
      found.map(({ revenueShare }) => revenueShare ?? Number.NaN),
    ),
    numberColumn(
      'score',
      'none',
      found.map(({ score }) => Math.round(score)),
    ),
  ]);
  const dimensions = report.dimensions.map(
    ({ dimension, score }) =>
      `${t(`quality.dimension.${dimension}`)} ${score === null ? '–' : Math.round(score)}`,
  );
  const head =
    report.score === null
      ? t('quality.none')
      : `${t('quality.score')} ${t('quality.scoreOf', { score: Math.round(report.score) })} (${dimensions.join(', ')})`;
  return { json: report as unknown as Json, text: `${head}\n\n${printTable(table, t)}` };
};
