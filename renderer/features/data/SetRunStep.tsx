import { Alert, Button, Flex } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Preview, SetFile } from '../../../shared/contract/ingest.ts';
import type { Progress } from '../../../shared/contract/method.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import { useClient, useSession } from '../../app/session.ts';
import { useGo } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { ProgressLine, progressText } from '../../components/LoadingState.tsx';
import { type PlainColumn, PlainTable } from '../../components/PlainTable.tsx';
import { changeFileSet, chosenFiles, type FileSetDraft, useFileSet } from './fileSet.ts';
import { changeDraft } from './importDraft.ts';
import { setInput } from './setInput.ts';

type State = 'running' | 'done' | 'cancelled' | { file: string; error: unknown };

/** Imports the files of a set one after the other, each as a batch of its own. */
export function SetRunStep({ preview, onDone }: { preview: Preview; onDone(): void }) {
  const words = useWords();
  const { t } = words;
  const { state, progress, current, cancel, start } = useSetImport(preview);
  const results = useFileSet((set) => set.results);
  const total = useFileSet((set) => chosenFiles(set).length);
  if (state === 'running') {
    const text = t('set.running', {
      done: results.length + 1,
      total,
      file: current,
      phase: progressText(progress, words),
    });
    return <ProgressLine progress={progress} text={text} onCancel={cancel} />;
  }
  return (
    <Flex vertical gap={12}>
      {state === 'cancelled' && (
        <Alert type="info" showIcon title={t('set.cancelled', { count: results.length })} />
      )}
      {typeof state === 'object' && (
        <>
          <Alert type="error" showIcon title={t('set.failed', { file: state.file, count: results.length })} />
          <ErrorState error={state.error} />
        </>
      )}
      <Results results={results} done={state === 'done'} />
      <Flex gap={8} wrap>
        {state === 'done' ? (
          <DoneButtons onDone={onDone} />
        ) : (
          <>
            <Button onClick={() => changeDraft({ step: 'map' })}>{t('action.back')}</Button>
            <Button type="primary" onClick={start}>
              {t('set.goOn')}
            </Button>
          </>
        )}
      </Flex>
    </Flex>
  );
}

function DoneButtons({ onDone }: { onDone(): void }) {
  const { t } = useWords();
  const go = useGo();
  const leave = (address: string) => {
    onDone();
    go(address);
  };
  return (
    <>
      <Button type="primary" size="large" onClick={() => leave('/overview')}>
        {t('result.overview')}
      </Button>
      <Button size="large" onClick={() => leave('/data/batches')}>
        {t('data.batches')}
      </Button>
      <Button size="large" onClick={onDone}>
        {t('import.another')}
      </Button>
    </>
  );
}

type SetResult = FileSetDraft['results'][number];

function Results({ results, done }: { results: SetResult[]; done: boolean }) {
  const { t, format } = useWords();
  const count = (value: number) => format.value(value, 'count');
  const sum = (name: 'accepted' | 'quarantined') =>
    results.reduce((total, { result }) => total + result[name], 0);
  const number = (key: string, title: string, value: (row: SetResult) => number): PlainColumn<SetResult> => ({
    key,
    title,
    isNumber: true,
    cell: (row) => count(value(row)),
  });
  const columns: PlainColumn<SetResult>[] = [
    { key: 'file', title: t('set.file'), cell: ({ name }) => name },
    number('batch', t('set.batch'), ({ result }) => result.batch),
    number('rows', t('result.rows'), ({ result }) => result.rows),
    number('accepted', t('result.accepted'), ({ result }) => result.accepted),
    number('quarantined', t('result.quarantined'), ({ result }) => result.quarantined),
  ];
  return (
    <>
      {done && (
        <div role="status">
          <h2>
            {t('set.done', {
              files: results.length,
              accepted: count(sum('accepted')),
              quarantined: count(sum('quarantined')),
            })}
          </h2>
        </div>
      )}
      {results.length > 0 && (
        <PlainTable label={t('set.title')} columns={columns} rows={results} rowKey={({ name }) => name} />
      )}
    </>
  );
}

function useSetImport(preview: Preview) {
  const client = useClient();
  const setWorkspace = useSession((session) => session.setWorkspace);
  const [state, setState] = useState<State>(useFileSet.getState().results.length > 0 ? 'done' : 'running');
  const [progress, setProgress] = useState<Progress | null>(null);
  const [current, setCurrent] = useState('');
  const controller = useRef<AbortController | null>(null);

  const importOne = useCallback(
    async (file: SetFile, signal: AbortSignal) => {
      const input = setInput(file, preview);
      if (!input) return;
      const result = await client.call('ingest.import', input, { signal, onProgress: setProgress });
      changeFileSet({ results: [...useFileSet.getState().results, { name: file.name, result }] });
      setWorkspace(result.info);
    },
    [client, preview, setWorkspace],
  );

  const start = useCallback(async () => {
    controller.current = new AbortController();
    const { signal } = controller.current;
    setState('running');
    const done = new Set(useFileSet.getState().results.map(({ name }) => name));
    for (const file of chosenFiles(useFileSet.getState())) {
      if (done.has(file.name)) continue;
      setCurrent(file.name);
      setProgress(null);
      try {
        await importOne(file, signal);
      } catch (error) {
        setState(error instanceof CancelledError ? 'cancelled' : { file: file.name, error });
        return;
      }
    }
    setState('done');
  }, [importOne]);

  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || useFileSet.getState().results.length > 0) return;
    begun.current = true;
    void start();
  }, [start]);

  return {
    state,
    progress,
    current,
    cancel: () => controller.current?.abort(),
    start: () => void start(),
  };
}
