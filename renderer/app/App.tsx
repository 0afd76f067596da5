import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useMemo } from 'react';
import { HashRouter } from 'react-router';
import type { ChartTheme } from '../../shared/charts/theme.ts';
import { EngineBanner } from '../features/frame/EngineBanner.tsx';
import { OpeningDialogs } from '../features/start/OpeningDialogs.tsx';
import { StartPage } from '../features/start/StartPage.tsx';
import { HostEvents } from './HostEvents.tsx';
import { styleNonce } from './nonce.ts';
import { Pages } from './Pages.tsx';
import { usePalette, usePreferences, useSession } from './session.ts';
import { antdTheme } from './theme.ts';
import { useWords, WordsProvider } from './words.tsx';

/** The engine is on this machine, so nothing waits for a network, and an answer only ages with the workspace. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
  },
});

export function App() {
  const locale = usePreferences((preferences) => preferences.locale);
  const colours = usePalette();
  const theme = useMemo(() => antdTheme(colours), [colours]);
  useDocumentLook(colours, locale);
  return (
    <WordsProvider locale={locale}>
      <ConfigProvider
        theme={theme}
        locale={locale === 'zh-CN' ? zhCN : enUS}
        csp={{ nonce: styleNonce() }}
        button={{ autoInsertSpace: false }}
      >
        <AntdApp>
          <QueryClientProvider client={queries}>
            {/* In a transition a page could still act on the address before: a filter chosen and saved at once was lost. */}
            <HashRouter useTransitions={false}>
              <Stage />
            </HashRouter>
          </QueryClientProvider>
        </AntdApp>
      </ConfigProvider>
    </WordsProvider>
  );
}

function Stage() {
  const { t } = useWords();
  const client = useSession((session) => session.client);
  const engine = useSession((session) => session.engine);
  const workspace = useSession((session) => session.workspace);
  const launch = useSession((session) => session.launch);
  if (!client && !workspace) {
    return engine === 'connecting' ? <Waiting text={t('engine.connecting')} /> : <EngineBanner />;
  }
  if (!client) return <EngineBanner />;
  return (
    <>
      <HostEvents />
      {workspace ? (
        <Pages key={workspace.location} />
      ) : launch ? (
        <Waiting text={t('start.opening')} />
      ) : (
        <StartPage />
      )}
      <OpeningDialogs />
    </>
  );
}

function Waiting({ text }: { text: string }) {
  return <p className="connecting">{text}</p>;
}

/** The page's own style sheet takes its colours from the same palette as the charts. */
function useDocumentLook(colours: ChartTheme, locale: string): void {
  useEffect(() => {
    const root = document.documentElement;
    root.lang = locale;
    root.dataset.theme = colours.name;
    root.style.colorScheme = colours.name;
    for (const name of [
      'accent',
      'text',
      'muted',
      'line',
      'grid',
      'background',
      'surface',
      'gain',
      'loss',
    ] as const) {
      root.style.setProperty(`--${name}`, colours[name]);
    }
    root.style.setProperty('--accent-soft', colours.accentSoft);
    root.style.setProperty('--retain', colours.retain);
    root.style.setProperty('--upsell', colours.upsell);
    root.style.setProperty('--cross-sell', colours.crossSell);
    root.style.setProperty('--font', colours.fontFamily);
  }, [colours, locale]);
}
