import { rm } from 'node:fs/promises';
import type { Handlers } from '../../../shared/contract/method.ts';
import type { workspaceContract } from '../../../shared/contract/workspace.ts';
import { currencyCode, reportingSetting } from '../../../shared/domain/currency.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';
import { inCurrency } from '../book/currency/reporting.ts';
import { runStepsBeside } from '../book/steps.ts';
import { exportTable } from '../briefing/exportTable.ts';
import type { FileGrants } from '../files.ts';
import { quarantinedRows, quarantineTable } from '../ingest/quarantineTable.ts';
import { repairTable } from '../ingest/repair/repairFile.ts';
import { writeSample } from '../sample/writeSample.ts';
import type { Session } from '../session.ts';
import { createWorkspace } from '../workspace/createWorkspace.ts';

/** The file that holds everything: open, close, undo, check, back up. */
export function workspaceHandlers(
  session: Session,
  grants: FileGrants,
  open: Handlers<typeof workspaceContract, AbortSignal>['workspace.open'],
): Handlers<typeof workspaceContract, AbortSignal> {
  return {
    'workspace.create': ({ file, passphrase }) => {
      session.replace(null);
      session.replace(createWorkspace(grants.resolve(file, 'write'), { passphrase }));
      return session.info();
    },
    'workspace.open': open,
    'workspace.sample': async ({ file, passphrase, ...options }, { signal, progress }) => {
      session.replace(null);
      const path = grants.resolve(file, 'write');
      const workspace = createWorkspace(path, { passphrase });
      try {
        await writeSample(workspace, options, { signal, progress });
      } catch (error) {
        workspace.close();
        await rm(path, { force: true });
        throw error;
      }
      session.replace(workspace);
      return session.info();
    },
    'workspace.close': () => {
      session.replace(null);
      return null;
    },
    'workspace.info': (_, context) => (session.hasWorkspace() ? session.info(context) : null),
    'workspace.check': (_, { signal, progress }) =>
      session.workspace().check((done, total) => progress({ phase: 'check', done, total }), signal),
    'workspace.backup': async ({ file }, { signal, progress }) => ({
      bytes: await session
        .workspace()
        .backup(
          grants.resolve(file, 'write'),
          (done, total) => progress({ phase: 'backup', done, total }),
          signal,
        ),
    }),
    'workspace.batches': () => session.workspace().batches(),
    'workspace.undo': ({ batch }, { progress }) => {
      session.workspace().setBatchState(batch, 'undone');
      return session.info({ progress });
    },
    'workspace.redo': ({ batch }, { progress }) => {
      session.workspace().setBatchState(batch, 'active');
      return session.info({ progress });
    },
    'workspace.quarantine': ({ batch, offset, limit }) =>
      session.workspace().quarantine(batch, offset, limit),
    'workspace.exportQuarantine': async ({ batch, file, locale }, { signal }) => {
      const workspace = session.workspace();
      const t = createTranslate(locale ?? 'en');
      const table = workspace.reading(batch)
        ? repairTable(workspace, batch, (reason) => t.dynamic(`reason.${reason}`, {}, reason))
        : quarantineTable(await runStepsBeside(quarantinedRows(workspace, batch), { signal }));
      await exportTable(table, 'csv', grants.resolve(file, 'write'), { signal });
      return { rows: table.n };
    },
    'workspace.audit': ({ limit }) => session.workspace().auditLog(limit),
    'workspace.setCurrency': async ({ currency }, context) => {
      const code = currency === null ? null : currencyCode(currency);
      if (code !== null) inCurrency(await session.ready(context), code);
      const before = session.workspace().getSetting(reportingSetting);
      session.workspace().setSetting(reportingSetting, code);
      if (code !== null && code !== before)
        session.workspace().audit('currency', `${before ?? ''} → ${code}`);
      return session.info(context);
    },
    'workspace.getSetting': ({ key }) => session.workspace().getSetting(key),
    'workspace.setSetting': ({ key, value }) => {
      session.workspace().setSetting(key, value);
      return null;
    },
  };
}
