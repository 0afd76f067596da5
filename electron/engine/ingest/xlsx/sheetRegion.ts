import type { RecordWriter } from '../tables/recordWriter.ts';
import { mostColumns, mostRows } from './cellRange.ts';
import {
  dateEntries,
  dateEntryBytes,
  dateTextBytes,
  type FieldName,
  field,
  fieldBytes,
} from './kernel/fields.ts';
import type { SheetMemory } from './kernel/sheetMemory.ts';

const firstInput = 1 << 19;
const stagingBytes = 1 << 18;
/** Bytes behind the input that stay zero: kernels look a little further. */
const margin = 256;

const idle = new WeakMap<SheetMemory, SheetRegion[]>();

/**
 * Where one scan of a sheet works in the memory of its workbook: its XML, what it has written, and what the kernel, the
 * scanner and the sinks know together.
 */
export class SheetRegion {
  readonly #memory: SheetMemory;
  readonly #fields: number;
  readonly #places: number;
  readonly #dates: number;
  readonly #staging: number;
  #input: number;
  #room = firstInput;
  #meanings = 0;
  #meaningRoom = 0;
  #ints: Int32Array;

  private constructor(memory: SheetMemory) {
    this.#memory = memory;
    this.#fields = memory.allocate(fieldBytes);
    this.#places = memory.allocate((mostColumns + 2) * 4);
    this.#dates = memory.allocate(dateEntries * dateEntryBytes);
    this.#staging = memory.allocate(stagingBytes);
    this.#input = memory.allocate(firstInput + margin);
    this.#ints = memory.ints(this.#fields, fieldBytes / 4);
  }

  /** One that is free, as new. Give it back with `release`. */
  static of(memory: SheetMemory): SheetRegion {
    const region = idle.get(memory)?.pop() ?? new SheetRegion(memory);
    region.#clear();
    return region;
  }

  release(): void {
    const free = idle.get(this.#memory);
    if (free) free.push(this);
    else idle.set(this.#memory, [this]);
  }

  #clear(): void {
    this.ints.fill(0);
    this.set('left', 1 << 20);
    this.set('areaBottom', mostRows);
    this.set('mergedFrom', mostRows + 1);
    this.set('places', this.#places);
    this.set('dates', this.#dates);
    this.set('out', this.#staging);
    this.set('outEnd', this.#staging + stagingBytes);
  }

  get ints(): Int32Array {
    if (this.#ints.byteLength === 0) this.#ints = this.#memory.ints(this.#fields, fieldBytes / 4);
    return this.#ints;
  }

  get(name: FieldName): number {
    return this.ints[field[name]]!;
  }

  set(name: FieldName, value: number): void {
    this.ints[field[name]] = value;
  }

  add(name: FieldName, value = 1): void {
    this.ints[field[name]]! += value;
  }

  /** The XML that is being scanned; room for at least this many bytes, of which the first `kept` stay. */
  input(length: number, kept: number): Buffer {
    if (length > this.#room) {
      const at = this.#memory.allocate(length * 2 + margin);
      this.#memory.bytes.copyWithin(at, this.#input, this.#input + kept);
      this.#input = at;
      this.#room = length * 2;
    }
    return this.#memory.bytes.subarray(this.#input, this.#input + this.#room);
  }

  /** Has the kernel take what is written as usual; gives where it stopped. */
  take(at: number, end: number): number {
    const next = this.#memory.kernels.sheetCells(this.#fields, this.#input + at, this.#input + end);
    return next - this.#input;
  }

  /** Has the kernel take shared texts; their entries go from `entry` to `entryEnd`. */
  takeStrings(at: number, end: number, entry: number, entryEnd: number): number {
    const { sheetStrings } = this.#memory.kernels;
    return sheetStrings(this.#fields, this.#input + at, this.#input + end, entry, entryEnd) - this.#input;
  }

  /** The value that the kernel left to be written, from and to where in the input. */
  oddValue(): { kind: number; style: number; from: number; to: number } {
    return {
      kind: this.get('kind'),
      style: this.get('style'),
      from: this.get('valueFrom') - this.#input,
      to: this.get('valueTo') - this.#input,
    };
  }

  /** Moves what the kernel has written on; false where that is nothing. */
  flush(out: RecordWriter): boolean {
    const end = this.get('out');
    if (end === this.#staging) return false;
    out.copy(this.#memory.bytes, this.#staging, end);
    this.set('out', this.#staging);
    return true;
  }

  /** Tells where the kernel finds texts, and what numbers stand for. Days of an earlier scan are forgotten. */
  useValues(strings: { directory: number; count: number }, meanings: Uint8Array): void {
    this.set('directory', strings.directory);
    this.set('stringCount', strings.count);
    if (meanings.length > this.#meaningRoom) {
      this.#meanings = this.#memory.allocate(meanings.length);
      this.#meaningRoom = meanings.length;
    }
    this.#memory.bytes.set(meanings, this.#meanings);
    this.set('meanings', this.#meanings);
    this.set('meaningCount', meanings.length);
    this.#memory.bytes.fill(0, this.#dates, this.#dates + dateEntries * dateEntryBytes);
  }

  /** Column of the sheet → its place in a record, −1 where it is left out. */
  usePlaces(places: Int16Array): void {
    this.#memory.ints(this.#places, places.length).set(places);
    this.set('placeCount', places.length);
  }

  /** Has the kernel know the text of a day from now on. */
  learnDay(day: number, meaning: number, text: Uint8Array): void {
    if (text.length > dateTextBytes) return;
    const at = this.#dates + (day & (dateEntries - 1)) * dateEntryBytes;
    this.#memory.ints(at, 2).set([day * 8 + meaning, text.length]);
    this.#memory.bytes.set(text, at + 8);
  }
}
