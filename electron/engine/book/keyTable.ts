import { sharedInt32 } from './shared.ts';
import { absent, finish, mix, slotsFor } from './textTable.ts';

/** Stands for a value that does not matter to this row. */
const unused = -3;

/**
 * One key field of the rows of a batch. Codes go through `map` to numbers that mean the same in every batch (-1 =
 * missing, `absent` = in no row of the table); days and numbers are compared as they are, a missing one agrees with a missing one.
 */
export type KeyField =
  | { type: 'code'; values: Int32Array; map: Int32Array }
  | { type: 'day'; values: Int32Array }
  | { type: 'number'; values: Float64Array }
  | { type: 'missing'; value: number; words: 1 | 2 };

/** The key fields of a batch; where the field `order` is missing, the field `account` counts too, else it does not. */
export interface KeySide {
  fields: KeyField[];
  bare: { order: number; account: number } | null;
}

/**
 * The distinct keys of rows, as words of 32 bits. Open addressing over shared memory: one thread fills it, all find in
 * it. Rows are found by a hash and then compared word by word, so no two different keys are ever taken for one.
 */
export interface KeyTable {
  slots: Int32Array;
  words: Int32Array[];
  count: Int32Array;
}

export function createKeyTable(rows: number, words: number): KeyTable {
  return {
    slots: sharedInt32(slotsFor(rows)),
    words: Array.from({ length: words }, () => sharedInt32(rows)),
    count: sharedInt32(1),
  };
}

function wordsOf(field: KeyField): 1 | 2 {
  if (field.type === 'missing') return field.words;
  return field.type === 'number' ? 2 : 1;
}

/** Rows that are looked at together: their keys stay in the nearest memory. */
const blockRows = 4096;

/** Adds the keys of the rows. */
export function addKeys(table: KeyTable, side: KeySide, rows: number): null {
  const block = createBlock(table);
  for (let from = 0; from < rows; from += blockRows) {
    const count = selectAll(block, from, Math.min(rows, from + blockRows));
    gather(block, side, count);
    for (let at = 0; at < count; at++) insert(table, block, at);
  }
  return null;
}

/** Marks in `mask` the rows `from` … `to - 1` whose key the table holds. */
export function findKeys(table: KeyTable, side: KeySide, from: number, to: number, mask: Uint8Array): null {
  const block = createBlock(table);
  for (let start = from; start < to; start += blockRows) {
    const count = keepKnown(block, side, selectAll(block, start, Math.min(to, start + blockRows)));
    gather(block, side, count);
    for (let at = 0; at < count; at++) {
      if (table.slots[slotOf(table, block, at)]! > 0) mask[block.rows[at]!] = 1;
    }
  }
  return null;
}

interface Block {
  rows: Int32Array;
  words: Int32Array[];
  hashes: Int32Array;
}

function createBlock({ words }: KeyTable): Block {
  return {
    rows: new Int32Array(blockRows),
    words: words.map(() => new Int32Array(blockRows)),
    hashes: new Int32Array(blockRows),
  };
}

function selectAll({ rows }: Block, from: number, to: number): number {
  for (let row = from; row < to; row++) rows[row - from] = row;
  return to - from;
}

/** Leaves out the rows with a code that no row of the table has: most of them, and without hashing. */
function keepKnown({ rows }: Block, { fields, bare }: KeySide, count: number): number {
  let kept = count;
  fields.forEach((field, index) => {
    if (field.type !== 'code' || index === bare?.account) return;
    const { values, map } = field;
    let to = 0;
    for (let at = 0; at < kept; at++) {
      const row = rows[at]!;
      const code = values[row]!;
      rows[to] = row;
      to += code < 0 || map[code] !== absent ? 1 : 0;
    }
    kept = to;
  });
  return kept;
}

function gather(block: Block, { fields, bare }: KeySide, count: number): void {
  let word = 0;
  const first: number[] = [];
  for (const field of fields) {
    first.push(word);
    gatherField(field, block, word, count);
    word += wordsOf(field);
  }
  if (bare) {
    const [orders, accounts] = [block.words[first[bare.order]!]!, block.words[first[bare.account]!]!];
    for (let at = 0; at < count; at++) if (orders[at] !== -1) accounts[at] = unused;
  }
  hashBlock(block, count);
}

function gatherField(field: KeyField, { rows, words }: Block, word: number, count: number): void {
  const out = words[word]!;
  if (field.type === 'missing') {
    out.fill(field.value, 0, count);
    if (field.words === 2) gatherNumbers(null, rows, out, words[word + 1]!, count);
  } else if (field.type === 'number') {
    gatherNumbers(field.values, rows, out, words[word + 1]!, count);
  } else if (field.type === 'day') {
    for (let at = 0; at < count; at++) out[at] = field.values[rows[at]!]!;
  } else {
    const { values, map } = field;
    for (let at = 0; at < count; at++) {
      const code = values[rows[at]!]!;
      out[at] = code < 0 ? -1 : map[code]!;
    }
  }
}

/** The two halves of each number; all that are missing look alike, and so do the two zeros. */
function gatherNumbers(
  values: Float64Array | null,
  rows: Int32Array,
  low: Int32Array,
  high: Int32Array,
  count: number,
): void {
  const number = new Float64Array(1);
  const halves = new Int32Array(number.buffer);
  for (let at = 0; at < count; at++) {
    const value = values ? values[rows[at]!]! : Number.NaN;
    number[0] = Number.isNaN(value) ? Number.NaN : value + 0;
    low[at] = halves[0]!;
    high[at] = halves[1]!;
  }
}

function hashBlock({ words, hashes }: Block, count: number): void {
  hashes.fill(0x9747b28c, 0, count);
  for (const word of words) for (let at = 0; at < count; at++) hashes[at] = mix(hashes[at]!, word[at]!);
  for (let at = 0; at < count; at++) hashes[at] = finish(hashes[at]!);
}

function insert(table: KeyTable, block: Block, at: number): void {
  const slot = slotOf(table, block, at);
  if (table.slots[slot]! > 0) return;
  const entry = table.count[0]!++;
  table.slots[slot] = entry + 1;
  for (let word = 0; word < table.words.length; word++) table.words[word]![entry] = block.words[word]![at]!;
}

/** The slot that holds this key, or the empty one where it would go. */
function slotOf({ slots, words }: KeyTable, block: Block, at: number): number {
  const mask = slots.length - 1;
  let slot = block.hashes[at]! & mask;
  for (;;) {
    const held = slots[slot]! - 1;
    if (held < 0 || isSame(words, held, block, at)) return slot;
    slot = (slot + 1) & mask;
  }
}

function isSame(words: Int32Array[], held: number, block: Block, at: number): boolean {
  for (let word = 0; word < words.length; word++) {
    if (words[word]![held] !== block.words[word]![at]) return false;
  }
  return true;
}
