import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

/** Height that is left in the window for something that should fill it, after `taken` pixels; never below `least`. */
export function useRoom(taken: number, least: number): number {
  const height = useSyncExternalStore(subscribe, () => window.innerHeight);
  return Math.max(least, height - taken);
}
