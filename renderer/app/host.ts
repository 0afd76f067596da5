import type { ByteChannel } from '../../shared/contract/channel.ts';
import type { DesktopBridge, MenuCommand } from '../../shared/contract/desktop.ts';
import type { Locale } from '../../shared/i18n/messages.ts';

export type { MenuCommand };

declare global {
  interface Window {
    /** Present under Electron only. */
    readonly quarterdeck?: DesktopBridge<File>;
  }
}

/** A file the engine may read or write; the page never sees a path. */
export interface GrantedFile {
  handle: string;
  /** File name, as shown to the user. */
  name: string;
}

export interface WorkspaceEntry {
  name: string;
  /** Milliseconds since 1970. */
  modified: number;
  bytes: number;
}

/**
 * What the page needs from the program around it: a way to the engine, and files. Nothing else differs between hosts.
 * A null file means that the user closed the dialog without choosing.
 */
export interface HostBridge {
  readonly kind: 'browser' | 'electron';
  /** A fresh connection to the engine; ends when the engine does, after which it may be called again. */
  connect(): Promise<ByteChannel>;
  /** Workspaces of the library folder and those opened lately, newest first. */
  workspaces(): Promise<WorkspaceEntry[]>;
  /** A new file of that name; `alreadyExists` where there is one. */
  createWorkspace(name: string): Promise<GrantedFile | null>;
  /** One of `workspaces()` by name; without a name, asks the user for a file. */
  openWorkspace(name?: string): Promise<GrantedFile | null>;
  /** Asks the user for a data file to import. */
  openFile(onProgress?: TransferProgress, signal?: AbortSignal): Promise<GrantedFile | null>;
  /** A file dropped on the window. */
  grantDropped(file: File, onProgress?: TransferProgress, signal?: AbortSignal): Promise<GrantedFile>;
  /** Where the engine shall write a file for the user. Call `finishSave` when it has. */
  saveTarget(suggestedName: string): Promise<GrantedFile | null>;
  finishSave(file: GrantedFile): Promise<void>;
  /** Saves a picture the page itself made; false where the user closed the dialog. */
  saveBytes(suggestedName: string, bytes: Uint8Array): Promise<boolean>;
  /** The engine is done with a file that was only on its way in; the browser host deletes its copy. */
  release(file: GrantedFile): Promise<void>;
  /** Language of menus and dialogs that are not part of the page. */
  setLanguage(locale: Locale): Promise<void>;
  /** The file the program was started with, once; after that, and without one, null. */
  launchFile(): Promise<LaunchFile | null>;
  /** Calls back for every choice in the native menu, and for files the system asks to open; returns the way to stop. */
  onMenu(listener: (command: MenuCommand) => void): () => void;
  onLaunchFile(listener: (file: LaunchFile) => void): () => void;
}

export type TransferProgress = (done: number, total: number) => void;

export interface LaunchFile extends GrantedFile {
  kind: 'workspace' | 'table';
}
