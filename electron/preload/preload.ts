import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import {
  type DesktopBridge,
  type DesktopLaunchFile,
  enginePortMessage,
  type MenuCommand,
  type Reply,
} from '../../shared/contract/desktop.ts';

function ask<T>(name: keyof DesktopBridge<File>, input?: unknown): Promise<Reply<T>> {
  return ipcRenderer.invoke(`quarterdeck:${name}`, input);
}

/** Hands over what was told, never the event: it holds Electron's own objects. */
function listen<T>(channel: string, listener: (value: T) => void): () => void {
  const pass = (_event: IpcRendererEvent, value: T) => listener(value);
  ipcRenderer.on(channel, pass);
  return () => void ipcRenderer.off(channel, pass);
}

const bridge: DesktopBridge<File> = {
  connect: () => ask('connect'),
  workspaces: () => ask('workspaces'),
  createWorkspace: (name) => ask('createWorkspace', name),
  openWorkspace: (name) => ask('openWorkspace', name),
  openFile: () => ask('openFile'),
  /** Only a file the user really dropped has a path; one made by the page has none. */
  grantDropped: (file) => ask('grantDropped', webUtils.getPathForFile(file)),
  saveTarget: (suggestedName) => ask('saveTarget', suggestedName),
  saveBytes: (suggestedName, bytes) => ask('saveBytes', { name: suggestedName, bytes }),
  release: (handle) => ask('release', handle),
  launchFile: () => ask('launchFile'),
  setLanguage: (locale) => ask('setLanguage', locale),
  onMenu: (listener) => listen<MenuCommand>('quarterdeck:menu', listener),
  onLaunchFile: (listener) => listen<DesktopLaunchFile>('quarterdeck:launchFile', listener),
};

contextBridge.exposeInMainWorld('quarterdeck', bridge);

ipcRenderer.on(enginePortMessage, ({ ports }) => {
  window.postMessage(enginePortMessage, window.location.origin, [...ports]);
});
