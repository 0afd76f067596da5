import type { SqlSource } from '../source.ts';
import { sqlTokens, unquoted } from '../tokens.ts';
import { type Aggregates, isAggregate, rewriteAggregate } from './aggregates.ts';
import { bare, type CallNode, type NameNode, partsOf, type SqlNode, Unreadable } from './expressions.ts';
import { type Arithmetic, arithmeticOf, thresholdsOf } from './numbers.ts';
import { type OrderTerm, type SelectCore, selectCoreOf } from './selectCore.ts';

/** A column that tells groups of rows apart: by its value, or only by what some expressions of it are. */
export interface Distinction {
  column: string;
  /** Its value matters; else only the expressions below, or where it is beside the thresholds. */
  whole: boolean;
  expressions: string[];
  thresholds: number[];
}

/** Numbers that are added up, counted and compared over the rows of a group. */
export interface Measure {
  arithmetic: Arithmetic;
  id: number;
}

/** How a statement is answered from groups of the rows of its largest table. */
export interface Reduction {
  qualifier: string;
  distinctions: Distinction[];
  measures: Measure[];
  columns: Set<string>;
  /** The columns of groups that are read. */
  read: Set<string>;
  /** The statement over the groups. */
  sql: string;
}

/** What a statement says of the rows that it needs. */
export interface RowChoice {
  qualifier: string;
  /** A condition on one column each. */
  filters: Distinction[];
  /** So many rows are enough, the first in this order, or in that of the rows. */
  first: { count: number; by: { column: string; descending: boolean } | null } | null;
}

/** How a statement can be answered from fewer rows than its largest table has. */
export interface FewerRows {
  table: string;
  groups: Reduction | null;
  rows: RowChoice | null;
}

/** Functions whose result depends on nothing but what they are given. */
const lasting = new Set(
  'abs char coalesce date datetime format half hex if ifnull iif instr julianday length likely lower ltrim max min month nullif octet_length printf quarter quote replace round rtrim sign strftime substr substring time trim trunc typeof unicode unixepoch unlikely upper week year ceil ceiling floor'.split(
    ' ',
  ),
);

/**
 * How to answer a statement from groups of rows in place of rows: rows that are alike in all that the statement asks of
 * them outside its aggregates become one, with their number, sums, least and greatest; or from those rows alone that it
 * can need. Null where neither is possible, or no table has `least` rows. Answers of more than `most` rows are cut.
 */
export function planFewerRows(
  sql: string,
  sources: SqlSource[],
  { least, most }: { least: number; most: number },
): FewerRows | null {
  const tokens = sqlTokens(sql);
  const mentions = new Set(tokens.map((token) => unquoted(token).toLowerCase()));
  const source = sources
    .filter(({ name, n }) => mentions.has(name) && n >= least)
    .sort((a, b) => b.n - a.n)[0];
  if (!source || tokens[0]?.text.toUpperCase() === 'EXPLAIN') return null;
  while (tokens.at(-1)?.text === ';') tokens.pop();
  const attempt = <Plan>(plan: (core: SelectCore) => Plan): Plan | null => {
    try {
      return plan(selectCoreOf(tokens, source.name));
    } catch (error) {
      if (error instanceof Unreadable || error instanceof RangeError) return null;
      throw error;
    }
  };
  const groups = attempt((core) => new Planner(sql, source, sources, core).groups());
  const rows = attempt((core) => new Planner(sql, source, sources, core).rows(most));
  return groups || rows ? { table: source.name, groups, rows } : null;
}

const timed = /^(date|time|datetime|julianday|unixepoch|strftime)$/;

/** Whether a date may be that of now, which is another one in the next statement. */
function isNow(call: CallNode): boolean {
  if (!timed.test(call.name)) return false;
  const given = call.args.slice(call.name === 'strftime' ? 1 : 0);
  return given.length === 0 || given[0]!.kind === 'constant';
}

/** The first rows are looked for up to so many. */
const mostFirst = 200_000;

function conjuncts(node: SqlNode): SqlNode[] {
  const inner = bare(node);
  return inner.kind === 'operator' && inner.operator === 'AND' ? inner.args.flatMap(conjuncts) : [node];
}

function hasAggregate(node: SqlNode): boolean {
  return (
    (node.kind === 'call' && (isAggregate(node) || !lasting.has(node.name))) ||
    partsOf(node).some(hasAggregate)
  );
}

class Planner implements Aggregates {
  readonly sql: string;
  readonly qualifier: string;
  readonly read = new Set<string>();
  readonly #core: SelectCore;
  readonly #sources: SqlSource[];
  readonly #types: Map<string, string>;
  readonly #names: Map<string, string>;
  readonly #distinctions = new Map<string, Distinction>();
  readonly #measures = new Map<string, Measure>();
  readonly #columns = new Set<string>();
  readonly #edits: { from: number; to: number; text: string }[] = [];

  constructor(sql: string, source: SqlSource, sources: SqlSource[], core: SelectCore) {
    this.sql = sql;
    this.#core = core;
    this.#sources = sources;
    this.qualifier = core.qualifier;
    this.#names = new Map(source.columns.map(({ name }) => [name.toLowerCase(), name]));
    this.#types = new Map(source.columns.map(({ name, type }) => [name.toLowerCase(), type]));
  }

  groups(): Reduction {
    const { results, star, where, others, orders, aliases, using, distinct, grouped } = this.#core;
    if (star) throw new Unreadable('all columns');
    if ([...this.#types.keys()].some((name) => name.startsWith('#'))) throw new Unreadable('a name taken');
    for (const node of [...results, ...(where ? [where] : []), ...others]) this.visit(node);
    for (const { node } of orders) {
      const alias = node.kind === 'name' && !node.qualifier && aliases.has(node.name);
      if (!alias) this.visit(node);
    }
    for (const column of using) if (this.#types.has(column)) this.#distinguish(column).whole = true;
    if (this.#edits.length === 0 && !grouped && !distinct) throw new Unreadable('no groups');
    return {
      qualifier: this.qualifier,
      distinctions: [...this.#distinctions.values()],
      measures: [...this.#measures.values()],
      columns: this.#columns,
      read: this.read,
      sql: this.#rewritten(),
    };
  }

  /** The rows that the statement needs: those that meet its conditions on one column, and no more than it gives. */
  rows(most: number): RowChoice {
    const { results, where, others, orders, aliases, distinct, grouped, single, alone, whole } = this.#core;
    if (!single) throw new Unreadable('another table');
    let rest = 0;
    for (const node of where ? conjuncts(where) : []) {
      const column = this.#onlyColumn(node);
      if (column === null || node.kind === 'name' || !this.#distinguishBy(column, node)) rest++;
      else if (this.#types.get(column) === 'number')
        this.#distinguish(column).expressions.push(this.slice(node));
    }
    const filters = [...this.#distinctions.values()];
    const told = [...results, ...orders.map(({ node }) => node)];
    const gathers = distinct || grouped || others.length > 0 || told.some(hasAggregate);
    const limit = this.#core.limit ?? (whole && this.#core.limit === null ? most + 1 : undefined);
    const term = orders[0];
    const by = term && this.#orderOf(term, aliases);
    const isFirst =
      alone && !gathers && rest === 0 && limit !== undefined && limit <= mostFirst && by !== null;
    const first = isFirst ? { count: limit, by: by ?? null } : null;
    if (filters.length === 0 && !first) throw new Unreadable('all rows');
    return { qualifier: this.qualifier, filters, first };
  }

  /** The number or date that rows are ordered by at first; null where it is something else. */
  #orderOf({ node, descending, nulls }: OrderTerm, aliases: Set<string>) {
    if (node.kind !== 'name' || nulls || (!node.qualifier && aliases.has(node.name))) return null;
    const column = this.#columnOf(node);
    const isOrdered = column !== null && /^(number|date)$/.test(this.#types.get(column)!);
    return isOrdered ? { column, descending } : null;
  }

  /** What a statement asks of rows outside its aggregates tells groups apart. */
  visit(node: SqlNode): void {
    if (node.kind === 'query') this.#expectApart(node.tokens.map((token) => unquoted(token).toLowerCase()));
    if (node.kind === 'call' && isAggregate(node)) {
      this.#aggregate(node);
      return;
    }
    if (node.kind === 'call' && !lasting.has(node.name)) throw new Unreadable(node.name);
    const column = this.#onlyColumn(node);
    if (column && this.#distinguishBy(column, node)) return;
    for (const part of partsOf(node)) this.visit(part);
  }

  slice(node: { from: number; to: number }): string {
    return this.sql.slice(node.from, node.to);
  }

  /** The columns of what is added up over rows; null where it is not arithmetic of numbers alone. */
  measure(node: SqlNode): number | null {
    const arithmetic = arithmeticOf(node, (name) => {
      const column = this.#columnOf(name);
      return column && this.#types.get(column) === 'number' ? column : null;
    });
    if (!arithmetic || arithmetic.columns.length === 0) return null;
    for (const column of arithmetic.columns) this.#columns.add(this.#names.get(column)!);
    const known = this.#measures.get(arithmetic.key);
    const measure = known ?? { arithmetic, id: this.#measures.size + 1 };
    this.#measures.set(arithmetic.key, measure);
    return measure.id;
  }

  #aggregate(call: CallNode): void {
    if (call.filter) this.visit(call.filter);
    this.#edits.push({ from: call.from, to: call.to, text: rewriteAggregate(call, this) });
  }

  #columnOf({ qualifier, name }: NameNode): string | null {
    return (qualifier === null || qualifier === this.qualifier) && this.#types.has(name) ? name : null;
  }

  /** The column that an expression is of, where it is of one alone and always the same for the same value. */
  #onlyColumn(node: SqlNode): string | null {
    const found = new Set<string>();
    const collect = (part: SqlNode): boolean => {
      if (part.kind === 'query') return false;
      if (part.kind === 'call' && (isAggregate(part) || !lasting.has(part.name))) return false;
      if (part.kind === 'call' && isNow(part)) return false;
      if (part.kind === 'constant' && part.text.startsWith('CURRENT')) return false;
      if (part.kind !== 'name') return partsOf(part).every(collect);
      const column = this.#columnOf(part);
      if (column) found.add(column);
      return column !== null;
    };
    return collect(node) && found.size === 1 ? [...found][0]! : null;
  }

  #distinguishBy(column: string, node: SqlNode): boolean {
    if (node.kind === 'name') {
      this.#distinguish(column).whole = true;
      return true;
    }
    if (this.#types.get(column) === 'number') {
      const thresholds = thresholdsOf(node);
      if (thresholds) this.#distinguish(column).thresholds.push(...thresholds);
      return thresholds !== null;
    }
    this.#distinguish(column).expressions.push(this.slice(node));
    return true;
  }

  #distinguish(column: string): Distinction {
    const known = this.#distinctions.get(column);
    if (known) return known;
    const made: Distinction = { column, whole: false, expressions: [], thresholds: [] };
    this.#distinctions.set(column, made);
    this.#columns.add(this.#names.get(column)!);
    return made;
  }

  /** A query within may read other tables, but nothing of the rows of this one. */
  #expectApart(words: string[]): void {
    const own = this.#sources.filter(({ name }) => words.includes(name));
    const known = new Set(own.flatMap(({ columns }) => columns.map(({ name }) => name.toLowerCase())));
    if (words.includes(this.qualifier) || words.some((word) => this.#types.has(word) && !known.has(word)))
      throw new Unreadable('a query of the rows');
  }

  #rewritten(): string {
    let sql = '';
    let from = 0;
    for (const edit of this.#edits.sort((a, b) => a.from - b.from)) {
      sql += this.sql.slice(from, edit.from) + edit.text;
      from = edit.to;
    }
    return sql + this.sql.slice(from);
  }
}
