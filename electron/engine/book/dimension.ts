import type { EditOf } from '../../../shared/contract/edits.ts';
import { parseIsoDate } from '../../../shared/domain/calendar.ts';
import type { StoredColumn } from '../workspace/types.ts';
import { missingDay } from '../workspace/types.ts';
import type { Names } from './foldBatch.ts';
import { usedCodes } from './foldPasses.ts';
import { joinMembers } from './joinMembers.ts';
import { breath, inBunches, type Steps } from './steps.ts';
import type { Attribute, Dimension } from './types.ts';

type Value = string | number | null;

/** Names that are looked up in one go. */
const namesAtOnce = 4096;

/** What the user decided about the members of a dimension. */
export interface MemberEdits {
  merges: readonly EditOf<'merge'>[];
  attributes: readonly EditOf<'attribute'>[];
}

export interface FinishedDimension {
  dimension: Dimension;
  /** Member as gathered → member of the dimension. */
  finalOf: Int32Array;
}

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
  readonly #attributes = new Map<string, Value[]>();
  readonly #attributeTypes = new Map<string, Attribute['type']>();

  /**
   * Adds one row per dictionary entry of `key`, whose attributes follow by `addAttribute`. Rows that `masked` marks are
   * passed over. Returns the member of each entry, -1 for one that only masked rows have.
   */
  *addListed(key: StoredColumn & { type: 'code' }, masked: Uint8Array | null = null): Steps<Int32Array> {
    const { dictionary, labels } = key;
    const used = masked ? usedCodes(key.values, masked, dictionary.length) : null;
    return yield* this.#eachName(dictionary, (text, code) =>
      used && !used[code] ? -1 : this.#member(text, labels?.[code] ?? null, true),
    );
  }

  *#eachName(names: readonly string[], memberOf: (text: string, code: number) => number): Steps<Int32Array> {
    const members = new Int32Array(names.length);
    const find = (from: number, to: number) => {
      for (let code = from; code < to; code++) members[code] = memberOf(names[code]!, code);
    };
    yield* inBunches(names.length, find, namesAtOnce);
    return members;
  }

  /** Another column of a list, by the members that `addListed` gave for its `key`; later values win. */
  addAttribute(
    column: StoredColumn,
    { values: rowKeys }: Pick<StoredColumn & { type: 'code' }, 'values'>,
    members: Int32Array,
    masked: Uint8Array | null = null,
  ): void {
    const type = column.type === 'code' ? 'text' : column.type === 'number' ? 'number' : 'date';
    const knownType = this.#attributeTypes.get(column.name);
    const name = knownType === undefined || knownType === type ? column.name : `${column.name} (${type})`;
    this.#attributeTypes.set(name, type);
    const values = this.#attributes.get(name) ?? [];
    this.#attributes.set(name, values);
    for (let row = 0; row < rowKeys.length; row++) {
      const code = rowKeys[row]!;
      if (code < 0 || masked?.[row]) continue;
      const value = cellOf(column, row);
      if (value !== null) values[members[code]!] = value;
    }
  }

  /**
   * Maps each dictionary entry of a fact column to a member, creating those that no file lists. An entry that is not
   * `used` names nobody: -1.
   */
  *addFacts({ dictionary, labels }: Names, used: Uint8Array | null = null): Steps<Int32Array> {
    return yield* this.#eachName(dictionary, (text, code) => {
      if (used && !used[code]) return -1;
      const known = this.#find(text);
      if (known === undefined) return this.#member(text, labels?.[code] ?? null, false);
      const label = labels?.[code];
      const member = this.#members[known]!;
      if (label && member.name === member.key) member.name = label;
      return known;
    });
  }

  /** Which member each member counts as, once those that the user made one are, and the keys of those that are left. */
  finalMembers(merges: MemberEdits['merges']): { finalOf: Int32Array; keys: string[] } {
    const { finalOf, parts } = joinMembers(this.#members.length, merges, (text) => this.#find(text));
    return { finalOf, keys: parts.map(([head]) => this.#members[head!]!.key) };
  }

  /** The dimension as the user sees it: with the user's own values, then with merged members as one. */
  *finish({ merges, attributes: overrides }: MemberEdits): Steps<FinishedDimension> {
    for (const { body } of overrides) this.#override(body.key, body.field, body.value);
    const joined = joinMembers(this.#members.length, merges, (text) => this.#find(text));
    const { finalOf, parts } = joined;
    yield breath;
    const heads = parts.map(([head]) => this.#members[head!]!);
    const attributes = new Map<string, Attribute>();
    for (const [name, values] of this.#attributes) {
      const own = parts.map((part) => values[part.find((member) => isPresent(values[member])) ?? -1] ?? null);
      yield breath;
      attributes.set(name, encodeAttribute(this.#attributeTypes.get(name)!, own, heads.length));
      yield breath;
    }
    const indexOf = new Map<string, number>();
    for (const [key, member] of this.#indexOf) indexOf.set(key, finalOf[member]!);
    yield breath;
    const dimension: Dimension = {
      count: heads.length,
      keys: heads.map((member) => member.key),
      names: heads.map((member, index) => joined.nameOf.get(index) ?? member.name),
      indexOf,
      find: (text) => {
        const member = this.#find(text);
        return member === undefined ? undefined : finalOf[member];
      },
      attributes,
      fromFacts: Uint8Array.from(parts, (part) => (part.some((one) => this.#members[one]!.listed) ? 0 : 1)),
    };
    return { dimension, finalOf };
  }

  /** A value that the user gave, as the type of the attribute has it; one that does not fit is left as it was. */
  #override(key: string, field: string, value: Value): void {
    const member = this.#indexOf.get(key);
    if (member === undefined) return;
    const type = this.#attributeTypes.get(field) ?? 'text';
    const typed = value === null ? null : typedValue(type, value);
    if (typed === undefined) return;
    this.#attributeTypes.set(field, type);
    const values = this.#attributes.get(field) ?? [];
    this.#attributes.set(field, values);
    values[member] = typed;
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
}

function isPresent(value: Value | undefined): boolean {
  return value !== undefined && value !== null;
}

function typedValue(type: Attribute['type'], value: string | number): Value | undefined {
  if (type === 'text') return String(value);
  if (type === 'date' && typeof value === 'string') {
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? parseIsoDate(value) : undefined;
  }
  const number = typeof value === 'number' ? value : value.trim() === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function cellOf(column: StoredColumn, row: number): string | number | null {
  const value = column.values[row]!;
  if (column.type === 'code') return value < 0 ? null : column.dictionary[value]!;
  if (column.type === 'number') return Number.isNaN(value) ? null : value;
  return value === missingDay ? null : value;
}

function encodeAttribute(type: Attribute['type'], values: Value[], count: number): Attribute {
  if (type === 'number') {
    const numbers = new Float64Array(count);
    for (let at = 0; at < count; at++) numbers[at] = (values[at] as number) ?? Number.NaN;
    return { type, values: numbers };
  }
  if (type === 'date') {
    const days = new Int32Array(count);
    for (let at = 0; at < count; at++) days[at] = (values[at] as number) ?? missingDay;
    return { type, values: days };
  }
  const dictionary = new Map<string, number>();
  const codes = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    const text = (values[at] ?? null) as string | null;
    const code = text === null ? -1 : (dictionary.get(text) ?? dictionary.size);
    if (text !== null) dictionary.set(text, code);
    codes[at] = code;
  }
  return { type, codes, values: [...dictionary.keys()] };
}
