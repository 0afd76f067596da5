import { ExpectedError } from '../../../shared/errors/errors.ts';
import { failedAt, type SqlStatement } from './failure.ts';
import { type SqlToken, sqlTokens, unquoted } from './tokens.ts';

const longest = 100_000;
const reading = new Set(['SELECT', 'WITH', 'VALUES']);

function refused(message: string, hint: string): ExpectedError {
  return new ExpectedError('sqlRefused', message, { hint });
}

/**
 * Reads what a statement is before SQLite sees it: one reading statement. Whether it truly only reads is
 * then asked of SQLite itself. Throws `sqlRefused`, and `sqlFailed` for a parameter.
 */
export function readStatement(text: string): SqlStatement {
  if (text.length > longest) throw refused('The statement is too long', `Up to ${longest} characters run`);
  const tokens = sqlTokens(text);
  while (tokens.at(-1)?.text === ';') tokens.pop();
  if (tokens.length === 0) throw refused('There is no statement', 'Write a SELECT statement');
  if (tokens.some((token) => token.text === ';')) {
    throw refused('There is more than one statement', 'Run one statement at a time');
  }
  const start = firstWord(tokens);
  if (!reading.has(start)) {
    throw refused(
      `"${start.slice(0, 40)}" does not start a statement that only reads`,
      'Start with SELECT, WITH, VALUES or EXPLAIN',
    );
  }
  refuseParameters(text, tokens);
  return {
    sql: withDateFunctions(text, tokens),
    mentions: new Set(tokens.map((token) => unquoted(token).toLowerCase())),
    everything: readsEverything(tokens),
  };
}

/** The word that decides what the statement does, behind EXPLAIN and EXPLAIN QUERY PLAN. */
function firstWord(tokens: SqlToken[]): string {
  const words = tokens.slice(0, 4).map(({ text }) => text.toUpperCase());
  if (words[0] !== 'EXPLAIN') return words[0]!;
  return (words[1] === 'QUERY' && words[2] === 'PLAN' ? words[3] : words[1]) ?? '';
}

const beforeStar = new Set(['SELECT', 'DISTINCT', 'ALL']);

/** A star that stands for columns, not for multiplication or in count(*). */
function readsEverything(tokens: SqlToken[]): boolean {
  return tokens.some(({ text, kind }, index) => {
    if (kind === 'word' && text.toUpperCase() === 'NATURAL') return true;
    if (text !== '*') return false;
    const before = tokens[index - 1];
    if (before === undefined) return true;
    return (
      before.text === ',' ||
      before.text === '.' ||
      (before.kind === 'word' && beforeStar.has(before.text.toUpperCase()))
    );
  });
}

/** Nobody gives a parameter its value: SQLite would say that in words of a program's. */
function refuseParameters(text: string, tokens: SqlToken[]): void {
  tokens.forEach((token, index) => {
    const isMark = token.kind === 'sign' && /^[?:@]$/.test(token.text);
    if (!isMark && !(token.kind === 'word' && token.text.startsWith('$'))) return;
    const next = tokens[index + 1];
    const name = isMark && next?.at === token.at + 1 && next.kind !== 'sign' ? next.text : '';
    throw failedAt(`There is no value for the parameter ${token.text}${name}`, text, token.at);
  });
}

/** Characters of an ISO date that say the period. */
const lengths: Record<string, number> = { month: 7, year: 4 };

/**
 * `month(x)` and `year(x)` as the beginning of an ISO date, `week(x)` as SQLite's own strftime: many times faster than
 * functions of ours.
 */
function withDateFunctions(text: string, tokens: SqlToken[]): string {
  const edits: { from: number; to: number; text: string }[] = [];
  tokens.forEach((token, index) => {
    const open = tokens[index + 1];
    if (token.kind !== 'word' || open?.text !== '(') return;
    const name = token.text.toLowerCase();
    const length = lengths[name];
    const close = closing(tokens, index + 1);
    if (close !== null && isQuery(tokens, tokens.indexOf(close) + 1)) return;
    if (name === 'week') edits.push({ from: token.at, to: open.at + 1, text: "strftime('%G-W%V'," });
    if (length === undefined || close === null) return;
    edits.push({ from: token.at, to: open.at + 1, text: 'substr(' });
    edits.push({ from: close.at, to: close.at, text: `,1,${length}` });
  });
  let sql = '';
  let from = 0;
  for (const edit of edits.sort((a, b) => a.from - b.from)) {
    sql += text.slice(from, edit.from) + edit.text;
    from = edit.to;
  }
  return sql + text.slice(from);
}

/** Whether `AS (` follows, which makes what stands before it the name of a query and of its columns. */
function isQuery(tokens: SqlToken[], at: number): boolean {
  const words = tokens.slice(at, at + 4).map(({ text }) => text.toUpperCase());
  return /^AS (NOT )?(MATERIALIZED )?\(/.test(words.join(' '));
}

/** The parenthesis that closes the one at `open`, or null. */
function closing(tokens: SqlToken[], open: number): SqlToken | null {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    if (tokens[at]!.text === '(') depth++;
    if (tokens[at]!.text === ')' && --depth === 0) return tokens[at]!;
  }
  return null;
}
