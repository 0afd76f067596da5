import { useEffect, useRef } from 'react';
import { type ExploreViewControl, forgetExploreHistory } from './useExploreView.ts';

/** Ctrl/⌘ Z and Y go through charts, selections and filters of this page in the order they were changed. */
export function useExploreKeys(control: ExploreViewControl): void {
  const latest = useRef(control);
  useEffect(() => {
    latest.current = control;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      // The frame would undo a filter as well.
      event.stopImmediatePropagation();
      if (key === 'y' || event.shiftKey) latest.current.redo();
      else latest.current.undo();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      forgetExploreHistory();
    };
  }, []);
}
