import { Alert, Button, Flex } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ImportCheck, Preview, SetFile } from '../../../shared/contract/ingest.ts';
import type { Progress } from '../../../shared/contract/method.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import { useClient } from '../../app/session.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { errorWords } from '../../components/ErrorState.tsx';
import { ProgressLine, progressText } from '../../components/LoadingState.tsx';
import { type PlainColumn, PlainTable } from '../../components/PlainTable.tsx';
import { chosenFiles, useFileSet } from './fileSet.ts';
import { toImportInput, useImportDraft } from './importDraft.ts';
import { setInput } from './setInput.ts';

/** What reading one file found, or why it could not be read. */
type Checked = { name: string } & ({ check: ImportCheck } | { error: unknown });

/** Reads every file of a set, commits nothing, and says of each what would change. Holds until the draft changes. */
export function SetEffect({ preview }: { preview: Preview }) {
  const words = useWords();
  const { t } = words;
  const { checked, running, progress, current, total, start, cancel } = useSetCheck(preview);
  return (
    <Flex vertical gap={8} align="flex-start">
      {running ? (
        <ProgressLine
          progress={progress}
          text={t('set.checking', {
            done: Math.min(total, checked.length + 1),
            total,
            file: current,
            phase: progressText(progress, words),
          })}
          onCancel={cancel}
        />
      ) : (
        <Button onClick={start}>{t('mode.check')}</Button>
      )}
      {checked.length > 0 && <Checks checked={checked} total={total} running={running} />}
      <span className="quiet">{t('mode.undo')}</span>
    </Flex>
  );
}

function useSetCheck(preview: Preview) {
  const client = useClient();
  const draft = useImportDraft();
  const set = useFileSet();
  const files = chosenFiles(set);
  const asked = JSON.stringify([
    toImportInput(draft, preview),
    set.fileColumn,
    files.map(({ name }) => name),
  ]);
  const [answer, setAnswer] = useState<{ asked: string; checked: Checked[] }>({ asked, checked: [] });
  const [progress, setProgress] = useState<Progress | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);

  async function check(file: SetFile, signal: AbortSignal): Promise<Checked | null> {
    const input = setInput(file, preview);
    if (!input) return null;
    try {
      const found = await client.call('ingest.check', input, { signal, onProgress: setProgress });
      return { name: file.name, check: found };
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      return { name: file.name, error };
    }
  }

  async function start() {
    controller.current = new AbortController();
    const { signal } = controller.current;
    const checked: Checked[] = [];
    setAnswer({ asked, checked });
    try {
      for (const file of files) {
        setCurrent(file.name);
        setProgress(null);
        const one = await check(file, signal);
        if (one) checked.push(one);
        setAnswer({ asked, checked: [...checked] });
      }
    } catch (failure) {
      if (!(failure instanceof CancelledError)) throw failure;
    } finally {
      setCurrent(null);
    }
  }

  return {
    checked: answer.asked === asked ? answer.checked : [],
    running: current !== null,
    progress,
    current: current ?? '',
    total: files.length,
    start: () => void start(),
    cancel: () => controller.current?.abort(),
  };
}

function Checks({ checked, total, running }: { checked: Checked[]; total: number; running: boolean }) {
  const words = useWords();
  const { t, format } = words;
  const count = (value: number) => format.value(value, 'count');
  const checks = checked.flatMap((one) => ('check' in one ? [one.check] : []));
  const sum = (value: (check: ImportCheck) => number) =>
    count(checks.reduce((all, check) => all + value(check), 0));
  const params = { files: checked.length, total };
  const failed = checked.length - checks.length;
  const replaces = checks.some(({ effect }) => effect.replacedRows > 0);
  return (
    <div role="status" className="effect">
      {!running && (
        <Alert
          type={failed > 0 ? 'error' : replaces || checked.length < total ? 'warning' : 'info'}
          showIcon
          title={failed > 0 ? t('set.checkFailed', { ...params, failed }) : t('set.checked', params)}
          description={t('effect.rows', {
            accepted: sum(({ accepted }) => accepted),
            quarantined: sum(({ quarantined }) => quarantined),
            blank: sum(({ blank }) => blank),
          })}
        />
      )}
      <PlainTable
        label={t('set.title')}
        columns={checkColumns(words)}
        rows={checked}
        rowKey={({ name }) => name}
      />
    </div>
  );
}

function checkColumns(words: Words): PlainColumn<Checked>[] {
  const { t, format } = words;
  const number = (
    key: string,
    title: string,
    value: (check: ImportCheck) => number,
  ): PlainColumn<Checked> => ({
    key,
    title,
    isNumber: true,
    cell: (row) => ('check' in row ? format.value(value(row.check), 'count') : ''),
  });
  return [
    { key: 'file', title: t('set.file'), cell: ({ name }) => name },
    number('rows', t('result.rows'), ({ rows }) => rows),
    number('accepted', t('result.accepted'), ({ accepted }) => accepted),
    number('quarantined', t('result.quarantined'), ({ quarantined }) => quarantined),
    number('replaced', t('set.replaced'), ({ effect }) => effect.replacedRows),
    {
      key: 'remark',
      title: t('set.remark'),
      cell: (row) => {
        if ('error' in row) {
          const { title, where } = errorWords(row.error, t);
          return where ? `${title} (${where})` : title;
        }
        const { importedBefore } = row.check;
        return importedBefore === null ? '' : t('set.known', { batch: importedBefore });
      },
    },
  ];
}
