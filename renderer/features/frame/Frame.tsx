import { type DragEvent, lazy, Suspense, useCallback, useEffect } from 'react';
import { Outlet, useLocation } from 'react-router';
import { useDialogs } from '../../app/dialogs.ts';
import { useSession } from '../../app/session.ts';
import { useGo, useSlice } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';
import { useWorkspaceActions } from '../../app/workspaceActions.ts';
import { LoadingState } from '../../components/LoadingState.tsx';
import { PageGuard } from '../../components/PageGuard.tsx';
import { useRowsRequest } from '../../components/rowsRequest.ts';
import { EngineBanner } from './EngineBanner.tsx';
import { Palette } from './Palette.tsx';
import { Rail } from './Rail.tsx';
import { SliceBar } from './SliceBar.tsx';
import { TopBar } from './TopBar.tsx';
import { useCurrencyNotice } from './useCurrencyNotice.ts';
import './frame.css';

const RowsDrawer = lazy(async () => ({
  default: (await import('../../components/RowsDrawer.tsx')).RowsDrawer,
}));

/** Rail, top bar, slice bar and the page between them. */
export function Frame() {
  const { t } = useWords();
  const { pathname } = useLocation();
  const palette = useDialogs((dialogs) => dialogs.palette);
  const show = useDialogs((dialogs) => dialogs.show);
  const openPalette = useCallback(() => show('palette', true), [show]);
  const hasSales = useSession((session) => (session.workspace?.rows.sales ?? 0) > 0);
  const drilling = useRowsRequest((rows) => rows.request !== null);
  useFrameKeys(openPalette);
  useArrivingFile();
  useCurrencyNotice();
  const drop = useFileDrop();
  return (
    <div className="frame" {...drop}>
      <button type="button" className="skip-link" onClick={skipToPage}>
        {t('frame.skip')}
      </button>
      <TopBar onPalette={openPalette} />
      <Rail />
      <div className="stage">
        <EngineBanner />
        {hasSales && !pathname.startsWith('/data') && <SliceBar />}
        <main id="page" className="stage-page" tabIndex={-1}>
          <PageGuard key={pathname}>
            <Suspense fallback={<PageLoading />}>
              <Outlet />
            </Suspense>
          </PageGuard>
        </main>
      </div>
      {palette && <Palette onClose={() => show('palette', false)} />}
      {drilling && (
        <Suspense>
          <RowsDrawer />
        </Suspense>
      )}
    </div>
  );
}

/** Where the page will stand, so that nothing moves when it comes. */
function PageLoading() {
  return (
    <div className="page-loading">
      <LoadingState progress={null} />
    </div>
  );
}

function skipToPage(): void {
  document.getElementById('page')?.focus();
}

/** Ctrl/⌘ K for the palette; Ctrl/⌘ Z and Y for the slice, except where text is being typed. */
function useFrameKeys(openPalette: () => void): void {
  const { undo, redo } = useSlice();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      const action =
        key === 'k'
          ? openPalette
          : typing
            ? null
            : key === 'y' || (key === 'z' && event.shiftKey)
              ? redo
              : key === 'z'
                ? undo
                : null;
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [openPalette, undo, redo]);
}

/** A data file that came from outside is imported next. */
function useArrivingFile(): void {
  const go = useGo();
  const file = useSession((session) => session.toImport);
  useEffect(() => {
    if (file) go('/data/import');
  }, [file, go]);
}

/** A file dropped anywhere on the window is taken; without this the browser would leave the page for it. */
function useFileDrop() {
  const actions = useWorkspaceActions();
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes('Files')) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      const file = event.dataTransfer.files[0];
      if (!file) return;
      event.preventDefault();
      void actions.takeFile(file);
    },
  };
}
