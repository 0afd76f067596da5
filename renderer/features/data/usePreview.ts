import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Preview } from '../../../shared/contract/ingest.ts';
import type { Progress } from '../../../shared/contract/method.ts';
import { useClient } from '../../app/session.ts';
import { showFound, useFileSet } from './fileSet.ts';
import { useImportDraft } from './importDraft.ts';

export interface PreviewQuery {
  preview: Preview | null;
  /** The preview shown is of the options before; a new one is on its way. */
  refreshing: boolean;
  loading: boolean;
  error: Error | null;
  progress: Progress | null;
  retry(): void;
  cancel(): void;
}

/** What the file looks like when read as the draft says. Read again with every change. */
export function usePreview(): PreviewQuery {
  const client = useClient();
  const queries = useQueryClient();
  const file = useImportDraft((draft) => draft.file);
  const kind = useImportDraft((draft) => draft.kind);
  const read = useImportDraft((draft) => draft.read);
  const unpivot = useImportDraft((draft) => draft.unpivot);
  const memory = useImportDraft((draft) => draft.memory);
  const set = useFileSet((draft) => draft.files);
  const [progress, setProgress] = useState<Progress | null>(null);
  // A key has no undefined: periods left to detection would be those that are not to be turned (null).
  const queryKey = useMemo(
    () => ['preview', file?.handle, set, kind, read, unpivot === undefined ? 'detected' : unpivot, memory],
    [file, set, kind, read, unpivot, memory],
  );
  const query = useQuery({
    queryKey,
    enabled: file !== null,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      if (!file) throw new Error('No file was chosen');
      setProgress(null);
      if (set.length > 0) {
        const { preview, files } = await client.call(
          'ingest.previewSet',
          { files: set.map(({ handle }) => handle), read, memory, ...(kind ? { kind } : {}) },
          { signal, onProgress: setProgress },
        );
        showFound(files);
        return preview;
      }
      return client.call(
        'ingest.preview',
        { file: file.handle, read, unpivot, memory, ...(kind ? { kind } : {}) },
        { signal, onProgress: setProgress },
      );
    },
  });
  return {
    preview: query.data ?? null,
    refreshing: query.isPlaceholderData,
    loading: query.isFetching,
    error: query.isFetching ? null : query.error,
    progress,
    retry: () => void query.refetch(),
    cancel: () => void queries.cancelQueries({ queryKey }),
  };
}
