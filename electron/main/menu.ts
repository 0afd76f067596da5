import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../shared/contract/desktop.ts';
import type { Translate } from '../../shared/i18n/translate.ts';

export interface MenuActions {
  command(command: MenuCommand): void;
  openRecent(path: string): void;
  about(): void;
}

type Item = MenuItemConstructorOptions;

/** The native menu in the user's language. What needs the page is sent to it; what the system can do, it does. */
export function menuTemplate(t: Translate, recent: string[], actions: MenuActions, mac: boolean): Item[] {
  const about: Item = { label: t('native.about'), click: () => actions.about() };
  const own: Item[] = mac ? [{ label: 'Quarterdeck', submenu: macItems(t, about) }] : [];
  const help: Item[] = mac ? [] : [{ label: t('native.help'), role: 'help', submenu: [about] }];
  return [
    ...own,
    fileMenu(t, recent, actions, mac),
    editMenu(t, actions),
    viewMenu(t, actions),
    windowMenu(t),
    ...help,
  ];
}

function macItems(t: Translate, about: Item): Item[] {
  return [
    about,
    { type: 'separator' },
    { label: t('native.hide'), role: 'hide' },
    { label: t('native.hideOthers'), role: 'hideOthers' },
    { label: t('native.showAll'), role: 'unhide' },
    { type: 'separator' },
    { label: t('native.quit'), role: 'quit' },
  ];
}

function fileMenu(t: Translate, recent: string[], actions: MenuActions, mac: boolean): Item {
  const none: Item = { label: t('native.noRecent'), enabled: false };
  const paths = recent.map(
    (path): Item => ({ label: escapeMnemonic(path), click: () => actions.openRecent(path) }),
  );
  const quit: Item[] = mac ? [] : [{ type: 'separator' }, { label: t('native.quit'), role: 'quit' }];
  return {
    label: t('native.file'),
    submenu: [
      item(t('native.newWorkspace'), 'CmdOrCtrl+N', () => actions.command('newWorkspace')),
      item(t('native.openWorkspace'), 'CmdOrCtrl+O', () => actions.command('openWorkspace')),
      { label: t('native.openRecent'), submenu: paths.length > 0 ? paths : [none] },
      { label: t('native.openSample'), click: () => actions.command('openSample') },
      { type: 'separator' },
      item(t('native.importFile'), 'CmdOrCtrl+I', () => actions.command('importFile')),
      { type: 'separator' },
      { label: t('native.closeWorkspace'), click: () => actions.command('closeWorkspace') },
      ...quit,
    ],
  };
}

/** Undo and redo have no keys here: in a text field they belong to the text, elsewhere the page hears them itself. */
function editMenu(t: Translate, actions: MenuActions): Item {
  return {
    label: t('native.edit'),
    submenu: [
      { label: t('native.undo'), click: () => actions.command('undo') },
      { label: t('native.redo'), click: () => actions.command('redo') },
      { type: 'separator' },
      { label: t('native.cut'), role: 'cut' },
      { label: t('native.copy'), role: 'copy' },
      { label: t('native.paste'), role: 'paste' },
      { label: t('native.selectAll'), role: 'selectAll' },
    ],
  };
}

function viewMenu(t: Translate, actions: MenuActions): Item {
  return {
    label: t('native.view'),
    submenu: [
      item(t('native.palette'), 'CmdOrCtrl+K', () => actions.command('openPalette')),
      { type: 'separator' },
      { label: t('native.zoomIn'), role: 'zoomIn' },
      { label: t('native.zoomOut'), role: 'zoomOut' },
      { label: t('native.zoomReset'), role: 'resetZoom' },
      { type: 'separator' },
      { label: t('native.fullScreen'), role: 'togglefullscreen' },
    ],
  };
}

function windowMenu(t: Translate): Item {
  return {
    label: t('native.window'),
    role: 'window',
    submenu: [
      { label: t('native.minimize'), role: 'minimize' },
      { label: t('native.closeWindow'), role: 'close' },
    ],
  };
}

function item(label: string, accelerator: string, click: () => void): Item {
  return { label, accelerator, click };
}

/** In a menu, & marks the next letter; in a path it is itself. */
function escapeMnemonic(path: string): string {
  return path.replaceAll('&', '&&');
}
