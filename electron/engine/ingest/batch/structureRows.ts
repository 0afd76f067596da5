import type { QuarantinedRow, RuleCount } from '../../../../shared/contract/workspace.ts';
import { missingDay } from '../../workspace/types.ts';
import { type Dialect, isBlank, parseRecords } from '../csv/dialect.ts';
import type { ChunkResult, NewValues } from '../csv/scanPlan.ts';
import type { ScannedChunk, WantedColumns } from '../tableReader.ts';
import { namesTotal } from '../values/totalWords.ts';
import { ChunkPlace, takeChunkRows, unmarked } from './chunkRows.ts';

export interface StructurePlan {
  wanted: WantedColumns;
  /** Cells of the header record, as the file has them. */
  headerCells: string[];
  /** Slots whose values name what a row is about: a total says so there. */
  nameSlots: number[];
  /** Slot that only a row leaves empty which sums up the group below it. */
  headSlot?: number;
  /** Slots of figures that add up. */
  sumSlots: number[];
  totals: 'keep' | 'quarantine';
  dialect: Dialect;
}

const isHeader = 1;
const isTotal = 2;
const longestName = 60 * 4;
const remembered = 400;
const decoder = new TextDecoder();

/**
 * Rows of a file that are no data: a header that is repeated in the middle with the title above it (several tables one
 * below the other), and totals. A row is a total where a name says so and every figure is the sum of rows above it:
 * since some earlier total, or since the start. Where rows above their groups sum them up, those are totals too.
 */
export class StructureRows {
  readonly place = new ChunkPlace();
  readonly quarantine: QuarantinedRow[] = [];
  readonly #plan: StructurePlan;
  readonly #flags: Uint8Array[][] = [];
  readonly #sizes: number[][] = [];
  readonly #header: (Uint8Array | null)[];
  readonly #headSlot: number;
  #totals = 0;
  #headers = 0;
  /** Sums of all rows but totals, and what they were where each total stood. */
  #sums: Float64Array;
  readonly #marks: Float64Array[];
  #rows = 0;

  constructor(plan: StructurePlan) {
    this.#plan = plan;
    this.#headSlot = plan.wanted.columns[plan.headSlot ?? -1]?.type === 'code' ? plan.headSlot! : -1;
    this.#header = plan.wanted.columns.map(({ index, type }) => {
      const name = plan.headerCells[index]?.trim() ?? '';
      return type === 'code' && name !== '' ? new TextEncoder().encode(name) : null;
    });
    this.#sums = new Float64Array(plan.sumSlots.length);
    this.#marks = [this.#sums.slice()];
  }

  /** How many rows were found, for those rules that met any. */
  counts(): RuleCount[] {
    const counts: RuleCount[] = [];
    if (this.#totals > 0) counts.push({ rule: 'totalRow', action: this.#plan.totals, count: this.#totals });
    if (this.#headers > 0)
      counts.push({ rule: 'repeatedHeader', action: 'quarantine', count: this.#headers });
    return counts;
  }

  /** The chunk without such rows. */
  pass(chunk: ScannedChunk): ScannedChunk {
    const flagged = this.#flagValues(chunk);
    const { result } = chunk;
    const marks = flagged || this.#headSlot >= 0 ? new Uint8Array(result.rows) : null;
    if (marks) this.#markHeaders(chunk, marks);
    this.#relabelRejects(result);
    if (marks) this.#markTitles(chunk, marks);
    if (marks) this.#markHeads(chunk, marks);
    this.#markTotals(chunk, marks);
    const out = marks?.some((mark) => mark !== 0) ? this.#without(chunk, marks) : chunk;
    this.place.pass(result);
    return out;
  }

  /** Flags the new values of a chunk; false where none so far, of its scanner, is a name of a total or a header. */
  #flagValues({ scanner, result }: ScannedChunk): boolean {
    this.#flags[scanner] ??= [];
    this.#sizes[scanner] ??= [];
    const [flags, sizes] = [this.#flags[scanner]!, this.#sizes[scanner]!];
    let any = false;
    result.values.forEach((fresh, slot) => {
      if (!fresh) return;
      const size = sizes[slot] ?? 0;
      let own = flags[slot] ?? new Uint8Array(0);
      const found = this.#flagsOf(fresh, slot);
      sizes[slot] = size + fresh.ends.length;
      if (found) {
        if (own.length < size + found.length) own = grown(own, size + found.length);
        own.set(found, size);
        flags[slot] = own;
      }
      if (own.length > 0) any = true;
    });
    return any || flags.some((own) => own && own.length > 0);
  }

  #flagsOf(fresh: NewValues, slot: number): Uint8Array | null {
    const header = this.#header[slot] ?? null;
    const totals = this.#plan.nameSlots.includes(slot) ? findTotals(fresh) : [];
    const headers = header ? findSame(fresh, header) : [];
    if (totals.length === 0 && headers.length === 0) return null;
    const found = new Uint8Array(fresh.ends.length);
    for (const at of totals) found[at] = isTotal;
    for (const at of headers) found[at] = isHeader;
    return found;
  }

  #flag({ scanner, result }: ScannedChunk, slot: number, row: number): number {
    const code = result.columns[slot]![row]!;
    return code < 0 ? 0 : (this.#flags[scanner]?.[slot]?.[code] ?? 0);
  }

  #markHeaders(chunk: ScannedChunk, marks: Uint8Array): void {
    const { columns } = this.#plan.wanted;
    const named = columns.flatMap((_, slot) => (this.#header[slot] ? [slot] : []));
    const [first] = named;
    if (first === undefined) return;
    for (let row = 0; row < marks.length; row++) {
      if (this.#flag(chunk, first, row) !== isHeader) continue;
      if (!named.every((slot) => this.#flag(chunk, slot, row) === isHeader)) continue;
      if (columns.some(({ type }, slot) => type !== 'code' && isThere(chunk.result, slot, row))) continue;
      marks[row] = isHeader;
    }
  }

  /** A repeated header that was refused because its words are no figures. */
  #relabelRejects(result: ChunkResult): void {
    if (result.rejects.length === 0) return;
    const own = squeezed(this.#plan.headerCells.join(''));
    for (const reject of result.rejects) {
      if (reject.reason === 'badDate' && namesTotal(reject.value)) reject.reason = 'totalRow';
      if (reject.text.length > own.length * 4 + 40 || own === '' || squeezed(reject.text) !== own) continue;
      reject.reason = 'repeatedHeader';
      reject.value = '';
      this.#headers++;
      this.#relabelTitles(result, reject.record);
    }
  }

  /** Refused records with a single cell right above a repeated header are its title. */
  #relabelTitles(result: ChunkResult, header: number): void {
    const rows = new Set(result.record);
    const byRecord = new Map(result.rejects.map((reject) => [reject.record, reject]));
    for (let record = header - 1, seen = 0; record >= 0 && seen < 3; record--) {
      if (rows.has(record)) return;
      const reject = byRecord.get(record);
      if (!reject) continue;
      if (!this.#isTitle(reject.text)) return;
      reject.reason = 'titleRow';
      seen++;
    }
  }

  /** Rows with a single cell right above a repeated header. */
  #markTitles(chunk: ScannedChunk, marks: Uint8Array): void {
    for (let row = 0; row < marks.length; row++) {
      if (marks[row] !== isHeader) continue;
      for (let above = row - 1; above >= Math.max(0, row - 3) && marks[above] === 0; above--) {
        if (!this.#isTitle(chunk.textOf(above))) break;
        marks[above] = isHeader;
      }
    }
  }

  /** Rows above their group that sum it up. */
  #markHeads({ result }: ScannedChunk, marks: Uint8Array): void {
    const { totals } = this.#plan;
    if (this.#headSlot < 0) return;
    const values = result.columns[this.#headSlot]!;
    for (let row = 0; row < marks.length; row++) {
      if (marks[row] !== 0 || values[row]! >= 0) continue;
      this.#totals++;
      if (totals === 'quarantine') marks[row] = isTotal;
    }
  }

  #isTitle(text: string): boolean {
    const cells = parseRecords(text, this.#plan.dialect, 1).records[0] ?? [];
    return !isBlank(cells) && cells.length > 1 && cells.filter((cell) => cell.trim() !== '').length === 1;
  }

  #markTotals(chunk: ScannedChunk, marks: Uint8Array | null): void {
    const { nameSlots, sumSlots, totals } = this.#plan;
    const { result } = chunk;
    if (sumSlots.length === 0) return;
    let added = 0;
    if (marks) {
      for (let row = 0; row < result.rows; row++) {
        if (marks[row] !== 0 || !nameSlots.some((slot) => this.#flag(chunk, slot, row) === isTotal)) continue;
        this.#addRows(result, added, row, marks);
        added = row;
        if (!this.#isSum(result, row)) continue;
        added = row + 1;
        this.#totals++;
        this.#marks.push(this.#sums.slice());
        if (this.#marks.length > remembered) this.#marks.splice(1, 1);
        if (totals === 'quarantine') marks[row] = isTotal;
      }
    }
    this.#addRows(result, added, result.rows, marks);
  }

  #addRows(result: ChunkResult, from: number, to: number, marks: Uint8Array | null): void {
    const { sumSlots } = this.#plan;
    for (let at = 0; at < sumSlots.length; at++) {
      const values = result.columns[sumSlots[at]!]!;
      let sum = 0;
      for (let row = from; row < to; row++) {
        const value = values[row]!;
        if (!Number.isNaN(value) && (marks === null || marks[row] === 0)) sum += value;
      }
      this.#sums[at]! += sum;
    }
    this.#rows += to - from;
  }

  #isSum(result: ChunkResult, row: number): boolean {
    const values = this.#plan.sumSlots.map((slot) => result.columns[slot]![row]!);
    const present = values.flatMap((value, at) => (Number.isNaN(value) ? [] : [at]));
    if (present.length === 0 || present.every((at) => values[at] === 0) || this.#rows === 0) return false;
    for (let mark = this.#marks.length - 1; mark >= 0; mark--) {
      const agrees = present.filter((at) =>
        close(values[at]!, this.#sums[at]! - this.#marks[mark]![at]!),
      ).length;
      if (agrees >= Math.max(1, present.length * 0.8)) return true;
    }
    return false;
  }

  #without(chunk: ScannedChunk, marks: Uint8Array): ScannedChunk {
    for (let row = 0; row < marks.length; row++) {
      if (marks[row] === 0) continue;
      const text = chunk.textOf(row);
      const reason =
        marks[row] === isTotal ? 'totalRow' : this.#isTitle(text) ? 'titleRow' : 'repeatedHeader';
      if (reason === 'repeatedHeader') this.#headers++;
      this.quarantine.push({ ...this.place.of(chunk.result, row), column: null, reason, value: '', text });
    }
    return takeChunkRows(chunk, unmarked(marks, chunk.result.rows));
  }
}

function grown(values: Uint8Array, length: number): Uint8Array {
  const larger = new Uint8Array(Math.max(length, values.length * 2, 64));
  larger.set(values);
  return larger;
}

/** Which values are these bytes. */
function findSame({ bytes, ends }: NewValues, other: Uint8Array): number[] {
  const all = asBuffer(bytes);
  const found: number[] = [];
  for (let at = all.indexOf(other); at >= 0; at = all.indexOf(other, at + 1)) {
    const value = valueAt(ends, at);
    if (at === startOf(ends, value) && ends[value] === at + other.length) found.push(value);
  }
  return found;
}

/** What the name of every total holds, but for characters beyond ASCII. */
const totalHint = /tota|sum|result|ergebnis|gesamt|somme|all |[^\0-\x7f]/gi;

/** Which values name a total. */
function findTotals({ bytes, ends }: NewValues): number[] {
  const all = asBuffer(bytes).toString('latin1');
  const found: number[] = [];
  totalHint.lastIndex = 0;
  for (let hint = totalHint.exec(all); hint; hint = totalHint.exec(all)) {
    const value = valueAt(ends, hint.index);
    const [from, to] = [startOf(ends, value), ends[value]!];
    if (to - from <= longestName && namesTotal(decoder.decode(bytes.subarray(from, to)))) found.push(value);
    totalHint.lastIndex = to;
  }
  return found;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The value that the byte at `at` belongs to. */
function valueAt(ends: Uint32Array, at: number): number {
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

function startOf(ends: Uint32Array, value: number): number {
  return value === 0 ? 0 : ends[value - 1]!;
}

function isThere({ columns }: ChunkResult, slot: number, row: number): boolean {
  const values = columns[slot]!;
  const value = values[row]!;
  return values instanceof Float64Array ? !Number.isNaN(value) : value !== missingDay;
}

/** Sums that a report prints are rounded. */
function close(value: number, sum: number): boolean {
  return Math.abs(value - sum) <= 0.0005 * Math.max(Math.abs(value), Math.abs(sum)) + 0.011;
}

function squeezed(text: string): string {
  return text.replace(/[\s,;|"']+/g, '').toLowerCase();
}
