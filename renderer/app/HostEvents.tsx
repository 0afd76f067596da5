import { useEffect } from 'react';
import { useDialogs } from './dialogs.ts';
import type { HostBridge, LaunchFile, MenuCommand } from './host.ts';
import { useHost, usePreferences, useSession } from './session.ts';
import { useSlice } from './sliceState.ts';
import { useWorkspaceActions, type WorkspaceActions } from './workspaceActions.ts';

async function takeLaunchFile(file: LaunchFile, actions: WorkspaceActions): Promise<void> {
  await (file.kind === 'workspace' ? actions.open(file) : actions.takeTable(file));
  const { launch, setLaunch } = useSession.getState();
  if (launch === file) setLaunch(null);
}

async function importThroughHost(host: HostBridge, actions: WorkspaceActions): Promise<void> {
  const file = await host.openFile();
  if (file) await actions.takeTable(file);
}

/** Connects what the program around the page tells to what the page does. */
export function HostEvents() {
  const host = useHost();
  const actions = useWorkspaceActions();
  const locale = usePreferences((preferences) => preferences.locale);
  const launch = useSession((session) => session.launch);
  const show = useDialogs((dialogs) => dialogs.show);
  const { undo, redo } = useSlice();

  useEffect(() => {
    void host.setLanguage(locale);
  }, [host, locale]);

  useEffect(() => {
    if (launch) void takeLaunchFile(launch, actions);
  }, [launch, actions]);

  useEffect(() => {
    const run: Partial<Record<MenuCommand, () => void>> = {
      newWorkspace: () => void leaveFor(actions, () => show('naming', true)),
      openWorkspace: () => void actions.openByName(),
      openSample: () => void actions.openSample(),
      importFile: () => void importThroughHost(host, actions),
      closeWorkspace: () => void actions.close(),
      openPalette: () => show('palette', true),
      undo,
      redo,
    };
    return host.onMenu((command) => run[command]?.());
  }, [host, actions, undo, redo, show]);

  return null;
}

/** The dialog for a new workspace belongs to the start page. */
async function leaveFor(actions: WorkspaceActions, then: () => void): Promise<void> {
  if (useSession.getState().workspace) await actions.close();
  then();
}
