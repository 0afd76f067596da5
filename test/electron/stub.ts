/**
 * Stands in for Electron's module in unit tests: records what it is told and lets a test raise events. What a real
 * Electron then does is shown by the end-to-end tests, where its binary is.
 */
import { EventEmitter } from 'node:events';

type Handler = (event: unknown, input: unknown) => unknown;

export class StubContents extends EventEmitter {
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  sent: [string, unknown][] = [];
  posted: [string, unknown, unknown[]][] = [];
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  send(channel: string, message: unknown): void {
    this.sent.push([channel, message]);
  }
  postMessage(channel: string, message: unknown, ports: unknown[]): void {
    this.posted.push([channel, message, ports]);
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = [];
  options: Record<string, unknown>;
  webContents = new StubContents();
  loaded: string[] = [];
  calls: string[] = [];
  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    return Promise.resolve();
  }
  getNormalBounds(): object {
    return { x: 10, y: 20, width: 1000, height: 700 };
  }
  isMaximized(): boolean {
    return this.calls.includes('maximize');
  }
  isMinimized(): boolean {
    return this.calls.includes('minimize');
  }
  isDestroyed(): boolean {
    return false;
  }
  maximize(): void {
    this.calls.push('maximize');
  }
  restore(): void {
    this.calls.push('restore');
  }
  focus(): void {
    this.calls.push('focus');
  }
  show(): void {
    this.calls.push('show');
  }
  reload(): void {
    this.calls.push('reload');
  }
}

class StubApp extends EventEmitter {
  locked = true;
  quits = 0;
  locale = 'en-GB';
  sandboxed = false;
  ready = false;
  lockData: unknown = null;
  userData = '';
  whenReady(): Promise<void> {
    this.ready = true;
    return Promise.resolve();
  }
  isReady(): boolean {
    return this.ready;
  }
  enableSandbox(): void {
    this.sandboxed = true;
  }
  requestSingleInstanceLock(data: unknown): boolean {
    this.lockData = data;
    return this.locked;
  }
  quit(): void {
    let prevented = false;
    this.emit('before-quit', {
      preventDefault: () => {
        prevented = true;
      },
    });
    if (!prevented) this.quits += 1;
  }
  getPath(): string {
    return this.userData;
  }
  getLocale(): string {
    return this.locale;
  }
  getVersion(): string {
    return '0.0.0';
  }
}

export const app = new StubApp();

export const ipcMain = {
  handlers: new Map<string, Handler>(),
  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`A second handler for ${channel}`);
    this.handlers.set(channel, handler);
  },
};

interface DialogAnswer {
  canceled: boolean;
  filePaths: string[];
  filePath: string;
}

export const dialog = {
  opened: [] as unknown[],
  saved: [] as unknown[],
  messages: [] as unknown[],
  answer: { canceled: true, filePaths: [], filePath: '' } as DialogAnswer,
  showOpenDialog(...given: unknown[]): Promise<DialogAnswer> {
    this.opened.push(given.at(-1));
    return Promise.resolve(this.answer);
  },
  showSaveDialog(...given: unknown[]): Promise<DialogAnswer> {
    this.saved.push(given.at(-1));
    return Promise.resolve(this.answer);
  },
  showMessageBox(options: unknown): Promise<object> {
    this.messages.push(options);
    return Promise.resolve({});
  },
};

export const Menu = {
  current: [] as unknown[],
  buildFromTemplate: (template: unknown[]) => template,
  setApplicationMenu(menu: unknown[]): void {
    this.current = menu;
  },
};

export const protocol = {
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  handlers: new Map<string, (request: Request) => Promise<Response>>(),
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: Record<string, boolean> }[]): void {
    this.schemes.push(...schemes);
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    this.handlers.set(scheme, handler);
  },
};

export class StubSession {
  permissionRequest:
    | ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void)
    | null = null;
  permissionCheck: ((contents: unknown, permission: string) => boolean) | null = null;
  devicePermission: (() => boolean) | null = null;
  beforeRequest: ((details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void) | null =
    null;
  setPermissionRequestHandler(handler: NonNullable<StubSession['permissionRequest']>): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: NonNullable<StubSession['permissionCheck']>): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.devicePermission = handler;
  }
  webRequest = {
    onBeforeRequest: (handler: NonNullable<StubSession['beforeRequest']>) => {
      this.beforeRequest = handler;
    },
  };
}

export const session = { defaultSession: new StubSession() };

export class StubUtilityProcess extends EventEmitter {
  module: string;
  posted: [unknown, unknown[]][] = [];
  killed = false;
  constructor(module: string) {
    super();
    this.module = module;
  }
  postMessage(message: { type: string } | null, ports: unknown[]): void {
    this.posted.push([message, ports]);
    if (message?.type === 'stop') setImmediate(() => this.emit('exit', 0));
  }
  kill(): void {
    this.killed = true;
    this.emit('exit', 9);
  }
}

export const utilityProcess = {
  forked: [] as StubUtilityProcess[],
  fork(module: string): StubUtilityProcess {
    const child = new StubUtilityProcess(module);
    this.forked.push(child);
    return child;
  },
};

export class MessageChannelMain {
  port1 = { name: 'engine' };
  port2 = { name: 'page' };
}

export const nativeTheme = { shouldUseDarkColors: false };

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};

export const contextBridge = {
  exposed: new Map<string, Record<string, (...given: unknown[]) => unknown>>(),
  exposeInMainWorld(name: string, api: Record<string, (...given: unknown[]) => unknown>): void {
    this.exposed.set(name, api);
  },
};

class StubIpcRenderer extends EventEmitter {
  invoked: [string, unknown][] = [];
  invoke(channel: string, input: unknown): Promise<unknown> {
    this.invoked.push([channel, input]);
    return Promise.resolve({ value: null });
  }
}

export const ipcRenderer = new StubIpcRenderer();

export const webUtils = { getPathForFile: (file: { path?: string }) => file.path ?? '' };
