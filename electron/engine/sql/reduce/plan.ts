import type { SqlSource } from '../source.ts';
import { sqlTokens, unquoted } from '../tokens.ts';
import { type Aggregates, isAggregate, rewriteAggregate } from './aggregates.ts';
import { type CallNode, type NameNode, partsOf, type SqlNode, Unreadable } from './expressions.ts';
import { type Arithmetic, arithmeticOf, thresholdsOf } from './numbers.ts';
import { type SelectCore, selectCoreOf } from './selectCore.ts';

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
  table: string;
  qualifier: string;
  distinctions: Distinction[];
  measures: Measure[];
  columns: Set<string>;
  /** The statement over the groups. */
  sql: string;
}

/** Functions whose result depends on nothing but what they are given. */
const lasting = new Set(
  'abs char coalesce date datetime format half hex if ifnull iif instr julianday length likely lower ltrim max min month nullif octet_length printf quarter quote replace round rtrim sign strftime substr substring time trim trunc typeof unicode unixepoch unlikely upper week year ceil ceiling floor'.split(
    ' ',
  ),
);

/**
 * How to answer a statement from groups of rows in place of rows: rows that are alike in all that the statement asks of
 * them outside its aggregates become one, with their number, sums, least and greatest. Null where that is not possible,
 * or no table has `least` rows.
 */
export function planReduction(sql: string, sources: SqlSource[], least: number): Reduction | null {
  const tokens = sqlTokens(sql);
  const mentions = new Set(tokens.map((token) => unquoted(token).toLowerCase()));
  const source = sources
    .filter(({ name, n }) => mentions.has(name) && n >= least)
    .sort((a, b) => b.n - a.n)[0];
  if (!source || tokens[0]?.text.toUpperCase() === 'EXPLAIN') return null;
  while (tokens.at(-1)?.text === ';') tokens.pop();
  try {
    return new Planner(sql, source, sources, selectCoreOf(tokens, source.name)).plan();
  } catch (error) {
    if (error instanceof Unreadable || error instanceof RangeError) return null;
    throw error;
  }
}

const timed = /^(date|time|datetime|julianday|unixepoch|strftime)$/;

/** Whether a date may be that of now, which is another one in the next statement. */
function isNow(call: CallNode): boolean {
  if (!timed.test(call.name)) return false;
  const given = call.args.slice(call.name === 'strftime' ? 1 : 0);
  return given.length === 0 || given[0]!.kind === 'constant';
}

class Planner implements Aggregates {
  readonly sql: string;
  readonly qualifier: string;
  readonly #core: SelectCore;
  readonly #source: SqlSource;
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
    this.#source = source;
    this.#sources = sources;
    this.qualifier = core.qualifier;
    this.#names = new Map(source.columns.map(({ name }) => [name.toLowerCase(), name]));
    this.#types = new Map(source.columns.map(({ name, type }) => [name.toLowerCase(), type]));
  }

  plan(): Reduction {
    const { results, others, orders, aliases, using, distinct, grouped } = this.#core;
    if ([...this.#types.keys()].some((name) => name.startsWith('#'))) throw new Unreadable('a name taken');
    for (const node of [...results, ...others]) this.visit(node);
    for (const node of orders) {
      const alias = node.kind === 'name' && !node.qualifier && aliases.has(node.name);
      if (!alias) this.visit(node);
    }
    for (const column of using) if (this.#types.has(column)) this.#distinguish(column).whole = true;
    if (this.#edits.length === 0 && !grouped && !distinct) throw new Unreadable('no groups');
    return {
      table: this.#source.name,
      qualifier: this.qualifier,
      distinctions: [...this.#distinctions.values()],
      measures: [...this.#measures.values()],
      columns: this.#columns,
      sql: this.#rewritten(),
    };
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
