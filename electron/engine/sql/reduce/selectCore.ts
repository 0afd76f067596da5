import { type SqlToken, unquoted } from '../tokens.ts';
import { ExpressionReader, type SqlNode, Unreadable } from './expressions.ts';

/** The one SELECT of a statement that reads a table, with everything that it computes per row or group. */
export interface SelectCore {
  /** What its columns are called by: the alias, or the table's name. */
  qualifier: string;
  distinct: boolean;
  grouped: boolean;
  /** What it selects, and the names given to that, in lower case. */
  results: SqlNode[];
  aliases: Set<string>;
  /** It selects all columns. */
  star: boolean;
  where: SqlNode | null;
  /** Groups, and conditions of joins and groups. */
  others: SqlNode[];
  orders: OrderTerm[];
  /** Rows that it gives at most; null = all, undefined = not known beforehand. */
  limit: number | null | undefined;
  /** It reads no other table. */
  single: boolean;
  /** It is no part of a UNION or the like. */
  alone: boolean;
  /** It is the whole statement. */
  whole: boolean;
  /** Columns that it shares with another table by USING. */
  using: string[];
}

export interface OrderTerm {
  node: SqlNode;
  descending: boolean;
  /** It says where NULL goes. */
  nulls: boolean;
}

/**
 * The SELECT that reads `table`. Throws Unreadable where the table is read more than once, and for what is more than one
 * SELECT from tables and queries with inner or left joins.
 */
export function selectCoreOf(tokens: SqlToken[], table: string): SelectCore {
  const mentions = tokens.flatMap((token, at) =>
    unquoted(token).toLowerCase() === table && token.kind !== 'text' && tokens[at + 1]?.text !== '.'
      ? [at]
      : [],
  );
  const before = (at: number) => tokens[at - 1]?.text.toUpperCase() ?? '';
  const reads = mentions.filter((at) => before(at) !== 'AS');
  const [place] = reads;
  if (reads.length !== 1 || !/^(FROM|JOIN|,)$/.test(before(place!))) throw new Unreadable('not read once');
  const start = selectBefore(tokens, place!);
  const reader = new ExpressionReader(tokens, start);
  const core = readCore(reader, table);
  if (!core.found || !/^(|\)|UNION|INTERSECT|EXCEPT)$/.test(reader.word()))
    throw new Unreadable('not all read');
  if (reader.word() === '' && reader.at < tokens.length) throw new Unreadable('not all read');
  const alone = !/^(UNION|ALL|INTERSECT|EXCEPT)$/.test(before(start)) && /^\)?$/.test(reader.word());
  return { ...core, alone, whole: alone && start === 0 && reader.at === tokens.length };
}

/** The SELECT that a token belongs to. */
function selectBefore(tokens: SqlToken[], place: number): number {
  let depth = 0;
  for (let at = place; at >= 0; at--) {
    const { text, kind } = tokens[at]!;
    if (text === ')') depth++;
    if (text === '(' && --depth < 0) break;
    if (depth === 0 && kind === 'word' && text.toUpperCase() === 'SELECT') return at;
  }
  throw new Unreadable('no SELECT');
}

function readCore(reader: ExpressionReader, table: string) {
  reader.expect('SELECT');
  const distinct = reader.skip('DISTINCT');
  reader.skip('ALL');
  const results: SqlNode[] = [];
  const aliases = new Set<string>();
  let star = false;
  do {
    if (skipStar(reader)) {
      star = true;
      continue;
    }
    results.push(reader.expression());
    const named = reader.skip('AS');
    if (named || reader.isName()) aliases.add(reader.name());
  } while (reader.skip(','));
  const from = readFrom(reader, table);
  const others = from.conditions;
  const where = reader.skip('WHERE') ? reader.expression() : null;
  const grouped = reader.skip('GROUP', 'BY');
  if (grouped) others.push(...reader.list());
  if (reader.skip('HAVING')) others.push(reader.expression());
  const orders = readOrders(reader);
  return {
    ...from,
    distinct,
    grouped,
    results,
    star,
    aliases,
    where,
    others,
    orders,
    limit: readLimit(reader),
  };
}

function skipStar(reader: ExpressionReader): boolean {
  if (reader.skip('*')) return true;
  if (!reader.isName() || reader.word(1) !== '.' || reader.word(2) !== '*') return false;
  reader.at += 3;
  return true;
}

function readOrders(reader: ExpressionReader): OrderTerm[] {
  const orders: OrderTerm[] = [];
  if (!reader.skip('ORDER', 'BY')) return orders;
  do {
    const node = reader.expression();
    const descending = !reader.skip('ASC') && reader.skip('DESC');
    const nulls = reader.skip('NULLS');
    if (nulls) reader.at++;
    orders.push({ node, descending, nulls });
  } while (reader.skip(','));
  return orders;
}

function readLimit(reader: ExpressionReader): number | null | undefined {
  if (!reader.skip('LIMIT')) return null;
  const counts = [reader.expression()];
  if (reader.skip('OFFSET') || reader.skip(',')) counts.push(reader.expression());
  let sum = 0;
  for (const count of counts) {
    if (count.kind !== 'number' || !Number.isSafeInteger(count.value)) return undefined;
    sum += count.value;
  }
  return sum;
}

function readFrom(reader: ExpressionReader, table: string) {
  const conditions: SqlNode[] = [];
  const using: string[] = [];
  let [qualifier, found, tables] = [table, false, 0];
  reader.expect('FROM');
  do {
    const name = readItem(reader);
    tables++;
    const alias = reader.skip('AS') || reader.isName() ? reader.name() : name;
    if (name === table) [qualifier, found] = [alias ?? table, true];
    if (reader.skip('ON')) conditions.push(reader.expression());
    else if (reader.skip('USING', '(')) {
      do using.push(reader.name());
      while (reader.skip(','));
      reader.expect(')');
    }
  } while (skipJoin(reader));
  return { conditions, using, qualifier, found, single: tables === 1 };
}

/** The table's name; null for a query. */
function readItem(reader: ExpressionReader): string | null {
  if (reader.word() !== '(') return reader.name();
  const query = reader.expression(Number.POSITIVE_INFINITY);
  if (query.kind !== 'query') throw new Unreadable('joins in parentheses');
  return null;
}

function skipJoin(reader: ExpressionReader): boolean {
  if (reader.skip(',') || reader.skip('JOIN')) return true;
  for (const words of [['INNER'], ['CROSS'], ['LEFT', 'OUTER'], ['LEFT']])
    if (reader.skip(...words, 'JOIN')) return true;
  return false;
}
