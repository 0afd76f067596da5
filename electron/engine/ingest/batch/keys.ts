import { composeAt } from '../csv/kernel/coding.ts';
import { Scratch, threadScratch } from '../csv/kernel/scratch.ts';
import { type CodeTexts, listedTexts, pickTexts } from './codeTexts.ts';
import { besideOneAnother, type PackedColumn } from './packedColumn.ts';
import type { Values } from './packedPart.ts';

/** A dictionary-coded key with display names. */
export interface KeyColumn {
  codes: PackedColumn;
  texts: CodeTexts;
  labels?: (string | null)[];
}

export interface Coded {
  codes: PackedColumn;
  texts: CodeTexts;
}

/**
 * One key per row: the identifier where there is one, otherwise the name. Each key's label is the name it most often
 * goes by (the earlier one where two are as common). Keys are numbered by first appearance; values no row has are
 * left out.
 */
export function composeKey(id: Coded | null, name: Coded | null): KeyColumn | null {
  if (id && name) return labelled(id, name);
  const only = id ?? name;
  return only && compact(only);
}

/**
 * Whether codes are numbered by first appearance, and all of them are in use: the usual case, seen in one pass over the
 * pieces that bring new ones.
 */
function isCompact({ codes, texts }: Coded): boolean {
  const scratch = threadScratch();
  let next = 0;
  for (const piece of codes.pieces(() => next)) {
    const end = scratch.put(scratch.first, piece);
    next = scratch.heap.kernels.countsUp(scratch.first, end, next);
    if (next < 0) return false;
  }
  return next === texts.length;
}

/** Renumbers by first appearance and drops values that no row has. */
export function compact(coded: Coded): KeyColumn {
  const { codes, texts } = coded;
  if (isCompact(coded)) return coded;
  const scratch = new Scratch();
  const { heap, first } = scratch;
  const [map, used] = [heap.allocate(texts.length * 4), heap.allocate(texts.length * 4)];
  let count = 0;
  const out = codes.beside('code');
  for (const piece of codes.pieces()) {
    count = heap.kernels.renumber(first, scratch.put(first, piece), map, used, count);
    scratch.take(first, piece);
    out.append(piece);
  }
  return { codes: out, texts: pickTexts(texts, heap.ints(used, count)) };
}

function labelled(id: Coded, name: Coded): KeyColumn {
  const [idTexts, nameTexts] = [id.texts.all(), name.texts.all()];
  const composer = new KeyComposer(idTexts, nameTexts);
  const codes = id.codes.beside('code');
  for (const [ids, names] of besideOneAnother([id.codes, name.codes]) as Generator<[Values, Values]>) {
    composer.compose(ids, names);
    codes.append(ids);
  }
  const labels = composer.best().map((code) => (code < 0 ? null : nameTexts[code]!));
  return { codes, texts: listedTexts(composer.keys), labels };
}

/** Makes keys of identifiers and names, and counts the names that each goes by. */
class KeyComposer {
  readonly keys: string[] = [];
  readonly #keyOf = new Map<string, number>();
  readonly #idTexts: string[];
  readonly #nameTexts: string[];
  readonly #scratch = new Scratch();
  readonly #tables: { idKeys: number; nameKeys: number; usual: number; counts: number };
  /** Pairs of a key and another name than its first: most keys have one name. */
  readonly #others = new Map<number, number>();

  constructor(idTexts: string[], nameTexts: string[]) {
    this.#idTexts = idTexts;
    this.#nameTexts = nameTexts;
    const room = (numbers: number) => this.#scratch.heap.allocate(numbers * 4);
    const most = idTexts.length + nameTexts.length;
    this.#tables = {
      idKeys: room(idTexts.length),
      nameKeys: room(nameTexts.length),
      usual: room(most),
      counts: room(most),
    };
  }

  /** Turns identifiers into keys. */
  compose(ids: Values, names: Values): void {
    const scratch = this.#scratch;
    const { heap, first, second, third, state } = scratch;
    const { idKeys, nameKeys, usual, counts } = this.#tables;
    scratch.put(first, ids);
    scratch.put(second, names);
    heap.ints(state, composeAt.bytes / 4).fill(0);
    for (;;) {
      heap.kernels.composeKeys(state, first, second, ids.length, idKeys, nameKeys, usual, counts, third);
      const row = heap.ints(state + composeAt.row, 1)[0]!;
      if (row === ids.length) break;
      this.#addKey(ids[row]!, names[row]!);
    }
    scratch.take(first, ids);
    this.#countOthers(heap.ints(third, heap.ints(state + composeAt.pairs, 1)[0]! * 2));
  }

  #addKey(id: number, name: number): void {
    const text = id >= 0 ? this.#idTexts[id]! : this.#nameTexts[name]!;
    const key = this.#keyOf.get(text) ?? this.keys.push(text) - 1;
    this.#keyOf.set(text, key);
    const { idKeys, nameKeys } = this.#tables;
    const at = id >= 0 ? idKeys + id * 4 : nameKeys + name * 4;
    this.#scratch.heap.ints(at, 1)[0] = key + 1;
  }

  #countOthers(pairs: Int32Array): void {
    for (let at = 0; at < pairs.length; at += 2) {
      const pair = pairs[at]! * this.#nameTexts.length + pairs[at + 1]!;
      this.#others.set(pair, (this.#others.get(pair) ?? 0) + 1);
    }
  }

  /** For each key the name it most often goes by, −1 where it has none. */
  best(): number[] {
    const { heap } = this.#scratch;
    const best = Array.from(heap.ints(this.#tables.usual, this.keys.length), (name) => name - 1);
    const most = Array.from(heap.ints(this.#tables.counts, this.keys.length));
    for (const [pair, count] of this.#others) {
      const key = Math.floor(pair / this.#nameTexts.length);
      if (count <= most[key]!) continue;
      most[key] = count;
      best[key] = pair % this.#nameTexts.length;
    }
    return best;
  }
}

/** Identifiers that a spreadsheet turned into decimals (`17850.0`) without them; null where they are not all so. */
export function withoutDecimals(values: string[]): string[] | null {
  if (values.length === 0 || !values.every((value) => /^\d+\.0+$/.test(value))) return null;
  const whole = values.map((value) => value.slice(0, value.indexOf('.')));
  return new Set(whole).size === whole.length ? whole : null;
}
