import { App } from 'antd';
import { useCallback } from 'react';
import type { Exhibit } from '../../shared/domain/exhibit.ts';
import { CancelledError } from '../../shared/errors/errors.ts';
import { errorWords } from '../components/ErrorState.tsx';
import type { GrantedFile } from './host.ts';
import { useClient, useHost, useSession } from './session.ts';
import { useWords } from './words.tsx';

/** A title as a file name on every system: no reserved characters, not too long. */
export function fileName(title: string, extension: string): string {
  const clean = title
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
  return `${clean.replace(/[. ]+$/, '') || 'quarterdeck'}.${extension}`;
}

export interface Save {
  /** Asks where, has the engine write it there, and says what came of it. */
  toFile(name: string, write: (file: GrantedFile) => Promise<string>): Promise<void>;
  exhibit(exhibit: Exhibit, table: string, title: string, format: 'xlsx' | 'csv'): Promise<void>;
  bytes(name: string, bytes: Uint8Array): Promise<void>;
  /** Runs something and shows its error, if any, as a passing notice. */
  attempt(work: () => Promise<string | null>): Promise<void>;
}

/** Everything that leaves as a file goes through here, so that it ends the same way. */
export function useSave(): Save {
  const { message } = App.useApp();
  const { t, format, locale } = useWords();
  const client = useClient();
  const host = useHost();
  const workspace = useSession((session) => session.workspace?.name ?? '');

  const attempt = useCallback(
    async (work: () => Promise<string | null>) => {
      try {
        const said = await work();
        if (said) message.success(said);
      } catch (error) {
        if (error instanceof CancelledError) return;
        const { title, hint } = errorWords(error, t);
        message.error(hint ? `${title} ${hint}` : title, 8);
      }
    },
    [message, t],
  );
  const toFile = useCallback(
    (name: string, write: (file: GrantedFile) => Promise<string>) =>
      attempt(async () => {
        const file = await host.saveTarget(name);
        if (!file) return null;
        const said = await write(file);
        await host.finishSave(file);
        return said;
      }),
    [attempt, host],
  );
  const exhibit = useCallback<Save['exhibit']>(
    (answer, table, title, kind) =>
      toFile(fileName(`${workspace} ${title}`, kind), async (file) => {
        const { rows } = await client.call('export.exhibit', {
          ask: answer.ask,
          table,
          format: kind,
          locale,
          file: file.handle,
        });
        return t('save.rows', { name: file.name, rows: format.value(rows, 'count') });
      }),
    [toFile, client, workspace, locale, t, format],
  );
  const bytes = useCallback<Save['bytes']>(
    (name, content) =>
      attempt(async () => ((await host.saveBytes(name, content)) ? t('save.done', { name }) : null)),
    [attempt, host, t],
  );
  return { toFile, exhibit, bytes, attempt };
}
