import { fileURLToPath } from 'node:url';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { appOrigin } from './security/appOrigin.ts';
import { webPreferences } from './security/webPreferences.ts';
import { keepWindowState, readWindowState } from './windowState.ts';

/** The one window. It shows itself when there is something to see, and comes back where it was. */
export function createMainWindow(stateFile: string): BrowserWindow {
  const { bounds, maximized } = readWindowState(stateFile, screen);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Quarterdeck',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#141414' : '#ffffff',
    webPreferences: webPreferences(fileURLToPath(new URL('../preload/preload.cjs', import.meta.url))),
  });
  if (maximized) window.maximize();
  keepWindowState(stateFile, window);
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, details) => {
    console.error(`The page was lost: ${details.reason}`);
    if (details.reason !== 'clean-exit' && !window.isDestroyed()) window.reload();
  });
  void window.loadURL(`${appOrigin}/`);
  return window;
}
