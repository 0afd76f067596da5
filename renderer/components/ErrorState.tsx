import { Alert, Button, Empty, Flex } from 'antd';
import { useState } from 'react';
import { ExpectedError } from '../../shared/errors/errors.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import { useWords } from '../app/words.tsx';

export interface ErrorWords {
  title: string;
  where: string | null;
  hint: string;
}

/** What happened, where, and what now, in the reader's language. */
export function errorWords(error: unknown, t: Translate): ErrorWords {
  if (!(error instanceof ExpectedError)) {
    return { title: t('state.bug'), where: null, hint: t('state.bug.hint') };
  }
  const { code, details, message } = error;
  const params = { ...details.params };
  if (details.file) params.file = details.file;
  if (details.row !== undefined) params.row = details.row;
  if (details.column) params.column = details.column;
  const where = [
    details.file && t('error.where.file', { file: details.file }),
    details.row !== undefined && t('error.where.row', { row: details.row }),
    details.column && t('error.where.column', { column: details.column }),
  ].filter((part) => typeof part === 'string');
  return {
    title: safeDynamic(t, `error.${code}`, params, message),
    where: where.length > 0 ? where.join(t('list.separator')) : null,
    hint: safeDynamic(t, `error.${code}.hint`, params, details.hint ?? ''),
  };
}

/** A sentence whose parameters are missing must not hide the error it tells of. */
function safeDynamic(
  t: Translate,
  key: string,
  params: Record<string, string | number>,
  fallback: string,
): string {
  try {
    return t.dynamic(key, params, fallback);
  } catch {
    return fallback;
  }
}

export function errorDetails(error: unknown): string {
  if (error instanceof ExpectedError) {
    return JSON.stringify({ code: error.code, message: error.message, ...error.details }, null, 2);
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Nothing went wrong: the data, or the filters in force, leave nothing to answer from. */
const unanswerable: ReadonlySet<string> = new Set(['noData', 'tooLittleData', 'noSubstitutes']);

/** An error on the screen, with its details one click from a mail to whoever can help. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const { title, where, hint } = errorWords(error, t);
  if (error instanceof ExpectedError && unanswerable.has(error.code)) {
    return (
      <output className="unanswerable">
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={
            <>
              {title}
              {hint && <p className="error-hint">{hint}</p>}
            </>
          }
        />
      </output>
    );
  }
  const copy = async () => {
    await navigator.clipboard.writeText(errorDetails(error));
    setCopied(true);
  };
  return (
    <Alert
      type="error"
      className="error-state"
      showIcon
      role="alert"
      title={title}
      description={
        <>
          {where && <p className="error-where">{where}</p>}
          {hint && <p className="error-hint">{hint}</p>}
          <Flex gap={8}>
            {onRetry && (
              <Button size="small" type="primary" onClick={onRetry}>
                {t('action.retry')}
              </Button>
            )}
            <Button size="small" onClick={() => void copy()}>
              {copied ? t('action.copied') : t('action.copyDetails')}
            </Button>
          </Flex>
        </>
      }
    />
  );
}
