/** A piece of SQL text, by SQLite's rules of where names, texts, numbers and comments end (comments are left out). */
export interface SqlToken {
  kind: 'word' | 'quoted' | 'text' | 'number' | 'sign';
  text: string;
  at: number;
}

const word = /[\p{L}_$\u0080-\uffff][\p{L}\p{N}_$\u0080-\uffff]*/uy;
const number = /(?:0[xX][0-9a-fA-F]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y;
const space = /(?:\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/y;

function match(pattern: RegExp, sql: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0] ?? null;
}

/** Up to the closing quote, where a doubled quote stands for itself. */
function quotedEnd(sql: string, at: number, close: string): number {
  for (let end = at + 1; end < sql.length; end++) {
    if (sql[end] !== close) continue;
    if (sql[end + 1] !== close || close === ']') return end + 1;
    end++;
  }
  return sql.length;
}

/** Cuts SQL into its tokens; never fails, whatever the text. */
export function sqlTokens(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  for (let at = 0; at < sql.length; ) {
    const blank = match(space, sql, at);
    if (blank) {
      at += blank.length;
      continue;
    }
    const first = sql[at]!;
    let kind: SqlToken['kind'] = 'sign';
    let end = at + 1;
    if (first === "'") [kind, end] = ['text', quotedEnd(sql, at, "'")];
    else if (first === '"' || first === '`') [kind, end] = ['quoted', quotedEnd(sql, at, first)];
    else if (first === '[') [kind, end] = ['quoted', quotedEnd(sql, at, ']')];
    else {
      const name = match(word, sql, at);
      const digits = name ? null : match(number, sql, at);
      if (name) [kind, end] = ['word', at + name.length];
      else if (digits) [kind, end] = ['number', at + digits.length];
    }
    tokens.push({ kind, text: sql.slice(at, end), at });
    at = end;
  }
  return tokens;
}

/** What a quoted name names. */
export function unquoted({ kind, text }: SqlToken): string {
  if (kind !== 'quoted') return text;
  const close = text[0] === '[' ? ']' : text[0]!;
  const inner = text.endsWith(close) && text.length > 1 ? text.slice(1, -1) : text.slice(1);
  return close === ']' ? inner : inner.replaceAll(close + close, close);
}
