import { type BrowserWindow, dialog, type FileFilter } from 'electron';
import type { Translate } from '../../shared/i18n/translate.ts';
import { fileNameFrom } from '../host/workspaceName.ts';

const tableExtensions = [
  'csv',
  'tsv',
  'txt',
  'gz',
  'zip',
  'xlsx',
  'xlsm',
  'xls',
  'xlsb',
  'ods',
  'parquet',
  'arrow',
  'feather',
  'json',
  'jsonl',
  'ndjson',
  'sqlite',
  'db',
];

/** Native dialogs; null where the user closes one without choosing. */
export interface FileDialogs {
  workspace(): Promise<string | null>;
  table(): Promise<string | null>;
  target(suggestedName: string): Promise<string | null>;
}

export function createFileDialogs(window: () => BrowserWindow | null, words: () => Translate): FileDialogs {
  async function open(title: string, filters: FileFilter[]): Promise<string | null> {
    const options = { title, filters, properties: ['openFile' as const] };
    const parent = window();
    const { canceled, filePaths } = await (parent
      ? dialog.showOpenDialog(parent, options)
      : dialog.showOpenDialog(options));
    return canceled ? null : (filePaths[0] ?? null);
  }
  async function target(suggestedName: string): Promise<string | null> {
    const name = fileNameFrom(suggestedName);
    const extension = /\.([A-Za-z0-9]+)$/.exec(name)?.[1];
    const filters = extension ? [{ name: extension.toUpperCase(), extensions: [extension] }] : [];
    const options = { title: words()('native.dialogSave'), defaultPath: name, filters };
    const parent = window();
    const { canceled, filePath } = await (parent
      ? dialog.showSaveDialog(parent, options)
      : dialog.showSaveDialog(options));
    return canceled || !filePath ? null : filePath;
  }
  return {
    workspace: () =>
      open(words()('native.dialogOpenWorkspace'), [
        { name: words()('native.filterWorkspaces'), extensions: ['qdeck'] },
      ]),
    table: () =>
      open(words()('native.dialogImport'), [
        { name: words()('native.filterTables'), extensions: tableExtensions },
        { name: words()('native.filterAll'), extensions: ['*'] },
      ]),
    target,
  };
}
