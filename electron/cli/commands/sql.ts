import { sqlFileRows, sqlShownRows } from '../../../shared/contract/sql.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { arrowToTable } from '../../engine/exhibit/arrow.ts';
import { positional } from '../arguments.ts';
import { type Command, openNamed } from '../command.ts';
import { jsonCell, printTable, writeJson } from '../output.ts';
import { formatOf } from '../request.ts';

/** `qd sql`: the rows of one statement that reads, or a file of them. */
export const sql: Command = async (context) => {
  const { args, engine, t, locale } = context;
  const statement = positional(args, 2, 'The statement');
  const format = formatOf(args, ['json', 'csv', 'xlsx']);
  const out = args.text('out');
  const most = format === 'json' ? sqlShownRows : sqlFileRows;
  const limit = args.number('limit') ?? most;
  if (!Number.isInteger(limit) || limit < 1 || limit > most)
    throw new ExpectedError('usage', `--limit takes a whole number from 1 to ${most}`);
  await openNamed(context, positional(args, 1, 'The workspace'), true);
  if (format !== 'json') {
    const file = engine.file(out!, 'write');
    const written = await engine.call('sql.export', {
      sql: statement,
      format,
      locale,
      file,
      limit,
    });
    return {
      json: { file: out!, ...written },
      text: `${out}: ${t(written.more ? 'sql.file.more' : 'sql.file.all', { rows: written.rows })}`,
    };
  }
  const { arrow, rows: n, more, took } = await engine.call('sql.run', { sql: statement, limit });
  const table = arrowToTable(arrow);
  const json = {
    columns: table.columns.map(({ name, type }) => ({ name, type })),
    rows: Array.from({ length: table.n }, (_, row) => table.columns.map((column) => jsonCell(column, row))),
    n,
    more,
    took,
  };
  if (out !== undefined) {
    await writeJson(out, json);
    return { json: { file: out, rows: n, more }, text: `${out}: ${n} rows` };
  }
  const seconds = (took / 1000).toFixed(2);
  const said = t(more ? 'sql.result.more' : 'sql.result.rows', { rows: n, took: seconds });
  return { json, text: `${printTable(table, t, (name) => name)}\n${said}` };
};
