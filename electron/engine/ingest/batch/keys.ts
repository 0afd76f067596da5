/** A dictionary-coded key with display names. */
export interface KeyColumn {
  codes: Int32Array;
  dictionary: string[];
  labels?: (string | null)[];
}

export interface Coded {
  codes: Int32Array;
  values: string[];
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

/** Whether codes are numbered by first appearance, and all of them are in use: the usual case, seen in one pass. */
function isCompact({ codes, values }: Coded): boolean {
  let next = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < next) continue;
    if (code > next) return false;
    next++;
  }
  return next === values.length;
}

/** Renumbers by first appearance and drops values that no row has. */
export function compact(coded: Coded): KeyColumn {
  const { codes, values } = coded;
  if (isCompact(coded)) return { codes, dictionary: values };
  const map = new Int32Array(values.length).fill(-1);
  const dictionary: string[] = [];
  const out = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) {
      out[row] = -1;
      continue;
    }
    if (map[code]! < 0) map[code] = dictionary.push(values[code]!) - 1;
    out[row] = map[code]!;
  }
  return { codes: out, dictionary };
}

function labelled(id: Coded, name: Coded): KeyColumn {
  const keyOf = new Map<string, number>();
  const dictionary: string[] = [];
  const idKeys = new Int32Array(id.values.length).fill(-1);
  const nameKeys = new Int32Array(name.values.length).fill(-1);
  const codes = new Int32Array(id.codes.length);
  const tally = new NameTally(name.values.length);
  const key = (text: string) => {
    const known = keyOf.get(text);
    if (known !== undefined) return known;
    keyOf.set(text, dictionary.length);
    return dictionary.push(text) - 1;
  };
  for (let row = 0; row < codes.length; row++) {
    const idCode = id.codes[row]!;
    const nameCode = name.codes[row]!;
    let code = -1;
    if (idCode >= 0) {
      code = idKeys[idCode]!;
      if (code < 0) idKeys[idCode] = code = key(id.values[idCode]!);
    } else if (nameCode >= 0) {
      code = nameKeys[nameCode]!;
      if (code < 0) nameKeys[nameCode] = code = key(name.values[nameCode]!);
    }
    codes[row] = code;
    if (code >= 0 && nameCode >= 0) tally.add(code, nameCode);
  }
  const best = tally.best(dictionary.length);
  return { codes, dictionary, labels: Array.from(best, (code) => (code < 0 ? null : name.values[code]!)) };
}

/** Counts pairs of key and name; most keys have one name, which is counted without a map. */
class NameTally {
  readonly #names: number;
  #usual = new Int32Array(1 << 10).fill(-1);
  #count = new Int32Array(1 << 10);
  readonly #others = new Map<number, number>();

  constructor(names: number) {
    this.#names = names;
  }

  add(key: number, name: number): void {
    if (key >= this.#usual.length) this.#grow(key + 1);
    const usual = this.#usual[key]!;
    if (usual < 0) this.#usual[key] = name;
    if (usual < 0 || usual === name) {
      this.#count[key]! += 1;
      return;
    }
    const pair = key * this.#names + name;
    this.#others.set(pair, (this.#others.get(pair) ?? 0) + 1);
  }

  #grow(least: number): void {
    const length = Math.max(least, this.#usual.length * 2);
    const usual = new Int32Array(length).fill(-1);
    const count = new Int32Array(length);
    usual.set(this.#usual);
    count.set(this.#count);
    this.#usual = usual;
    this.#count = count;
  }

  best(keys: number): Int32Array {
    if (keys > this.#usual.length) this.#grow(keys);
    const best = this.#usual.slice(0, keys);
    const most = this.#count.slice(0, keys);
    for (const [pair, count] of this.#others) {
      const key = Math.floor(pair / this.#names);
      if (count <= most[key]!) continue;
      most[key] = count;
      best[key] = pair % this.#names;
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
