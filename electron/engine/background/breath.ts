import { CancelledError } from '../../../shared/errors/errors.ts';

/** Longest time for which other calls wait between two parts of a work. */
const patience = 12;

/** To be awaited between two parts of long work on the engine's own thread. Throws CancelledError. */
export type Breath = () => Promise<void>;

/** When a work last came back from giving way. */
let lastTurn = 0;

/**
 * Lets other calls be answered whenever a work has kept the thread for a while. A work that begins counts what was done
 * since others were last let in, which may have been the work that called it.
 */
export function createBreath(signal: AbortSignal): Breath {
  let since = lastTurn;
  return async () => {
    if (performance.now() - since > patience) {
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
      lastTurn = since;
    }
    if (signal.aborted) throw new CancelledError();
  };
}
