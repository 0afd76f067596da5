import { Button, Flex } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ImportResult, Preview } from '../../../shared/contract/ingest.ts';
import type { Progress } from '../../../shared/contract/method.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import { useClient, useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { ProgressLine, progressText } from '../../components/LoadingState.tsx';
import { ImportOutcome } from './ImportOutcome.tsx';
import { changeDraft, toImportInput, useImportDraft } from './importDraft.ts';

type Outcome = { state: 'running' } | { state: 'cancelled' } | { state: 'failed'; error: unknown };

/** The import itself: how far it is, a way to stop it without a trace, and what came of it. */
export function RunStep({ preview, onDone }: { preview: Preview; onDone(): void }) {
  const words = useWords();
  const { t } = words;
  const result = useImportDraft((draft) => draft.result);
  const { outcome, progress, cancel, start } = useImport(preview, result);

  if (result) return <ImportOutcome result={result} onDone={onDone} />;
  if (outcome.state === 'failed') {
    return (
      <Flex vertical gap={12}>
        <ErrorState error={outcome.error} onRetry={start} />
        <BackButton />
      </Flex>
    );
  }
  if (outcome.state === 'cancelled') {
    return (
      <Flex vertical gap={12}>
        <p role="status">{t('import.cancelled')}</p>
        <Flex gap={8}>
          <BackButton />
          <Button type="primary" onClick={start}>
            {t('action.retry')}
          </Button>
        </Flex>
      </Flex>
    );
  }
  return <ProgressLine progress={progress} text={progressText(progress, words)} onCancel={cancel} />;
}

function BackButton() {
  const { t } = useWords();
  return (
    <Button onClick={() => changeDraft({ step: 'map' })} className="back-button">
      {t('action.back')}
    </Button>
  );
}

function useImport(preview: Preview, result: ImportResult | null) {
  const client = useClient();
  const setWorkspace = useSession((session) => session.setWorkspace);
  const [outcome, setOutcome] = useState<Outcome>({ state: 'running' });
  const [progress, setProgress] = useState<Progress | null>(null);
  const controller = useRef<AbortController | null>(null);

  const start = useCallback(async () => {
    const draft = useImportDraft.getState();
    const { file, former } = draft;
    const input = toImportInput(draft, preview);
    if (!input) return;
    controller.current = new AbortController();
    setOutcome({ state: 'running' });
    setProgress(null);
    try {
      // It may have been brought back under Batches since; this run replaces it.
      if (former) setWorkspace(await client.call('workspace.undo', { batch: former.batch }));
      const done = await client.call('ingest.import', former ? { ...input, again: true } : input, {
        signal: controller.current.signal,
        onProgress: setProgress,
      });
      if (useImportDraft.getState().file === file) changeDraft({ result: done, former: null });
      setWorkspace(done.info);
    } catch (error) {
      setOutcome(error instanceof CancelledError ? { state: 'cancelled' } : { state: 'failed', error });
    }
  }, [client, preview, setWorkspace]);

  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || result) return;
    begun.current = true;
    void start();
  }, [start, result]);

  return {
    outcome,
    progress,
    cancel: () => controller.current?.abort(),
    start: () => void start(),
  };
}
