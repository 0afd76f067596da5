import { Alert, Button, Flex } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ImportCheck, Preview } from '../../../shared/contract/ingest.ts';
import type { Progress } from '../../../shared/contract/method.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import { useClient } from '../../app/session.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { ProgressLine, progressText } from '../../components/LoadingState.tsx';
import { toImportInput, useImportDraft } from './importDraft.ts';

/** Reads the file, commits nothing, and says what would change. What it says holds until the draft changes. */
export function EffectPreview({ preview }: { preview: Preview }) {
  const words = useWords();
  const { t } = words;
  const { check, error, progress, running, start, cancel } = useCheck(preview);
  return (
    <Flex vertical gap={8} align="flex-start">
      {running ? (
        <ProgressLine progress={progress} text={progressText(progress, words)} onCancel={cancel} />
      ) : (
        <Button onClick={start}>{t('mode.check')}</Button>
      )}
      {error !== null && <ErrorState error={error} />}
      {check && <Effect check={check} />}
      <span className="quiet">{t('mode.undo')}</span>
    </Flex>
  );
}

function useCheck(preview: Preview) {
  const client = useClient();
  const draft = useImportDraft();
  const input = JSON.stringify(toImportInput(draft, preview));
  const [answer, setAnswer] = useState<{ input: string; check: ImportCheck } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [running, setRunning] = useState(false);
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);

  async function start() {
    const asked = toImportInput(draft, preview);
    if (!asked) return;
    controller.current = new AbortController();
    setRunning(true);
    setError(null);
    try {
      const { signal } = controller.current;
      const check = await client.call('ingest.check', asked, { signal, onProgress: setProgress });
      setAnswer({ input, check });
    } catch (failure) {
      if (!(failure instanceof CancelledError)) setError(failure);
    } finally {
      setRunning(false);
      setProgress(null);
    }
  }

  return {
    check: answer?.input === input ? answer.check : null,
    error,
    progress,
    running,
    start: () => void start(),
    cancel: () => controller.current?.abort(),
  };
}

function Effect({ check }: { check: ImportCheck }) {
  const { t, format, locale } = useWords();
  const { effect, mode } = check;
  const exact = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, signDisplay: 'exceptZero' });
  const rows: [string, number | null, number | null][] = [
    [t('effect.count'), effect.before.rows, effect.after.rows],
    ...(effect.field
      ? [
          [fieldWords(effect.field, t), effect.before.total, effect.after.total] as [
            string,
            number | null,
            number | null,
          ],
        ]
      : []),
  ];
  return (
    <div role="status" className="effect">
      <Alert
        type={effect.replacedRows > 0 ? 'warning' : 'info'}
        showIcon
        title={
          effect.replacedRows > 0
            ? t('effect.replace', { rows: effect.replacedRows, batches: effect.replaced.length })
            : t('effect.none')
        }
        description={[
          mode.mode === 'replace' && mode.from
            ? t('effect.period', { from: mode.from, to: mode.to ?? '' })
            : null,
          mode.mode === 'upsert'
            ? t('effect.keys', { keys: mode.keys.map((key) => fieldWords(key, t)).join(' + ') })
            : null,
          t('effect.rows', {
            accepted: format.value(check.accepted, 'count'),
            quarantined: format.value(check.quarantined, 'count'),
            blank: format.value(check.blank, 'count'),
          }),
        ]
          .filter(Boolean)
          .join(' · ')}
      />
      <Flex wrap gap={32} align="flex-start">
        <table className="small-table is-fitting">
          <thead>
            <tr>
              <th scope="col" aria-label={t('totals.field')} />
              {(['before', 'after', 'change'] as const).map((name) => (
                <th key={name} scope="col" className="is-number">
                  {t(`effect.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, before, after]) => (
              <tr key={name}>
                <td>{name}</td>
                <td className="is-number">{exact.format(before ?? 0)}</td>
                <td className="is-number">{exact.format(after ?? 0)}</td>
                <td className="is-number">{signed.format((after ?? 0) - (before ?? 0))}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {effect.replaced.length > 0 && (
          <table className="small-table is-fitting">
            <caption>{t('effect.batches')}</caption>
            <tbody>
              {effect.replaced.map(({ batch, source, rows: gone }) => (
                <tr key={batch}>
                  <td>
                    {source} ({batch})
                  </td>
                  <td className="is-number">{format.value(gone, 'count')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Flex>
    </div>
  );
}
