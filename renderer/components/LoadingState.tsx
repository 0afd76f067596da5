import { Button, Flex, Progress as ProgressBar, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import type { Progress } from '../../shared/contract/method.ts';
import { useWords, type Words } from '../app/words.tsx';

/** `true` once the thing has been waited for longer than a second. */
function useLong(): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 1000);
    return () => clearTimeout(timer);
  }, []);
  return long;
}

export function progressText(progress: Progress | null, { t, format }: Words): string {
  if (!progress) return t('state.loading');
  const phase = t.dynamic(`progress.${progress.phase}`, {}, t('state.loading'));
  if (progress.rows) return t('progress.rows', { phase, rows: format.value(progress.rows, 'count') });
  return phase;
}

export function progressPercent(progress: Progress | null): number | null {
  if (!progress || progress.total <= 0) return null;
  return Math.min(100, Math.round((progress.done / progress.total) * 100));
}

interface LoadingProps {
  progress: Progress | null;
  onCancel?: () => void;
  /** Over something that is already there: nothing for the first second. */
  quiet?: boolean;
}

/** A grey shape for the first second; then what is being done, how far it is, and a way to stop it. */
export function LoadingState({ progress, onCancel, quiet = false }: LoadingProps) {
  const words = useWords();
  const long = useLong();
  if (!long) return quiet ? null : <Skeleton title={false} paragraph={{ rows: 4 }} />;
  return (
    <ProgressLine
      progress={progress}
      text={progressText(progress, words)}
      {...(onCancel ? { onCancel } : {})}
    />
  );
}

export interface ProgressLineProps {
  progress: Progress | null;
  text: string;
  onCancel?: () => void;
}

/** How far a long job is, in words and as a bar. */
export function ProgressLine({ progress, text, onCancel }: ProgressLineProps) {
  const { t } = useWords();
  const percent = progressPercent(progress);
  return (
    <Flex vertical gap={8} className="progress-line" role="status">
      <span>{text}</span>
      <Flex gap={12} align="center">
        <ProgressBar
          percent={percent ?? 100}
          status="normal"
          showInfo={percent !== null}
          aria-label={text}
          {...(percent === null ? { strokeColor: 'var(--line)' } : {})}
        />
        {onCancel && (
          <Button size="small" onClick={onCancel}>
            {t('action.cancel')}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}
