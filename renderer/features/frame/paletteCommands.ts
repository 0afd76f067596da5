import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { type Table, texts } from '../../../shared/domain/table.ts';
import { type Command, useOfferedCommands } from '../../app/commands.ts';
import { decodeTable } from '../../app/decodeExhibit.ts';
import { type EngineClient, usePreferences, useSession } from '../../app/session.ts';
import { useGo, useSlice } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';
import { useWorkspaceActions } from '../../app/workspaceActions.ts';
import { exploreTabs } from '../explore/tabs.ts';
import { pages } from './pages.tsx';
import { useSavedSlices } from './useSavedSlices.ts';

export interface CommandGroup {
  key: string;
  title: string;
  commands: Command[];
}

const shownAccounts = 8;

/** Waits until typing has paused. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 150);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

async function findAccounts(client: EngineClient, wanted: string, signal: AbortSignal): Promise<Table> {
  const wire = await client.call(
    'book.query',
    {
      measures: ['revenue'],
      by: ['account', 'account_name'],
      where: [{ field: 'account_name', contains: wanted }],
      basis: 'net',
      orderBy: 'revenue',
      descending: true,
      limit: shownAccounts,
    },
    { signal },
  );
  return decodeTable(wire);
}

/** Accounts whose name holds the text, largest first. */
export function useAccountCommands(text: string): Command[] {
  const client = useSession((session) => session.client);
  const workspace = useSession((session) => session.workspace);
  const go = useGo();
  const wanted = useSettled(text.trim());
  const { data } = useQuery({
    queryKey: ['findAccounts', workspace?.location, workspace?.revision, wanted],
    enabled: client !== null && wanted.length > 0 && (workspace?.rows.sales ?? 0) > 0,
    queryFn: ({ signal }) => (client ? findAccounts(client, wanted, signal) : null),
  });
  return useMemo(() => {
    if (!data) return [];
    const keys = texts(data, 'account');
    const names = texts(data, 'account_name');
    return keys.flatMap((key, row): Command[] => {
      if (key === null) return [];
      const name = names[row] ?? key;
      const label = name === key ? key : `${name} (${key})`;
      return [{ id: `account-${row}`, label, run: () => go(`/accounts/${encodeURIComponent(key)}`) }];
    });
  }, [data, go]);
}

/** Pages, saved slices, what the page on screen offers, the slice, the workspace and the settings. */
export function usePaletteGroups(): CommandGroup[] {
  const { t } = useWords();
  const go = useGo();
  const offered = useOfferedCommands();
  const settings = useSettingCommands();
  const workspace = useWorkspaceCommands();
  const slices = useSliceCommands();
  return useMemo(
    () => [
      {
        key: 'pages',
        title: t('palette.pages'),
        commands: pages.flatMap(({ key, path }) => [
          { id: key, label: t(`page.${key}`), run: () => go(path) },
          ...(key === 'explore' ? exploreTabs.slice(1) : []).map((tab) => ({
            id: `explore-${tab.key}`,
            label: t(tab.label),
            run: () => go(`${path}/${tab.key}`),
          })),
        ]),
      },
      { key: 'slices', title: t('slices.title'), commands: slices },
      { key: 'exhibits', title: t('palette.exhibits'), commands: Object.values(offered).flat() },
      { key: 'workspace', title: t('palette.workspace'), commands: workspace },
      { key: 'settings', title: t('palette.settings'), commands: settings },
    ],
    [t, go, offered, settings, workspace, slices],
  );
}

/** Without sales there is nothing to slice. */
function useSliceCommands(): Command[] {
  const { t } = useWords();
  const hasSales = useSession((session) => (session.workspace?.rows.sales ?? 0) > 0);
  const { slices, apply } = useSavedSlices();
  return useMemo(
    () =>
      hasSales
        ? slices.map((saved, index) => ({
            id: `slice-${index}`,
            label: t('slices.apply', { name: saved.name }),
            run: () => apply(saved),
          }))
        : [],
    [t, hasSales, slices, apply],
  );
}

function useWorkspaceCommands(): Command[] {
  const { t } = useWords();
  const go = useGo();
  const actions = useWorkspaceActions();
  const { undo, redo, clear, canUndo, canRedo } = useSlice();
  return [
    { id: 'import', label: t('data.import'), run: () => go('/data/import') },
    { id: 'batches', label: t('data.batches'), run: () => go('/data/batches') },
    { id: 'quarantine', label: t('data.quarantine'), run: () => go('/data/quarantine') },
    { id: 'quality', label: t('data.quality'), run: () => go('/data/quality') },
    { id: 'duplicates', label: t('data.duplicates'), run: () => go('/data/duplicates') },
    { id: 'changes', label: t('data.changes'), run: () => go('/data/changes') },
    { id: 'audit', label: t('data.audit'), run: () => go('/data/audit') },
    { id: 'health', label: t('data.health'), run: () => go('/data/health') },
    ...(canUndo ? [{ id: 'undo', label: t('frame.undoSlice'), run: undo }] : []),
    ...(canRedo ? [{ id: 'redo', label: t('frame.redoSlice'), run: redo }] : []),
    { id: 'clear', label: t('slice.clear'), run: clear },
    { id: 'close', label: t('frame.closeWorkspace'), run: () => void actions.close() },
  ];
}

function useSettingCommands(): Command[] {
  const { t } = useWords();
  const { setLocale, setTheme, setGainColour } = usePreferences();
  return useMemo(
    () => [
      { id: 'en', label: 'Language: English · 语言：英文', run: () => setLocale('en') },
      { id: 'zh', label: '语言：简体中文 · Language: Chinese', run: () => setLocale('zh-CN') },
      { id: 'light', label: t('settings.light'), run: () => setTheme('light') },
      { id: 'dark', label: t('settings.dark'), run: () => setTheme('dark') },
      {
        id: 'greenUp',
        label: `${t('settings.gain')} ${t('settings.gain.green')}`,
        run: () => setGainColour('greenUp'),
      },
      {
        id: 'redUp',
        label: `${t('settings.gain')} ${t('settings.gain.red')}`,
        run: () => setGainColour('redUp'),
      },
    ],
    [t, setLocale, setTheme, setGainColour],
  );
}
