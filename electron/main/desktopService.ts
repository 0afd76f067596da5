import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { z } from 'zod';
import { enginePortMessage } from '../../shared/contract/desktop.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';
import { type Locale, locales } from '../../shared/i18n/messages.ts';
import type { EngineSupervisor } from '../host/engineSupervisor.ts';
import { type LaunchedFile, openLaunchFile } from '../host/launchFile.ts';
import type { Library } from '../host/library.ts';
import type { RecentFiles } from '../host/recentFiles.ts';
import type { FileDialogs } from './fileDialogs.ts';
import { answer } from './ipc.ts';

export interface DesktopParts {
  engine: EngineSupervisor<MessagePortMain>;
  library: Library;
  recent: RecentFiles;
  dialogs: FileDialogs;
  own(): WebContents | null;
  /** The next file waiting to be opened, if any. */
  takeLaunchFile(): Promise<LaunchedFile | null>;
  setLanguage(locale: Locale): void;
}

const nothing = z.undefined();
const text = z.string().min(1).max(1000);
const largestPicture = 256 * 1024 * 1024;

/** Everything a page may ask of the desktop shell; the names are those of DesktopBridge. */
export function serveDesktop(parts: DesktopParts): void {
  const { engine, own } = parts;
  answer('connect', nothing, own, (_input, sender) => connect(engine, sender));
  answer('workspaces', nothing, own, async () => {
    const entries = await parts.library.list();
    return entries.map(({ name, modified, bytes }) => ({ name, modified, bytes }));
  });
  answer('createWorkspace', text, own, async (name) => {
    const place = await parts.library.reserve(name);
    return engine.grant(place.path, 'write', place.name);
  });
  answer('openWorkspace', text.nullable(), own, (name) => openWorkspace(parts, name));
  answer('openFile', nothing, own, async () => {
    const path = await parts.dialogs.table();
    return path === null ? null : engine.grant(path, 'read', basename(path));
  });
  answer('grantDropped', text, own, (path) => grantDropped(parts, path));
  answer('saveTarget', text, own, async (name) => {
    const path = await parts.dialogs.target(name);
    return path === null ? null : engine.grant(path, 'write', basename(path));
  });
  answer('saveBytes', z.strictObject({ name: text, bytes: z.instanceof(Uint8Array) }), own, (picture) =>
    saveBytes(parts, picture.name, picture.bytes),
  );
  answer('release', text, own, (handle) => {
    engine.revoke(handle);
    return null;
  });
  answer('launchFile', nothing, own, () => parts.takeLaunchFile());
  answer('setLanguage', z.enum(locales), own, (locale) => {
    parts.setLanguage(locale);
    return null;
  });
}

/** One end of a fresh channel for the engine, the other for the page; main itself never sees what passes. */
function connect(engine: EngineSupervisor<MessagePortMain>, sender: WebContents): null {
  const { port1, port2 } = new MessageChannelMain();
  engine.connectPort(port1);
  sender.postMessage(enginePortMessage, null, [port2]);
  return null;
}

async function openWorkspace(parts: DesktopParts, name: string | null) {
  if (name !== null) {
    const entry = await parts.library.find(name);
    return parts.engine.grant(entry.path, 'write', entry.name);
  }
  const path = await parts.dialogs.workspace();
  if (path === null) return null;
  const { handle, name: shown } = await opened(parts, path);
  return { handle, name: shown };
}

async function grantDropped(parts: DesktopParts, path: string) {
  const { handle, name } = await opened(parts, path);
  return { handle, name };
}

async function opened(parts: DesktopParts, path: string): Promise<LaunchedFile> {
  const file = await openLaunchFile(path, parts.engine, parts.recent);
  if (file) return file;
  throw new ExpectedError('notFound', `There is no file ${path}.`, { file: path });
}

async function saveBytes(parts: DesktopParts, name: string, bytes: Uint8Array): Promise<boolean> {
  if (bytes.byteLength > largestPicture) throw new ExpectedError('badRequest', 'The picture is too large.');
  const path = await parts.dialogs.target(name);
  if (path === null) return false;
  try {
    await writeFile(path, bytes);
  } catch (error) {
    throw new ExpectedError('io', `${path} could not be written.`, { file: path }, error);
  }
  return true;
}
