import { type SqlToken, unquoted } from '../tokens.ts';

/** Thrown where a statement is more than this reads; SQLite then gets it as it is. */
export class Unreadable extends Error {}

interface Place {
  /** Where it is in the text. */
  from: number;
  to: number;
}

export interface NameNode extends Place {
  kind: 'name';
  qualifier: string | null;
  name: string;
}

export interface CallNode extends Place {
  kind: 'call';
  name: string;
  star: boolean;
  distinct: boolean;
  args: SqlNode[];
  filter: SqlNode | null;
  /** Where the clause of the filter is, from its word to its end. */
  filterAt: Place | null;
}

export interface CaseNode extends Place {
  kind: 'case';
  base: SqlNode | null;
  whens: [condition: SqlNode, value: SqlNode][];
  otherwise: SqlNode | null;
}

/** A query in parentheses, of which only the words are known. */
export interface QueryNode extends Place {
  kind: 'query';
  tokens: SqlToken[];
}

export interface OperatorNode extends Place {
  kind: 'operator';
  /** In capitals: `+`, `NOT IN`, `()` for parentheses, `CAST`. */
  operator: string;
  args: SqlNode[];
}

export type SqlNode =
  | NameNode
  | CallNode
  | CaseNode
  | QueryNode
  | OperatorNode
  | (Place & { kind: 'number'; value: number })
  /** A text, NULL, TRUE, a blob. */
  | (Place & { kind: 'constant'; text: string });

/** How tightly operators bind (https://www.sqlite.org/lang_expr.html). */
const binding: Record<string, number> = {
  ...{ OR: 1, AND: 2, '=': 4, '==': 4, '!=': 4, '<>': 4, '<': 5, '<=': 5, '>': 5, '>=': 5 },
  ...{ '&': 6, '|': 6, '<<': 6, '>>': 6, '+': 7, '-': 7, '*': 8, '/': 8, '%': 8, '||': 9 },
};
const [ofNot, ofEquality, ofOrder, ofSign] = [3, 4, 5, 10];
const constants = new Set(['NULL', 'TRUE', 'FALSE', 'CURRENT_DATE', 'CURRENT_TIME', 'CURRENT_TIMESTAMP']);
const reserved = new Set(
  'ALL AND AS ASC BETWEEN BY CASE CAST COLLATE CROSS DESC DISTINCT ELSE END ESCAPE EXCEPT EXISTS FILTER FROM FULL GLOB GROUP HAVING IN INDEXED INNER INTERSECT INTO IS ISNULL JOIN LEFT LIKE LIMIT MATCH NATURAL NOT NOTNULL NULLS OFFSET ON OR ORDER OUTER OVER REGEXP RIGHT SELECT SET THEN UNION USING VALUES WHEN WHERE WINDOW WITH'.split(
    ' ',
  ),
);

/** Reads expressions of SQLite out of tokens, from one to the next. */
export class ExpressionReader {
  readonly tokens: SqlToken[];
  at: number;

  constructor(tokens: SqlToken[], at: number) {
    this.tokens = tokens;
    this.at = at;
  }

  /** The word here, in capitals; the sign; or nothing for names in quotes, texts and the end. */
  word(ahead = 0): string {
    const token = this.tokens[this.at + ahead];
    return token?.kind === 'word' || token?.kind === 'sign' ? token.text.toUpperCase() : '';
  }

  skip(...words: string[]): boolean {
    if (!words.every((word, ahead) => this.word(ahead) === word)) return false;
    this.at += words.length;
    return true;
  }

  expect(...words: string[]): void {
    if (!this.skip(...words)) throw new Unreadable(`${words.join(' ')} expected`);
  }

  /** The end of what has been read. */
  get end(): number {
    const last = this.tokens[this.at - 1]!;
    return last.at + last.text.length;
  }

  #here(): SqlToken {
    const token = this.tokens[this.at];
    if (!token) throw new Unreadable('unexpected end');
    return token;
  }

  /** A name that stands for itself. */
  isName(): boolean {
    const token = this.tokens[this.at];
    return token?.kind === 'quoted' || (token?.kind === 'word' && !reserved.has(token.text.toUpperCase()));
  }

  name(): string {
    if (!this.isName()) throw new Unreadable('name expected');
    return unquoted(this.tokens[this.at++]!).toLowerCase();
  }

  expression(least = 0): SqlNode {
    let left = this.#prefix();
    for (;;) {
      const next = this.#further(left, least);
      if (!next) return left;
      left = next;
    }
  }

  list(): SqlNode[] {
    const all = [this.expression()];
    while (this.skip(',')) all.push(this.expression());
    return all;
  }

  #operator(operator: string, from: number, args: SqlNode[]): OperatorNode {
    return { kind: 'operator', operator, args, from, to: this.end };
  }

  #sign(): string {
    const [first, second] = [this.tokens[this.at], this.tokens[this.at + 1]];
    if (first?.kind === 'word') return first.text.toUpperCase();
    if (first?.kind !== 'sign') return '';
    const both = first.text + (second?.kind === 'sign' && second.at === first.at + 1 ? second.text : '');
    if (both.startsWith('->')) throw new Unreadable('->');
    return both in binding ? both : first.text;
  }

  /** What follows an operand: an operator with its other side. */
  #further(left: SqlNode, least: number): SqlNode | null {
    const sign = this.#sign();
    const binds = binding[sign];
    if (binds !== undefined) {
      if (binds < least) return null;
      this.at += /^\w/.test(sign) ? 1 : sign.length;
      return this.#operator(sign, left.from, [left, this.expression(binds + 1)]);
    }
    if (sign === 'COLLATE') {
      this.at += 2;
      return this.#operator('COLLATE', left.from, [left]);
    }
    return least > ofEquality ? null : this.#test(left);
  }

  #test(left: SqlNode): SqlNode | null {
    if (this.skip('ISNULL')) return this.#operator('ISNULL', left.from, [left]);
    if (this.skip('NOTNULL') || this.skip('NOT', 'NULL')) return this.#operator('NOTNULL', left.from, [left]);
    if (this.skip('IS')) {
      const not = this.skip('NOT') ? ' NOT' : '';
      if (this.skip('DISTINCT', 'FROM')) throw new Unreadable('IS DISTINCT FROM');
      return this.#operator(`IS${not}`, left.from, [left, this.expression(ofOrder)]);
    }
    const before = this.at;
    const not = this.skip('NOT') ? 'NOT ' : '';
    const word = this.word();
    if (word === 'BETWEEN') {
      this.at++;
      const low = this.expression(ofOrder);
      this.expect('AND');
      return this.#operator(`${not}BETWEEN`, left.from, [left, low, this.expression(ofOrder)]);
    }
    if (word === 'IN') {
      this.at++;
      const set = this.#parenthesis();
      const members = set.kind === 'operator' && set.operator === 'ROW' ? set.args : [set];
      return this.#operator(`${not}IN`, left.from, [left, ...members]);
    }
    if (word === 'LIKE' || word === 'GLOB') {
      this.at++;
      const args = [left, this.expression(ofOrder)];
      if (this.skip('ESCAPE')) args.push(this.expression(ofOrder));
      return this.#operator(`${not}${word}`, left.from, args);
    }
    this.at = before;
    return null;
  }

  #prefix(): SqlNode {
    const token = this.#here();
    const from = token.at;
    const word = this.word();
    if (this.skip('NOT')) return this.#operator('NOT', from, [this.expression(ofNot)]);
    if (word === '-' || word === '+' || word === '~') {
      this.at++;
      return this.#operator(`${word}1`, from, [this.expression(ofSign)]);
    }
    if (word === '(') return this.#parenthesis();
    if (this.skip('EXISTS')) return this.#operator('EXISTS', from, [this.#parenthesis()]);
    if (this.skip('CASE')) return this.#case(from);
    if (this.skip('CAST')) return this.#cast(from);
    if (token.kind === 'number') {
      this.at++;
      return { kind: 'number', value: Number(token.text.replaceAll('_', '')), from, to: this.end };
    }
    const blob = word === 'X' && this.tokens[this.at + 1]?.kind === 'text';
    if (token.kind === 'text' || constants.has(word) || blob) {
      this.at += blob ? 2 : 1;
      return { kind: 'constant', text: word || token.text, from, to: this.end };
    }
    return this.#named(from);
  }

  #named(from: number): SqlNode {
    const name = this.name();
    if (this.word() === '(') return this.#call(name, from);
    if (!this.skip('.')) return { kind: 'name', qualifier: null, name, from, to: this.end };
    const column = this.name();
    if (this.word() === '.') throw new Unreadable('a name of three parts');
    return { kind: 'name', qualifier: name, name: column, from, to: this.end };
  }

  /** One expression, several as a row, or a query. */
  #parenthesis(): SqlNode {
    const from = this.#here().at;
    this.expect('(');
    if (/^(SELECT|WITH|VALUES)$/.test(this.word())) {
      const first = this.at;
      for (let depth = 1; depth > 0; this.at++) {
        const { text } = this.#here();
        depth += text === '(' ? 1 : text === ')' ? -1 : 0;
      }
      return { kind: 'query', tokens: this.tokens.slice(first, this.at - 1), from, to: this.end };
    }
    const args = this.skip(')') ? [] : this.list();
    if (args.length > 0) this.expect(')');
    return this.#operator(args.length === 1 ? '()' : 'ROW', from, args);
  }

  #case(from: number): CaseNode {
    const base = this.word() === 'WHEN' ? null : this.expression();
    const whens: [SqlNode, SqlNode][] = [];
    while (this.skip('WHEN')) {
      const condition = this.expression();
      this.expect('THEN');
      whens.push([condition, this.expression()]);
    }
    const otherwise = this.skip('ELSE') ? this.expression() : null;
    this.expect('END');
    return { kind: 'case', base, whens, otherwise, from, to: this.end };
  }

  #cast(from: number): OperatorNode {
    this.expect('(');
    const value = this.expression();
    this.expect('AS');
    while (!this.skip(')')) {
      if (this.word() === '(') throw new Unreadable('a type with a size');
      this.#here();
      this.at++;
    }
    return this.#operator('CAST', from, [value]);
  }

  #call(name: string, from: number): CallNode {
    this.expect('(');
    const star = this.skip('*');
    const distinct = this.skip('DISTINCT');
    const args = star || this.word() === ')' ? [] : this.list();
    this.expect(')');
    const filterFrom = this.tokens[this.at]?.at ?? 0;
    let filter: SqlNode | null = null;
    if (this.skip('FILTER', '(', 'WHERE')) {
      filter = this.expression();
      this.expect(')');
    }
    if (this.word() === 'OVER' || this.word() === 'WITHIN') throw new Unreadable('a window');
    const filterAt = filter && { from: filterFrom, to: this.end };
    return { kind: 'call', name, star, distinct, args, filter, filterAt, from, to: this.end };
  }
}

/** What an expression is made of. */
export function partsOf(node: SqlNode): SqlNode[] {
  if (node.kind === 'operator') return node.args;
  if (node.kind === 'call') return node.filter ? [...node.args, node.filter] : node.args;
  if (node.kind !== 'case') return [];
  return [node.base, ...node.whens.flat(), node.otherwise].filter((part) => part !== null);
}

/** Without the parentheses around it. */
export function bare(node: SqlNode): SqlNode {
  return node.kind === 'operator' && node.operator === '()' ? bare(node.args[0]!) : node;
}
