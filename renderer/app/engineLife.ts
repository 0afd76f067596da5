import type { EngineContract } from '../../shared/contract/contract.ts';
import { connectClient } from '../../shared/contract/rpc.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';
import type { GrantedFile, HostBridge } from './host.ts';
import { type EngineClient, useSession } from './session.ts';

/** What to open again when the engine has to be started anew. No passphrase: that is asked for again. */
let opened: { file: GrantedFile; readOnly: boolean } | null = null;

export function rememberOpened(file: GrantedFile | null, readOnly = false): void {
  opened = file ? { file, readOnly } : null;
}

const attempts = 5;

async function connect(host: HostBridge): Promise<EngineClient> {
  const channel = await host.connect();
  const client = connectClient<EngineContract>({
    ...channel,
    onClose: (listener) =>
      channel.onClose((reason) => {
        listener(reason);
        if (useSession.getState().client === client) void restart(host);
      }),
  });
  return client;
}

/**
 * Connects this window to the engine, and again whenever the engine ends by itself. A workspace that the program was
 * started with is opened at once; the start page is never seen.
 */
export async function startEngine(host: HostBridge): Promise<void> {
  const session = useSession.getState();
  host.onLaunchFile(session.setLaunch);
  try {
    const [client, launch] = await Promise.all([connect(host), host.launchFile()]);
    if (launch) session.setLaunch(launch);
    if (launch?.kind !== 'workspace') session.setWorkspace(await client.call('workspace.info', {}));
    session.setClient(client, 'ready');
  } catch {
    session.setClient(null, 'lost');
  }
}

async function restart(host: HostBridge): Promise<void> {
  useSession.getState().setClient(null, 'restarting');
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      const client = await connect(host);
      await reopen(client);
      useSession.getState().setClient(client, 'restarted');
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 300 * 2 ** attempt));
    }
  }
  useSession.getState().setClient(null, 'lost');
}

/** Brings the workspace back as it was; one with a passphrase goes back to the start page, which asks for it. */
async function reopen(client: EngineClient): Promise<void> {
  const present = await client.call('workspace.info', {});
  const { setWorkspace } = useSession.getState();
  if (present || !opened) {
    setWorkspace(present);
    return;
  }
  try {
    const { file, readOnly } = opened;
    setWorkspace(await client.call('workspace.open', { file: file.handle, readOnly }));
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'engineLost') throw error;
    setWorkspace(null);
    useSession.getState().askAgain(opened.file);
  }
}
