import { decodeSlice, encodeSlice } from './sliceAddress.ts';

/** Filters and periods kept under a name. */
export interface SavedSlice {
  name: string;
  /** As written in the address. */
  slice: string;
}

export interface SavedSlices {
  slices: SavedSlice[];
  /** Something was there that cannot be read. It is left out. */
  damaged: boolean;
}

export const longestName = 80;

const version = 1;

/** What a workspace holds under the setting; never fails, whatever is there. */
export function readSavedSlices(text: string | null): SavedSlices {
  if (text === null) return { slices: [], damaged: false };
  const entries = entriesOf(text);
  if (!entries) return { slices: [], damaged: true };
  const slices: SavedSlice[] = [];
  for (const entry of entries) {
    const saved = toSavedSlice(entry);
    if (saved && !findSaved(slices, saved.name)) slices.push(saved);
  }
  return { slices, damaged: slices.length < entries.length };
}

export function writeSavedSlices(slices: readonly SavedSlice[]): string {
  return JSON.stringify({ version, slices });
}

function entriesOf(text: string): unknown[] | null {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content !== 'object' || content === null) return null;
    const { version: written, slices } = content as Record<string, unknown>;
    return written === version && Array.isArray(slices) ? slices : null;
  } catch {
    return null;
  }
}

/** A slice that does not read back as it was written would silently show other numbers. */
function toSavedSlice(entry: unknown): SavedSlice | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const { name, slice } = entry as Record<string, unknown>;
  if (typeof name !== 'string' || typeof slice !== 'string') return null;
  if (name !== name.trim() || name === '' || name.length > longestName) return null;
  return encodeSlice(decodeSlice(new URLSearchParams(slice))) === slice ? { name, slice } : null;
}

/** Names that differ in case only are one. */
function isSameName(a: string, b: string): boolean {
  return a.toLocaleLowerCase() === b.toLocaleLowerCase();
}

export function findSaved(slices: readonly SavedSlice[], name: string): SavedSlice | undefined {
  return slices.find((saved) => isSameName(saved.name, name));
}

/** With the slice under the name, in place of what had it before. */
export function withSaved(slices: readonly SavedSlice[], name: string, slice: string): SavedSlice[] {
  return [...withoutSaved(slices, name), { name, slice }].sort((a, b) => a.name.localeCompare(b.name));
}

export function withoutSaved(slices: readonly SavedSlice[], name: string): SavedSlice[] {
  return slices.filter((saved) => !isSameName(saved.name, name));
}
