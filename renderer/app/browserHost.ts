import type { ByteChannel } from '../../shared/contract/channel.ts';
import { fromWireError, type WireError } from '../../shared/errors/errors.ts';
import type { GrantedFile, HostBridge, LaunchFile, TransferProgress, WorkspaceEntry } from './host.ts';
import { hostLost } from './hostError.ts';
import { uploadFile } from './upload.ts';

const workspaceExtension = '.qdeck';
const tableTypes =
  '.csv,.tsv,.txt,.gz,.zip,.xlsx,.xlsm,.xls,.xlsb,.ods,.parquet,.arrow,.feather,.json,.jsonl,.ndjson,.sqlite,.db';

/** The page in a browser, served by a process on this machine. Files go to it as uploads and come back as downloads. */
export function createBrowserHost(): HostBridge {
  return {
    kind: 'browser',
    connect,
    workspaces: () => get<WorkspaceEntry[]>('workspaces'),
    createWorkspace: (name) => post<GrantedFile>('workspaces/create', { name }),
    openWorkspace: async (name) => (name === undefined ? pickWorkspace() : post('workspaces/open', { name })),
    openFile: async (onProgress, signal) => {
      const file = await pickFile(tableTypes);
      return file ? send(file, onProgress, signal) : null;
    },
    grantDropped: send,
    saveTarget: (name) => post<GrantedFile>('save', { name }),
    finishSave: async ({ handle, name }) =>
      follow(`/host/download?handle=${encodeURIComponent(handle)}`, name),
    saveBytes,
    // Reaches the host also while the page is being closed.
    release: ({ handle }) => post('release', { handle }, { keepalive: true }),
    setLanguage: async () => undefined,
    launchFile: () => get<LaunchFile | null>('launch'),
    onMenu: () => () => undefined,
    onLaunchFile: () => () => undefined,
  };
}

function connect(): Promise<ByteChannel> {
  const socket = new WebSocket(`ws://${location.host}/host/engine`);
  socket.binaryType = 'arraybuffer';
  const { promise, resolve, reject } = Promise.withResolvers<ByteChannel>();
  let onClose: (reason: string) => void = () => reject(hostLost());
  socket.addEventListener('close', (event) => onClose(event.reason || 'closed'));
  socket.addEventListener('open', () =>
    resolve({
      send: (bytes) => socket.send(bytes as Uint8Array<ArrayBuffer>),
      onMessage: (listener) =>
        socket.addEventListener('message', ({ data }) => {
          if (data instanceof ArrayBuffer) listener(new Uint8Array(data));
        }),
      onClose: (listener) => {
        onClose = listener;
      },
      close: () => socket.close(),
    }),
  );
  return promise;
}

async function get<T>(what: string): Promise<T> {
  return ask(`/host/${what}`, {});
}

async function post<T>(what: string, body: object, options: RequestInit = {}): Promise<T> {
  const headers = { 'Content-Type': 'application/json' };
  return ask(`/host/${what}`, { ...options, method: 'POST', headers, body: JSON.stringify(body) });
}

async function ask<T>(address: string, options: RequestInit): Promise<T> {
  const response = await fetch(address, options).catch(() => null);
  if (!response?.headers.get('Content-Type')?.startsWith('application/json')) throw hostLost();
  const answer: unknown = await response.json();
  if (response.ok) return answer as T;
  throw fromWireError((answer as { error: WireError }).error);
}

/** A workspace dropped here comes into the library, anything else is a table on its way into a workspace. */
function send(file: File, onProgress?: TransferProgress, signal?: AbortSignal): Promise<GrantedFile> {
  const to = file.name.toLowerCase().endsWith(workspaceExtension) ? 'workspaces/add' : 'upload';
  return uploadFile(`/host/${to}?name=${encodeURIComponent(file.name)}`, file, onProgress, signal);
}

async function pickWorkspace(): Promise<GrantedFile | null> {
  const file = await pickFile(workspaceExtension);
  return file ? send(file) : null;
}

/** Chromium, Firefox and Safari all tell when the dialog is closed without a choice. */
function pickFile(accept: string): Promise<File | null> {
  const { promise, resolve } = Promise.withResolvers<File | null>();
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.hidden = true;
  input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
  input.addEventListener('cancel', () => resolve(null));
  document.body.append(input);
  input.click();
  return promise.finally(() => input.remove());
}

async function saveBytes(suggestedName: string, bytes: Uint8Array): Promise<boolean> {
  const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  follow(address, suggestedName);
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return true;
}

function follow(address: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}
