import { Alert, Button, Flex, Steps } from 'antd';
import { useEffect, useState } from 'react';
import type { Preview } from '../../../shared/contract/ingest.ts';
import type { Progress } from '../../../shared/contract/method.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import type { GrantedFile } from '../../app/host.ts';
import { useClient, useHost, useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { DropZone } from '../../components/DropZone.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { LoadingState, ProgressLine } from '../../components/LoadingState.tsx';
import { beginImport, useFileSet } from './fileSet.ts';
import { HeldTables } from './HeldTables.tsx';
import { beginDraft, changeDraft, steps, useImportDraft } from './importDraft.ts';
import { MapStep } from './MapStep.tsx';
import { ReadStep } from './ReadStep.tsx';
import { RulesStep } from './RulesStep.tsx';
import { RunStep } from './RunStep.tsx';
import { SetRunStep } from './SetRunStep.tsx';
import { usePaste } from './usePaste.ts';
import { usePreview } from './usePreview.ts';

/** A draft belongs to the workspace it was begun in. */
useSession.subscribe(({ workspace }, before) => {
  if (workspace?.location !== before.workspace?.location) beginDraft(null);
});

/** A file belongs to its draft: once no draft holds it, the host need not keep it either. */
useImportDraft.subscribe((draft, before) => {
  if (!before.file || before.file.handle === draft.file?.handle) return;
  // A host that is gone has let go of its files.
  useSession
    .getState()
    .host?.release(before.file)
    .catch(() => undefined);
});

window.addEventListener('pagehide', ({ persisted }) => {
  if (!persisted) beginDraft(null);
});

/** From a file to a batch: how it is read, what its columns mean, what happens to odd rows, and the import itself. */
export function ImportWizard() {
  const { t } = useWords();
  const file = useImportDraft((draft) => draft.file);
  const arriving = useSession((session) => session.toImport);
  const bringToImport = useSession((session) => session.bringToImport);
  const readOnly = useSession((session) => session.workspace?.readOnly ?? false);

  useEffect(() => {
    if (!arriving) return;
    beginDraft(arriving);
    bringToImport(null);
  }, [arriving, bringToImport]);

  if (readOnly) return <Alert type="info" showIcon title={t('import.readOnly')} />;
  return file ? <Wizard key={file.handle} file={file} /> : <ChooseFile />;
}

type Sending = { name: string; progress: Progress | null; cancel(): void };

function ChooseFile() {
  const { t } = useWords();
  const host = useHost();
  const client = useClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const [error, setError] = useState<unknown>(null);

  async function take(
    name: string,
    work: (signal: AbortSignal, onProgress: Report) => Promise<GrantedFile[]>,
  ) {
    const controller = new AbortController();
    const cancel = () => controller.abort();
    setError(null);
    try {
      const files = await work(controller.signal, (done, total) =>
        setSending({ name, progress: { phase: 'transfer', done, total }, cancel }),
      );
      if (files.length > 0) beginImport(files);
    } catch (failure) {
      if (!(failure instanceof CancelledError) && !controller.signal.aborted) setError(failure);
    } finally {
      setSending(null);
    }
  }

  /** One after the other, so that progress and refusal are those of one file. */
  function takeFiles(files: File[]) {
    const names = files.length === 1 ? files[0]!.name : t('set.files', { count: files.length });
    return take(names, async (signal, report) => {
      const granted: GrantedFile[] = [];
      const total = files.reduce((sum, { size }) => sum + size, 0);
      let done = 0;
      for (const file of files) {
        granted.push(await host.grantDropped(file, (sent) => report(done + sent, total), signal));
        done += file.size;
      }
      return granted;
    });
  }

  usePaste((name, text) => take(name, async () => [await client.call('ingest.paste', { name, text })]));

  if (sending) {
    return (
      <ProgressLine
        progress={sending.progress}
        text={t('import.reading', { name: sending.name })}
        onCancel={sending.cancel}
      />
    );
  }
  return (
    <Flex vertical gap={12} className="choose-file">
      <DropZone
        title={t('import.drop.files')}
        hint={t('import.drop.formats')}
        multiple
        onFiles={(files) => void takeFiles(files)}
      />
      {error !== null && <ErrorState error={error} />}
      <p className="quiet">{t('import.paste')}</p>
      <p className="quiet">{t('import.what')}</p>
      <HeldTables />
    </Flex>
  );
}

type Report = (done: number, total: number) => void;

function Wizard({ file }: { file: GrantedFile }) {
  const { t } = useWords();
  const step = useImportDraft((draft) => draft.step);
  const set = useFileSet((draft) => draft.files);
  const query = usePreview();

  function startOver() {
    beginDraft(null);
  }

  return (
    <section className="wizard" aria-label={t('data.import')}>
      <Flex justify="space-between" align="center" gap={16} className="wizard-head">
        <strong className="wizard-file">
          {set.length > 1 ? t('set.files', { count: set.length }) : file.name}
        </strong>
        <Button onClick={startOver}>{t('import.other')}</Button>
      </Flex>
      <Steps
        size="small"
        current={steps.indexOf(step)}
        items={steps.map((key) => ({ title: t(`import.step.${key}`) }))}
        onChange={(index) => {
          const wanted = steps[index];
          if (wanted && index < steps.indexOf(step) && step !== 'run') changeDraft({ step: wanted });
        }}
      />
      {query.error && <ErrorState error={query.error} onRetry={query.retry} />}
      {!query.preview && !query.error && <LoadingState progress={query.progress} onCancel={startOver} />}
      {query.preview && (
        <div className={query.refreshing ? 'is-refreshing' : ''} aria-busy={query.refreshing}>
          <CurrentStep
            preview={query.preview}
            busy={query.loading || query.error !== null}
            onDone={startOver}
          />
        </div>
      )}
    </section>
  );
}

interface CurrentStepProps {
  preview: Preview;
  busy: boolean;
  onDone(): void;
}

function CurrentStep({ preview, busy, onDone }: CurrentStepProps) {
  const step = useImportDraft((draft) => draft.step);
  const isSet = useFileSet((set) => set.files.length > 0);
  if (step === 'read') return <ReadStep preview={preview} busy={busy} />;
  if (step === 'map') return <MapStep preview={preview} busy={busy} />;
  if (step === 'rules') return <RulesStep preview={preview} />;
  return isSet ? (
    <SetRunStep preview={preview} onDone={onDone} />
  ) : (
    <RunStep preview={preview} onDone={onDone} />
  );
}
