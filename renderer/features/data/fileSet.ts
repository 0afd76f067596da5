import { create } from 'zustand';
import type { ImportResult, SetFile } from '../../../shared/contract/ingest.ts';
import type { GrantedFile } from '../../app/host.ts';
import { useSession } from '../../app/session.ts';
import { beginDraft, useImportDraft } from './importDraft.ts';

/** Several files that are imported as one table, each as a batch of its own. Empty: the draft is of one file. */
export interface FileSetDraft {
  files: GrantedFile[];
  /** As the engine found them. */
  found: SetFile[];
  /** Names of those the user left out. */
  leftOut: ReadonlySet<string>;
  /** The attribute that keeps the name of the file; null: none does. */
  fileColumn: string | null;
  results: { name: string; result: ImportResult }[];
}

const empty: FileSetDraft = { files: [], found: [], leftOut: new Set(), fileColumn: null, results: [] };

export const useFileSet = create<FileSetDraft>()(() => empty);

/** Files belong to the draft they were chosen for: when another begins, the host need not keep them. */
useImportDraft.subscribe((draft, before) => {
  const { files } = useFileSet.getState();
  if (draft.file?.handle === before.file?.handle || files.length === 0) return;
  if (files.some(({ handle }) => handle === draft.file?.handle)) return;
  for (const file of files.slice(1))
    useSession
      .getState()
      .host?.release(file)
      .catch(() => undefined);
  useFileSet.setState(empty);
});

/** Begins an import: of one file as such, of several as a set. */
export function beginImport(files: GrantedFile[]): void {
  const [first] = files;
  if (!first) return;
  beginDraft(first);
  if (files.length > 1) useFileSet.setState({ ...empty, files });
}

/** Takes all tables of the archive that was chosen, or goes back to one of them. */
export function takeWholeArchive(file: GrantedFile | null): void {
  useFileSet.setState({ ...empty, files: file ? [file] : [] });
}

/** Takes what the engine found; files that are known already are left out to begin with. */
export function showFound(found: SetFile[]): void {
  useFileSet.setState((before) => {
    const first = before.found.length === 0;
    const known = found.filter(({ importedBefore }) => importedBefore !== null).map(({ name }) => name);
    return { found, leftOut: first ? new Set(known) : before.leftOut };
  });
}

export function changeFileSet(patch: Partial<FileSetDraft>): void {
  useFileSet.setState(patch);
}

export function leaveOut(name: string, out: boolean): void {
  useFileSet.setState(({ leftOut }) => {
    const next = new Set(leftOut);
    if (out) next.add(name);
    else next.delete(name);
    return { leftOut: next };
  });
}

/** Those that fit and the user did not leave out. */
export function chosenFiles({ found, leftOut }: Pick<FileSetDraft, 'found' | 'leftOut'>): SetFile[] {
  return found.filter(({ problem, name }) => problem === null && !leftOut.has(name));
}
