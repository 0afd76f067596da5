import type { Preview, SetFile } from '../../../shared/contract/ingest.ts';
import { useFileSet } from './fileSet.ts';
import { toImportInput, useImportDraft } from './importDraft.ts';

/** What to import one file of the set by: the mapping of the set, in the words of its own header. */
export function setInput(file: SetFile, preview: Preview) {
  const draft = useImportDraft.getState();
  const input = toImportInput(draft, preview);
  if (!input) return null;
  const { instead: _, ...rest } = { instead: undefined, ...input };
  const column = useFileSet.getState().fileColumn?.trim();
  return {
    ...rest,
    file: file.file,
    mapping: Object.fromEntries(
      Object.entries(input.mapping).flatMap(([field, header]) => {
        const own = file.headers[header];
        return own === undefined ? [] : [[field, own] as const];
      }),
    ),
    read: file.sheet === null ? draft.read : { ...draft.read, sheet: file.sheet },
    ...(file.importedBefore === null ? {} : { again: true }),
    ...(column ? { fileColumn: column } : {}),
  };
}
