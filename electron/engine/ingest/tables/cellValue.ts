import type { RecordWriter } from './recordWriter.ts';

/** Writes a value as programs hold it: numbers exactly, days and instants in ISO form (UTC), lists and objects as JSON. */
export function writeValue(out: RecordWriter, value: unknown): void {
  if (value === null || value === undefined) return;
  if (typeof value === 'string') out.text(value);
  else if (typeof value === 'number') out.ascii(Number.isFinite(value) ? String(value) : '');
  else if (typeof value === 'bigint') out.ascii(value.toString());
  else if (typeof value === 'boolean') out.ascii(value ? 'TRUE' : 'FALSE');
  else if (value instanceof Date) out.ascii(instantText(value.getTime()));
  else if (value instanceof Uint8Array) out.ascii(Buffer.from(value).toString('hex'));
  else out.text(isPlainList(value) ? JSON.stringify(value) : JSON.stringify(value, plainJson));
}

/** A record of such values. */
export function writeRecord(out: RecordWriter, values: Iterable<unknown>): void {
  let first = true;
  for (const value of values) {
    if (!first) out.next();
    first = false;
    writeValue(out, value);
  }
  out.endRecord();
}

const dayMilliseconds = 86_400_000;
const firstTime = -62_135_596_800_000;
const lastTime = 253_402_300_799_999;
const dayTexts = new Map<number, string>();

/**
 * Milliseconds since 1970 as `2024-05-17`, or `2024-05-17 13:45:00` where a time of day is given. Years beyond four digits
 * are no dates here.
 */
export function instantText(time: number): string {
  if (!(time >= firstTime && time <= lastTime)) return '';
  const day = Math.floor(time / dayMilliseconds);
  const clock = Math.floor(time - day * dayMilliseconds);
  return clock === 0 ? dayText(day) : `${dayText(day)} ${clockText(clock)}`;
}

/** A time of day from its milliseconds, which are left out where they are none. */
export function clockText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const rest = milliseconds - seconds * 1000;
  const whole = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(3, '0')}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function dayText(day: number): string {
  let text = dayTexts.get(day);
  if (text === undefined) {
    text = new Date(day * dayMilliseconds).toISOString().slice(0, 10);
    if (dayTexts.size > 50_000) dayTexts.clear();
    dayTexts.set(day, text);
  }
  return text;
}

/** Whether JSON says everything in this by itself, which is much faster than asking for each value. */
function isPlainList(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((one) => one === null || typeof one === 'string' || typeof one === 'number')
  );
}

function plainJson(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}

/** A 32-bit float in the fewest digits that stand for it: 0.1, not 0.10000000149011612. */
export function shortFloat(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return value;
}
