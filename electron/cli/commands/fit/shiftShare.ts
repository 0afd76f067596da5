import { makeTable, numberColumn, textColumn } from '../../../../shared/domain/table.ts';
import { shiftShare } from '../../../engine/analysis/market/shiftShare.ts';
import type { Answer, Command } from '../../command.ts';
import { jsonRows, printTable } from '../../output.ts';
import { ModelColumns } from './modelColumns.ts';
import { finite, warningsJson } from './modelJson.ts';
import { required } from './required.ts';

/** National, mix and competitive part of each group's change, groups sorted by name. */
export async function fitShiftShare({ args, t }: Parameters<Command>[0]): Promise<Answer> {
  const [group, part] = [required(args, 'group'), required(args, 'part')];
  const [base, end] = [required(args, 'base'), required(args, 'end')];
  const columns = await ModelColumns.read(args, [
    { header: group, as: 'text' },
    { header: part, as: 'text' },
    { header: base, as: 'number' },
    { header: end, as: 'number' },
  ]);
  const [groups, parts] = [columns.text(group), columns.text(part)];
  const found = shiftShare({
    groups: groups.dictionary.length,
    group: groups.codes,
    parts: parts.dictionary.length,
    part: parts.codes,
    base: columns.numbers(base),
    end: columns.numbers(end),
  });
  const order = groups.dictionary
    .map((_, code) => code)
    .sort((a, b) => (groups.dictionary[a]! < groups.dictionary[b]! ? -1 : 1));
  const table = makeTable([
    textColumn(
      'group',
      order.map((code) => groups.dictionary[code]!),
    ),
    ...(['base', 'end', 'national', 'mix', 'competitive'] as const).map((name) =>
      numberColumn(
        name,
        'none',
        order.map((code) => found[name][code]!),
      ),
    ),
  ]);
  return {
    json: { growth: finite(found.growth), rows: jsonRows(table), ...warningsJson(found.warnings) },
    text: printTable(table, t),
  };
}
