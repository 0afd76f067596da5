import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { create } from 'zustand';
import type { Progress } from '../../shared/contract/method.ts';
import type { WorkspaceInfo } from '../../shared/contract/workspace.ts';
import { CancelledError } from '../../shared/errors/errors.ts';
import { rememberOpened } from './engineLife.ts';
import type { GrantedFile, HostBridge } from './host.ts';
import { type EngineClient, useClient, useHost, useSession } from './session.ts';
import { forgetSliceHistory } from './sliceState.ts';

interface OpeningState {
  /** What is being opened; asked about where a passphrase or a decision is needed. */
  file: GrantedFile | null;
  busy: boolean;
  progress: Progress | null;
  error: unknown;
  cancel: (() => void) | null;
}

const still: OpeningState = { file: null, busy: false, progress: null, error: null, cancel: null };

/** How the opening of a workspace stands; the dialogs of the start page read it. */
export const useOpening = create<OpeningState>()(() => still);

export function dismissOpening(): void {
  useOpening.setState(still);
}

export interface WorkspaceActions {
  create(name: string, passphrase?: string): Promise<boolean>;
  /** Without a name asks the user for the file. */
  openByName(name?: string): Promise<void>;
  open(file: GrantedFile, options?: { passphrase?: string; readOnly?: boolean }): Promise<boolean>;
  openSample(): Promise<void>;
  /** A file from outside: a workspace is opened, anything else goes to the import of a workspace named after it. */
  takeFile(file: File): Promise<void>;
  takeTable(file: GrantedFile): Promise<void>;
  close(): Promise<void>;
}

const sampleName = 'Sample book';

/** Runs one step of opening and keeps its error for the dialogs. */
async function step(
  file: GrantedFile | null,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const controller = new AbortController();
  useOpening.setState({ ...still, file, busy: true, cancel: () => controller.abort() });
  try {
    await work(controller.signal);
    useOpening.setState(still);
    return true;
  } catch (error) {
    useOpening.setState({ ...still, file, error: error instanceof CancelledError ? null : error });
    return false;
  }
}

function onProgress(progress: Progress): void {
  useOpening.setState({ progress });
}

export function isWorkspaceFile(name: string): boolean {
  return /\.qdeck$/i.test(name);
}

/** A name for the workspace of a data file: the file's, without its endings. */
export function workspaceNameOf(fileName: string): string {
  return fileName.replace(/(\.(csv|tsv|txt|gz|xlsx?|xlsb|ods|zip|parquet|json))+$/i, '') || fileName;
}

/** Creates under the name, or under `name 2`, `name 3` … where there is one already. */
async function createFree(host: HostBridge, name: string): Promise<GrantedFile | null> {
  const taken = new Set((await host.workspaces()).map((entry) => workspaceStem(entry.name).toLowerCase()));
  let free = name;
  for (let copy = 2; taken.has(free.toLowerCase()); copy += 1) free = `${name} ${copy}`;
  return host.createWorkspace(free);
}

function createActions(host: HostBridge, client: EngineClient, forget: () => void): WorkspaceActions {
  function enter(info: WorkspaceInfo, file: GrantedFile, readOnly = false): void {
    forget();
    rememberOpened(file, readOnly);
    useSession.getState().setWorkspace(info);
  }
  async function createIn(file: GrantedFile, passphrase?: string): Promise<void> {
    const info = await client.call('workspace.create', {
      file: file.handle,
      ...(passphrase ? { passphrase } : {}),
    });
    enter(info, file);
  }
  const open: WorkspaceActions['open'] = (file, { passphrase, readOnly } = {}) =>
    step(file, async (signal) => {
      const info = await client.call(
        'workspace.open',
        { file: file.handle, ...(passphrase ? { passphrase } : {}), ...(readOnly ? { readOnly } : {}) },
        { signal, onProgress },
      );
      enter(info, file, readOnly);
    });
  const takeTable: WorkspaceActions['takeTable'] = async (file) => {
    if (useSession.getState().workspace) {
      useSession.getState().bringToImport(file);
      return;
    }
    await step(null, async () => {
      const target = await createFree(host, workspaceNameOf(file.name));
      if (!target) return;
      await createIn(target);
      useSession.getState().bringToImport(file);
    });
  };
  return {
    open,
    takeTable,
    create: (name, passphrase) =>
      step(null, async () => {
        const file = await host.createWorkspace(name);
        if (!file) throw new CancelledError();
        await createIn(file, passphrase);
      }),
    openByName: async (name) => {
      let file: GrantedFile | null = null;
      const granted = await step(null, async () => {
        file = await host.openWorkspace(name);
      });
      if (granted && file) await open(file);
    },
    openSample: async () => {
      const present = await host.workspaces();
      const existing = present.find((entry) => workspaceStem(entry.name) === sampleName);
      await step(null, (signal) =>
        existing ? openExistingSample(existing.name, signal) : makeSample(signal),
      );
    },
    takeFile: async (file) => {
      let granted: GrantedFile | null = null;
      const given = await step(null, async (signal) => {
        granted = await host.grantDropped(
          file,
          (done, total) => onProgress({ phase: 'transfer', done, total }),
          signal,
        );
      });
      if (!given || !granted) return;
      await (isWorkspaceFile(file.name) ? open(granted) : takeTable(granted));
    },
    close: async () => {
      await client.call('workspace.close', {});
      rememberOpened(null);
      forget();
      useSession.getState().setWorkspace(null);
    },
  };

  async function openExistingSample(name: string, signal: AbortSignal): Promise<void> {
    const file = await host.openWorkspace(name);
    if (file) enter(await client.call('workspace.open', { file: file.handle }, { signal }), file);
  }
  async function makeSample(signal: AbortSignal): Promise<void> {
    const file = await createFree(host, sampleName);
    if (file)
      enter(await client.call('workspace.sample', { file: file.handle }, { signal, onProgress }), file);
  }
}

export function workspaceStem(name: string): string {
  return name.replace(/\.qdeck$/i, '');
}

/** Everything that changes which workspace is open. */
export function useWorkspaceActions(): WorkspaceActions {
  const host = useHost();
  const client = useClient();
  const queries = useQueryClient();
  return useMemo(
    () =>
      createActions(host, client, () => {
        queries.clear();
        forgetSliceHistory();
        // Filters and pages of one workspace mean nothing in another.
        window.location.hash = '#/';
      }),
    [host, client, queries],
  );
}
