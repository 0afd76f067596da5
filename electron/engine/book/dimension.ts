import type { StoredColumn } from '../workspace/types.ts';
import { missingDay } from '../workspace/types.ts';
import type { Attribute, Dimension } from './types.ts';

interface Member {
  key: string;
  name: string;
  listed: boolean;
}

/**
 * Gathers the accounts (or products) that files list and facts name. Files come first: a fact that names an
 * account by its name finds the account that a file lists under an id, if only one bears that name.
 */
export class DimensionBuilder {
  readonly #members: Member[] = [];
  readonly #indexOf = new Map<string, number>();
  readonly #byName = new Map<string, number>();
  readonly #attributes = new Map<string, (string | number | null)[]>();
  readonly #attributeTypes = new Map<string, Attribute['type']>();

  /** Adds one row per dictionary entry of `key`; other columns become attributes, later values win. */
  addListed(key: StoredColumn & { type: 'code' }, columns: StoredColumn[]): void {
    const members = key.dictionary.map((text, code) => this.#member(text, key.labels?.[code] ?? null, true));
    for (const column of columns) this.#addAttribute(column, key.values, members);
  }

  /** Maps each dictionary entry of a fact column to a member, creating those that no file lists. */
  addFacts(key: StoredColumn & { type: 'code' }): Int32Array {
    return Int32Array.from(key.dictionary, (text, code) => {
      const known = this.#find(text);
      if (known === undefined) return this.#member(text, key.labels?.[code] ?? null, false);
      const label = key.labels?.[code];
      const member = this.#members[known]!;
      if (label && member.name === member.key) member.name = label;
      return known;
    });
  }

  finish(): Dimension {
    const count = this.#members.length;
    const attributes = new Map<string, Attribute>();
    for (const [name, values] of this.#attributes) {
      attributes.set(name, encodeAttribute(this.#attributeTypes.get(name)!, values, count));
    }
    return {
      count,
      keys: this.#members.map((member) => member.key),
      names: this.#members.map((member) => member.name),
      indexOf: this.#indexOf,
      find: (text) => this.#find(text),
      attributes,
      fromFacts: Uint8Array.from(this.#members, (member) => (member.listed ? 0 : 1)),
    };
  }

  #find(text: string): number | undefined {
    const index = this.#indexOf.get(text) ?? this.#byName.get(text);
    return index === undefined || index < 0 ? undefined : index;
  }

  #member(key: string, label: string | null, listed: boolean): number {
    const known = this.#indexOf.get(key);
    if (known !== undefined) {
      const member = this.#members[known]!;
      member.listed ||= listed;
      if (label) {
        member.name = label;
        if (listed) this.#registerName(label, known);
      }
      return known;
    }
    const index = this.#members.push({ key, name: label || key, listed }) - 1;
    this.#indexOf.set(key, index);
    if (listed && label) this.#registerName(label, index);
    return index;
  }

  /** -1 marks a name that several members bear: it identifies none of them. */
  #registerName(name: string, index: number): void {
    const known = this.#byName.get(name);
    this.#byName.set(name, known === undefined || known === index ? index : -1);
  }

  #addAttribute(column: StoredColumn, rowKeys: Int32Array, members: number[]): void {
    const type = column.type === 'code' ? 'text' : column.type === 'number' ? 'number' : 'date';
    const knownType = this.#attributeTypes.get(column.name);
    const name = knownType === undefined || knownType === type ? column.name : `${column.name} (${type})`;
    this.#attributeTypes.set(name, type);
    const values = this.#attributes.get(name) ?? [];
    this.#attributes.set(name, values);
    for (let row = 0; row < rowKeys.length; row++) {
      const code = rowKeys[row]!;
      if (code < 0) continue;
      const value = cellOf(column, row);
      if (value !== null) values[members[code]!] = value;
    }
  }
}

function cellOf(column: StoredColumn, row: number): string | number | null {
  const value = column.values[row]!;
  if (column.type === 'code') return value < 0 ? null : column.dictionary[value]!;
  if (column.type === 'number') return Number.isNaN(value) ? null : value;
  return value === missingDay ? null : value;
}

function encodeAttribute(
  type: Attribute['type'],
  values: (string | number | null)[],
  count: number,
): Attribute {
  if (type === 'number') {
    return {
      type,
      values: Float64Array.from({ length: count }, (_, i) => (values[i] as number) ?? Number.NaN),
    };
  }
  if (type === 'date') {
    return {
      type,
      values: Int32Array.from({ length: count }, (_, i) => (values[i] as number) ?? missingDay),
    };
  }
  const dictionary = new Map<string, number>();
  const codes = Int32Array.from({ length: count }, (_, i) => {
    const text = values[i];
    if (text === undefined || text === null) return -1;
    const code = dictionary.get(text as string) ?? dictionary.size;
    dictionary.set(text as string, code);
    return code;
  });
  return { type, codes, values: [...dictionary.keys()] };
}
