import type { WebPreferences } from 'electron';

/** What every page gets. https://www.electronjs.org/docs/latest/tutorial/security, by number. */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    /** 2: no Node in pages. */
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    /** 3: the preload script lives in a world of its own. */
    contextIsolation: true,
    /** 4: the operating system confines the page's process. */
    sandbox: true,
    /** 6: the same-origin policy stays. */
    webSecurity: true,
    /** 8: nothing insecure beside what is secure. */
    allowRunningInsecureContent: false,
    /** 9: no experimental features; 10: `enableBlinkFeatures` is not set. */
    experimentalFeatures: false,
    /** 11: no webview elements. */
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  };
}
