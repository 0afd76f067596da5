import type { AccountSignal } from './riskFeatures.ts';

/** The signals as they were known at the end of `day`: what is dated later is gone. Cost: linear in what stays. */
export function signalsUntil(signals: readonly AccountSignal[], day: number): AccountSignal[] {
  return signals.map((signal) => signalUntil(signal, day));
}

function signalUntil({ name, starts, days, values }: AccountSignal, day: number): AccountSignal {
  const kept: number[] = [];
  const until = new Int32Array(starts.length);
  for (let account = 0; account + 1 < starts.length; account++) {
    for (let entry = starts[account]!; entry < starts[account + 1]! && days[entry]! <= day; entry++)
      kept.push(entry);
    until[account + 1] = kept.length;
  }
  return {
    name,
    starts: until,
    days: Int32Array.from(kept, (entry) => days[entry]!),
    values: values && Float64Array.from(kept, (entry) => values[entry]!),
  };
}
