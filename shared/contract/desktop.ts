import type { WireError } from '../errors/errors.ts';

/** How the desktop shell answers: Electron's own errors lose their code on the way to a page. */
export type Reply<T> = { value: T } | { error: WireError };

export interface DesktopFile {
  handle: string;
  name: string;
}

export interface DesktopLaunchFile extends DesktopFile {
  kind: 'workspace' | 'table';
}

export const menuCommands = [
  'newWorkspace',
  'openWorkspace',
  'openSample',
  'importFile',
  'closeWorkspace',
  'openPalette',
  'undo',
  'redo',
] as const;
export type MenuCommand = (typeof menuCommands)[number];

/** A page sends this to itself with the engine's port: a port crosses from the preload script in no other way. */
export const enginePortMessage = 'quarterdeck:engine-port';

/**
 * Everything the desktop shell gives a page, as `window.quarterdeck`. `DroppedFile` is the DOM's File, which shared
 * code does not know.
 */
export interface DesktopBridge<DroppedFile> {
  connect(): Promise<Reply<null>>;
  workspaces(): Promise<Reply<{ name: string; modified: number; bytes: number }[]>>;
  createWorkspace(name: string): Promise<Reply<DesktopFile | null>>;
  openWorkspace(name: string | null): Promise<Reply<DesktopFile | null>>;
  openFile(): Promise<Reply<DesktopFile | null>>;
  grantDropped(file: DroppedFile): Promise<Reply<DesktopFile>>;
  saveTarget(suggestedName: string): Promise<Reply<DesktopFile | null>>;
  saveBytes(suggestedName: string, bytes: Uint8Array): Promise<Reply<boolean>>;
  release(handle: string): Promise<Reply<null>>;
  launchFile(): Promise<Reply<DesktopLaunchFile | null>>;
  setLanguage(locale: 'en' | 'zh-CN'): Promise<Reply<null>>;
  onMenu(listener: (command: MenuCommand) => void): () => void;
  onLaunchFile(listener: (file: DesktopLaunchFile) => void): () => void;
}
