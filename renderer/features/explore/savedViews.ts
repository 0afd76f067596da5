import { decodeView, encodeView } from './pageView.ts';

/** Charts and selections kept under a name. */
export interface SavedView {
  name: string;
  /** As written in the address. */
  view: string;
}

export interface SavedViews {
  views: SavedView[];
  /** Something was there that cannot be read. It is left out. */
  damaged: boolean;
}

export const longestName = 80;

const version = 1;

/** What a workspace holds under the setting; never fails, whatever is there. */
export function readSavedViews(text: string | null): SavedViews {
  if (text === null) return { views: [], damaged: false };
  const entries = entriesOf(text);
  if (!entries) return { views: [], damaged: true };
  const views: SavedView[] = [];
  for (const entry of entries) {
    const saved = toSavedView(entry);
    if (saved && !findView(views, saved.name)) views.push(saved);
  }
  return { views, damaged: views.length < entries.length };
}

export function writeSavedViews(views: readonly SavedView[]): string {
  return JSON.stringify({ version, views });
}

function entriesOf(text: string): unknown[] | null {
  try {
    const content = JSON.parse(text) as { version?: unknown; views?: unknown } | null;
    return content?.version === version && Array.isArray(content.views) ? content.views : null;
  } catch {
    return null;
  }
}

function toSavedView(entry: unknown): SavedView | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const { name, view } = entry as Record<string, unknown>;
  if (typeof name !== 'string' || typeof view !== 'string') return null;
  if (name !== name.trim() || name === '' || name.length > longestName) return null;
  const decoded = decodeView(view);
  return decoded && encodeView(decoded) === view ? { name, view } : null;
}

/** Names that differ in case only are one. */
export function findView(views: readonly SavedView[], name: string): SavedView | undefined {
  return views.find((saved) => saved.name.toLocaleLowerCase() === name.toLocaleLowerCase());
}

/** With the view under the name, in place of what had it before. */
export function withView(views: readonly SavedView[], name: string, view: string): SavedView[] {
  return [...withoutView(views, name), { name, view }].sort((a, b) => a.name.localeCompare(b.name));
}

export function withoutView(views: readonly SavedView[], name: string): SavedView[] {
  const gone = findView(views, name);
  return views.filter((saved) => saved !== gone);
}
