/** Something kept in the workspace under a name, as text. */
export interface SavedText {
  name: string;
  text: string;
}

const version = 1;
export const longestSavedName = 80;

/** What a workspace holds under a setting; what cannot be read is left out. */
export function readSavedList(content: string | null): SavedText[] {
  try {
    const value = JSON.parse(content ?? 'null') as { version?: unknown; items?: unknown } | null;
    if (value?.version !== version || !Array.isArray(value.items)) return [];
    return value.items.filter(
      (item): item is SavedText => typeof item?.name === 'string' && typeof item?.text === 'string',
    );
  } catch {
    return [];
  }
}

export function writeSavedList(items: readonly SavedText[]): string | null {
  return items.length === 0 ? null : JSON.stringify({ version, items });
}

/** With the text under the name, in place of what had it before; names that differ in case only are one. */
export function withSavedText(items: readonly SavedText[], name: string, text: string): SavedText[] {
  return [...withoutSavedText(items, name), { name, text }].sort((a, b) => a.name.localeCompare(b.name));
}

export function withoutSavedText(items: readonly SavedText[], name: string): SavedText[] {
  return items.filter((item) => item.name.toLocaleLowerCase() !== name.toLocaleLowerCase());
}
