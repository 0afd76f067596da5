import type { OptionName } from './arguments.ts';
import type { Program } from './command.ts';
import { analyse, query } from './commands/analyse.ts';
import { backtest } from './commands/backtest.ts';
import { entities, merge, unmerge } from './commands/entities.ts';
import { explore } from './commands/explore.ts';
import { fit } from './commands/fit.ts';
import { forget, importFiles, preview } from './commands/ingest.ts';
import { decide, decisions, opportunities } from './commands/opportunities.ts';
import { pivot } from './commands/pivot.ts';
import { quality } from './commands/quality.ts';
import { writtenOptions } from './commands/readOptions.ts';
import { sql } from './commands/sql.ts';
import * as workspace from './commands/workspace.ts';
import { askOptions, ofAnswers, ofEveryQuestion, questionOptions } from './questionOptions.ts';

const told: readonly OptionName[] = ['currency', 'rates-of'];

const importOptions: readonly OptionName[] = [
  ...writtenOptions,
  ...([
    'as',
    'map',
    'mapping',
    'rules',
    'mode',
    'period',
    'within',
    'keys',
    'dry-run',
    'file-column',
  ] as const),
  ...(['unpivot', 'memory', 'again', 'instead-of', 'control', 'repair', 'accept'] as const),
];

const fitOptions: readonly OptionName[] = [
  ...(['data', 'x', 'y', 'z', 'tx', 'T', 'predict', 'positive', 'tau', 'se', 'coverage'] as const),
  ...(['time', 'event', 'event-value', 'entry', 'group', 'interval', 'rmst', 'rho', 'ties'] as const),
  ...(['basket', 'item', 'support', 'confidence', 'max-length', 'part', 'base', 'end'] as const),
];

const listOptions = [...ofEveryQuestion, ...questionOptions.opportunities];

/** Every command and the options that it looks at. */
export const programs: Record<string, Program> = {
  init: { run: workspace.init, options: [] },
  sample: { run: workspace.sample, options: ['accounts', 'products', 'months', 'seed', 'rows'] },
  preview: { run: preview, options: [...writtenOptions, 'as', 'unpivot', 'memory'] },
  import: { run: importFiles, options: importOptions },
  forget: { run: forget, options: writtenOptions },
  batches: { run: workspace.batches, options: [] },
  undo: { run: workspace.undo, options: [] },
  redo: { run: workspace.redo, options: [] },
  quarantine: { run: workspace.quarantine, options: ['out'] },
  entities: { run: entities, options: ['kind', 'least', 'top'] },
  merge: { run: merge, options: ['kind', 'name'] },
  unmerge: { run: unmerge, options: ['kind'] },
  quality: { run: quality, options: [] },
  info: { run: workspace.info, options: [] },
  currency: { run: workspace.currency, options: [] },
  check: { run: workspace.check, options: [] },
  backup: { run: workspace.backup, options: [] },
  query: { run: query, options: [...told, 'format', 'out'] },
  pivot: { run: pivot, options: [...told, 'format', 'out'] },
  explore: { run: explore, options: [...told, 'check'] },
  sql: { run: sql, options: ['format', 'out', 'limit'] },
  analyse: { run: analyse, options: [...askOptions, ...ofAnswers] },
  opportunities: { run: opportunities, options: listOptions },
  decide: { run: decide, options: [...listOptions, 'until', 'owner', 'reason', 'note'] },
  decisions: { run: decisions, options: [] },
  backtest: {
    run: backtest,
    options: ['as-of', 'horizon', 'k', 'origins', 'growth', 'compared-by', 'signals', 'basis'],
  },
  fit: { run: fit, options: fitOptions },
};
