import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog, Menu, type MessagePortMain, protocol, session } from 'electron';
import type { MenuCommand } from '../../shared/contract/desktop.ts';
import type { Locale } from '../../shared/i18n/messages.ts';
import { createTranslate, type Translate } from '../../shared/i18n/translate.ts';
import { superviseEngine } from '../host/engineSupervisor.ts';
import { type LaunchedFile, openLaunchFile } from '../host/launchFile.ts';
import { createLibrary, libraryFolder } from '../host/library.ts';
import { createRecentFiles } from '../host/recentFiles.ts';
import { serveDesktop } from './desktopService.ts';
import { forkEngine } from './engineProcess.ts';
import { createFileDialogs } from './fileDialogs.ts';
import { channelPrefix } from './ipc.ts';
import { createMainWindow } from './mainWindow.ts';
import { menuTemplate } from './menu.ts';
import { serveApp } from './security/appProtocol.ts';
import { denyNavigation } from './security/denyNavigation.ts';
import { denyNetwork } from './security/denyNetwork.ts';
import { denyNewWindows } from './security/denyNewWindows.ts';
import { denyPermissions } from './security/denyPermissions.ts';
import { denyWebviews } from './security/denyWebviews.ts';

export interface Quarterdeck {
  /** Opens files in the running program and brings its window to the front. */
  openFiles(paths: string[]): void;
}

/** Puts the parts together: engine, window, menu, dialogs. Main keeps no data and does no arithmetic. */
export function startQuarterdeck(firstFiles: string[]): Quarterdeck {
  const waiting = [...firstFiles];
  const recent = createRecentFiles(join(app.getPath('userData'), 'recent.json'), () => showMenu());
  const library = createLibrary(libraryFolder(), recent);
  const engine = superviseEngine<MessagePortMain>(forkEngine, (reason) =>
    console.error(`The engine was lost: ${reason}`),
  );
  let window: BrowserWindow | null = null;
  let words: Translate = createTranslate(systemLocale(app.getLocale()));
  let pageListens = false;

  function tell(channel: 'menu' | 'launchFile', message: MenuCommand | LaunchedFile): void {
    window?.webContents.send(channelPrefix + channel, message);
  }

  async function takeLaunchFile(): Promise<LaunchedFile | null> {
    pageListens = true;
    const path = waiting.shift();
    return path === undefined ? null : openLaunchFile(path, engine, recent);
  }

  async function openFile(path: string): Promise<void> {
    if (!pageListens) return void waiting.push(path);
    const file = await openLaunchFile(path, engine, recent);
    if (file) tell('launchFile', file);
    else recent.remove(path);
  }

  function openFiles(paths: string[]): void {
    for (const path of paths) void openFile(path);
    if (window?.isMinimized()) window.restore();
    window?.focus();
  }

  function showMenu(): void {
    if (!app.isReady()) return;
    const actions = {
      command: (command: MenuCommand) => tell('menu', command),
      openRecent: (path: string) => void openFile(path),
      about: () => void about(words),
    };
    const template = menuTemplate(words, recent.list(), actions, process.platform === 'darwin');
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  function setLanguage(locale: Locale): void {
    if (locale === words.locale) return;
    words = createTranslate(locale);
    showMenu();
  }

  function ready(): void {
    denyNetwork(session.defaultSession);
    denyPermissions(session.defaultSession);
    serveApp(protocol, fileURLToPath(new URL('../../renderer', import.meta.url)));
    const dialogs = createFileDialogs(
      () => window,
      () => words,
    );
    const own = () => window?.webContents ?? null;
    engine.prepare();
    serveDesktop({ engine, library, recent, dialogs, own, takeLaunchFile, setLanguage });
    showMenu();
    window = createMainWindow(join(app.getPath('userData'), 'window.json'));
    window.on('closed', () => {
      window = null;
    });
    window.webContents.on('did-start-loading', () => {
      pageListens = false;
    });
  }

  app.on('web-contents-created', (_event, contents) => {
    denyNavigation(contents);
    denyNewWindows(contents);
    denyWebviews(contents);
  });
  app.on('window-all-closed', () => app.quit());
  endWithEngine(() => engine.stop());
  void app.whenReady().then(ready);
  return { openFiles };
}

/** The engine finishes its writes and closes the workspace before the program ends. */
function endWithEngine(stop: () => Promise<void>): void {
  let stopped = false;
  let stopping = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    void stop().finally(() => {
      stopped = true;
      app.quit();
    });
  });
}

function systemLocale(locale: string): Locale {
  return locale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

async function about(t: Translate): Promise<void> {
  await dialog.showMessageBox({
    type: 'info',
    message: 'Quarterdeck',
    detail: t('native.aboutDetail', { version: app.getVersion() }),
    buttons: [t('native.ok')],
  });
}
