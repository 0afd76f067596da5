import { CancelledError } from '../../../shared/errors/errors.ts';

/** Longest time for which other calls wait between two parts of a work. */
const patience = 12;
const rowsAtOnce = 4096;

/** To be awaited between two parts of long work on the engine's own thread. Throws CancelledError. */
export type Breath = () => Promise<void>;

/** Lets other calls be answered whenever a work has kept the thread for a while. */
export function createBreath(signal: AbortSignal): Breath {
  let since = performance.now();
  return async () => {
    if (performance.now() - since > patience) {
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
    }
    if (signal.aborted) throw new CancelledError();
  };
}

/** Makes a value for each of so many rows, beside other calls. */
export async function mapRows<Value>(
  rows: number,
  make: (row: number) => Value,
  breath: Breath,
): Promise<Value[]> {
  const values: Value[] = [];
  for (let row = 0; row < rows; row++) {
    values.push(make(row));
    if (row % rowsAtOnce === rowsAtOnce - 1) await breath();
  }
  return values;
}
