import { ExpectedError } from '../../../shared/errors/errors.ts';
import { mostImageBytes } from './databaseImage.ts';
import type { SqlReply } from './protocol.ts';
import type { SqlSource } from './source.ts';
import { sqlTokens, unquoted } from './tokens.ts';

/** A statement that may run, and what it can touch. */
export interface SqlStatement {
  /** As SQLite gets it: dates' helper functions in its own terms. */
  sql: string;
  /** Lower-case names that the statement mentions: only tables and columns among them can be read. */
  mentions: Set<string>;
  /** All columns of its tables are read: `*`, or names joined by a natural join. */
  everything: boolean;
}

type Failure = Extract<SqlReply, { error: unknown }>['error'];

/** What SQLite says, with the line and column it is about and the name that may have been meant. */
export function describeFailure(
  { kind, message, near }: Failure,
  text: string,
  statement: SqlStatement,
  sources: SqlSource[],
): Error {
  if (kind === 'bug') return new Error(message);
  if (kind === 'writes') {
    return new ExpectedError('sqlRefused', 'The statement does not only read', {
      hint: 'Start with SELECT, WITH, VALUES or EXPLAIN',
    });
  }
  if (kind === 'tooLarge') {
    const gigabytes = mostImageBytes / 2 ** 30;
    return new ExpectedError(
      'sqlLimit',
      `The columns that the statement reads take more than ${gigabytes} GB`,
      {
        hint: 'Name the columns you need in place of *',
        params: { what: 'columns', limit: gigabytes },
      },
    );
  }
  const missing = /^no such (column|table|function): (?:"(.+)" - should this be .*|(.+))$/.exec(message);
  const named = missing?.[2] ?? missing?.[3] ?? /^ambiguous column name: (.+)$/.exec(message)?.[1];
  const name = named?.split('.').at(-1);
  const meant = missing && name ? nearest(name, candidates(missing[1]!, statement, sources)) : null;
  const at = near === undefined ? placeOf(name, text) : near;
  return failedAt(meant ? `${message} – did you mean ${meant}?` : message, text, at);
}

/** `sqlFailed` at a place of the text, where it is known. */
export function failedAt(message: string, text: string, at: number | undefined): ExpectedError {
  const { line, column } = at === undefined ? { line: 0, column: 0 } : lineAndColumn(text, at);
  return new ExpectedError('sqlFailed', message, {
    hint: line === 0 ? 'Check the names and the order of the words' : `See line ${line}, column ${column}`,
    params: { message, line, column },
  });
}

function placeOf(name: string | undefined, text: string): number | undefined {
  if (name === undefined) return undefined;
  return sqlTokens(text).find((token) => unquoted(token).toLowerCase() === name.toLowerCase())?.at;
}

function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const lines = text.slice(0, at).split('\n');
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

const functions = [
  ...['abs', 'avg', 'coalesce', 'count', 'date', 'group_concat', 'half', 'ifnull', 'iif', 'instr', 'length'],
  ...[
    'lower',
    'max',
    'min',
    'month',
    'nullif',
    'printf',
    'quarter',
    'replace',
    'round',
    'row_number',
    'strftime',
  ],
  ...[
    'substr',
    'sum',
    'total',
    'trim',
    'upper',
    'week',
    'year',
    'lag',
    'lead',
    'rank',
    'ntile',
    'first_value',
  ],
];

function candidates(what: string, { mentions }: SqlStatement, sources: SqlSource[]): string[] {
  if (what === 'table') return sources.map(({ name }) => name);
  if (what === 'function') return functions;
  const named = sources.filter(({ name }) => mentions.has(name));
  return (named.length > 0 ? named : sources).flatMap(({ columns }) => columns.map(({ name }) => name));
}

/** The closest name, where it is close: a third of its letters may differ. */
function nearest(name: string, names: string[]): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(name.length / 3)) + 0.5;
  for (const candidate of names) {
    if (candidate.toLowerCase() === name.toLowerCase()) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Levenshtein's distance, with neighbours swapped counting once (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const above = rows[i - 1]!;
      let value = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, rows[i - 2]![j - 2]! + 1);
      }
      row.push(value);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
