import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type ChartTheme, createChartTheme, type GainColour } from '../../shared/charts/theme.ts';
import type { EngineContract } from '../../shared/contract/contract.ts';
import type { Client } from '../../shared/contract/method.ts';
import type { WorkspaceInfo } from '../../shared/contract/workspace.ts';
import { type Locale, locales } from '../../shared/i18n/messages.ts';
import type { GrantedFile, HostBridge, LaunchFile } from './host.ts';

export type EngineClient = Client<EngineContract>;

/** `restarting`: the engine ended by itself and another is being started; `restarted`: it has been. */
export type EngineState = 'connecting' | 'ready' | 'restarting' | 'restarted' | 'lost';

interface Session {
  host: HostBridge | null;
  client: EngineClient | null;
  engine: EngineState;
  /** What is open; null = the start page. */
  workspace: WorkspaceInfo | null;
  /** A workspace to be opened as soon as its passphrase is known again. */
  toReopen: GrantedFile | null;
  /** What the program was started with, or the system asked to open, until it is open or refused. */
  launch: LaunchFile | null;
  /** A data file on its way to the import. */
  toImport: GrantedFile | null;
  setHost(host: HostBridge): void;
  setClient(client: EngineClient | null, engine: EngineState): void;
  setWorkspace(workspace: WorkspaceInfo | null): void;
  askAgain(file: GrantedFile | null): void;
  setLaunch(launch: LaunchFile | null): void;
  bringToImport(file: GrantedFile | null): void;
}

/** What is going on in this window. Nothing here outlives it. */
export const useSession = create<Session>()((set) => ({
  host: null,
  client: null,
  engine: 'connecting',
  workspace: null,
  toReopen: null,
  launch: null,
  toImport: null,
  setHost: (host) => set({ host }),
  setClient: (client, engine) => set({ client, engine }),
  setWorkspace: (workspace) => set({ workspace }),
  askAgain: (toReopen) => set({ toReopen }),
  setLaunch: (launch) => set({ launch }),
  bringToImport: (toImport) => set({ toImport }),
}));

type ThemeName = ChartTheme['name'];

interface Preferences {
  locale: Locale;
  theme: ThemeName;
  gainColour: GainColour;
  setLocale(locale: Locale): void;
  setTheme(theme: ThemeName): void;
  setGainColour(gainColour: GainColour): void;
}

function firstLocale(): Locale {
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

function firstTheme(): ThemeName {
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** How the person likes to see things: the only state kept outside the workspace, and none of it confidential. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      locale: firstLocale(),
      theme: firstTheme(),
      gainColour: firstLocale() === 'zh-CN' ? 'redUp' : 'greenUp',
      setLocale: (locale) => set({ locale }),
      setTheme: (theme) => set({ theme }),
      setGainColour: (gainColour) => set({ gainColour }),
    }),
    {
      name: 'quarterdeck.preferences',
      partialize: ({ locale, theme, gainColour }) => ({ locale, theme, gainColour }),
      merge: (saved, current) => ({ ...current, ...validPreferences(saved) }),
    },
  ),
);

function validPreferences(saved: unknown): Partial<Preferences> {
  if (typeof saved !== 'object' || saved === null) return {};
  const { locale, theme, gainColour } = saved as Record<string, unknown>;
  const valid: Partial<Preferences> = {};
  const known = locales.find((candidate) => candidate === locale);
  if (known) valid.locale = known;
  if (theme === 'light' || theme === 'dark') valid.theme = theme;
  if (gainColour === 'greenUp' || gainColour === 'redUp') valid.gainColour = gainColour;
  return valid;
}

export function usePalette(): ChartTheme {
  const theme = usePreferences((preferences) => preferences.theme);
  const gainColour = usePreferences((preferences) => preferences.gainColour);
  return palettes[theme][gainColour];
}

const palettes = {
  light: { greenUp: createChartTheme('light', 'greenUp'), redUp: createChartTheme('light', 'redUp') },
  dark: { greenUp: createChartTheme('dark', 'greenUp'), redUp: createChartTheme('dark', 'redUp') },
};

/** The engine; throws while there is none, so call it from places that only show with an engine. */
export function useClient(): EngineClient {
  const client = useSession((session) => session.client);
  if (!client) throw new Error('No engine is connected');
  return client;
}

/** The program around this page: files and dialogs. */
export function useHost(): HostBridge {
  const host = useSession((session) => session.host);
  if (!host) throw new Error('No host is connected');
  return host;
}
