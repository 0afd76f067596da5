import type { Finding } from '../types.ts';

/** The members for which the test holds, of all. */
export function membersWhere(
  unit: 'accounts' | 'products',
  count: number,
  test: (member: number) => boolean,
): Finding {
  const members: number[] = [];
  for (let member = 0; member < count; member++) if (test(member)) members.push(member);
  return { count: members.length, of: count, unit, members: Int32Array.from(members) };
}

/** The rows for which the test holds, of `of`. */
export function rowsWhere(n: number, of: number, test: (row: number) => boolean): Finding {
  const found = new RowList();
  for (let row = 0; row < n; row++) if (test(row)) found.add(row);
  return foundRows(found, of);
}

export function foundRows(found: RowList, of: number): Finding {
  const rows = found.finish();
  return { count: rows.length, of, unit: 'rows', rows };
}

/** Row numbers, as many as there may be. */
export class RowList {
  #rows = new Int32Array(1024);
  #size = 0;

  add(row: number): void {
    if (this.#size === this.#rows.length) {
      const larger = new Int32Array(this.#size * 2);
      larger.set(this.#rows);
      this.#rows = larger;
    }
    this.#rows[this.#size++] = row;
  }

  finish(): Int32Array {
    return this.#rows.slice(0, this.#size);
  }
}
