import type { AccountDays } from '../../history/accountDays.ts';
import { orderDatesUntil } from '../../history/seenFrom.ts';
import type { AnalysisWarning } from '../../types.ts';

export interface LifetimeOptions {
  /** The day seen from; nothing after it is looked at. */
  asOf: number;
  /** Days: an account that has been silent for longer counts as gone. */
  silence: number;
  /** The first day of the data: accounts that order soon after it may be older. */
  dataFrom: number;
  /** Only accounts whose start was seen; the others' age is not known. */
  onlySeenStarts: boolean;
}

/** Contract dates by account; `missing` where an account has none. */
export interface ContractDates {
  start: Int32Array;
  end: Int32Array;
  missing: number;
}

/** How long each account stayed: columns of equal length, in account order. */
export interface Lifetimes {
  account: Int32Array;
  /** Days from the start to the end, or to the as-of date. */
  days: Float64Array;
  /** Days from the start to the first day of the data; absent where everyone is watched from the start. */
  entry?: Float64Array;
  /** 1 = gone, 0 = still there at the as-of date. */
  gone: Uint8Array;
  warnings: AnalysisWarning[];
}

/**
 * How long did each account stay, counted from its first order?
 *
 * Definitions: 1. the clock starts with the first order day. 2. An account is gone when it has been silent for longer than
 * `silence` days at the as-of date; its time ends with the last order + `silence`: the day on which its silence reaches
 * the limit, so that whoever is gone can be seen to be gone by then. 3. All others are still there (censored) at the
 * as-of date. 4. A pause longer than `silence` that ended with an order was no leaving.
 * Input: account days. Output: see `Lifetimes`; none for an account without an order. Errors: none. Warnings:
 * `olderThanData` {accounts, days}: first order within `silence` days of the first day of the data, so they may be older
 * than counted (left truncation), or left out with `onlySeenStarts`; `cameBack` {accounts, days}: paused for longer than
 * the limit and came back, so that some of those counted as gone may come back too. Cost: linear in entries.
 *
 * @example orderLifetimes(history, { asOf, silence: 90, dataFrom, onlySeenStarts: false }).gone[0] // 1
 */
export function orderLifetimes(history: AccountDays, options: LifetimeOptions): Lifetimes {
  const { asOf, silence, dataFrom } = options;
  const dates = orderDatesUntil(history, asOf);
  const collect = collector(options);
  let back = 0;
  for (let i = 0; i < dates.accounts.length; i++) {
    const days = dates.days.subarray(dates.starts[i]!, dates.starts[i + 1]!);
    const [first, last] = [days[0]!, days.at(-1)!];
    if (days.some((day, index) => index > 0 && day - days[index - 1]! > silence)) back++;
    const gone = asOf - last > silence;
    const mayBeOlder = first - dataFrom <= silence;
    collect.add(dates.accounts[i]!, { days: (gone ? last + silence : asOf) - first, gone, mayBeOlder });
  }
  const found = collect.done();
  if (back > 0) found.warnings.push({ code: 'cameBack', params: { accounts: back, days: silence } });
  return found;
}

/**
 * How long did each account stay, by its contract?
 *
 * Definitions: 1. the clock starts on `start`. 2. Gone at `end` where it lies before the as-of date; an account without an
 * end, or whose contract still runs, is still there (censored) at the as-of date. 3. Accounts without a start, or with one
 * after the as-of date, are left out, as are those that end before they start.
 * Warnings: `noContract` {accounts}: left out; `orderedAfterEnd` {accounts}: ordered after the end of a contract that is
 * over, so that the renewal may be missing; `endedBeforeData` {accounts}: left out, because nobody else whose contract
 * ended then is seen. 4. A contract that began before the data is watched from the first day of the data on (`entry`), when
 * it was already as old as it was: those that ended before cannot be seen (left truncation). Input, output, cost: as
 * `orderLifetimes`.
 */
export function contractLifetimes(
  history: AccountDays,
  { start, end, missing }: ContractDates,
  options: LifetimeOptions,
): Lifetimes {
  const { asOf, dataFrom } = options;
  const dates = orderDatesUntil(history, asOf);
  const collect = collector({ ...options, silence: 0 });
  let left = 0;
  let before = 0;
  let after = 0;
  for (let i = 0; i < dates.accounts.length; i++) {
    const account = dates.accounts[i]!;
    const [from, until] = [start[account]!, end[account]!];
    const gone = until !== missing && until < asOf;
    if (from === missing || from > asOf || (gone && until < from)) {
      left++;
      continue;
    }
    const entry = Math.max(0, dataFrom - from);
    const days = (gone ? until : asOf) - from;
    if (entry > 0 && entry >= days) {
      before++;
      continue;
    }
    if (gone && dates.days[dates.starts[i + 1]! - 1]! > until) after++;
    collect.add(account, { days, gone, entry, mayBeOlder: entry > 0 });
  }
  const found = collect.done();
  if (left > 0) found.warnings.push({ code: 'noContract', params: { accounts: left } });
  if (before > 0) found.warnings.push({ code: 'endedBeforeData', params: { accounts: before } });
  if (after > 0) found.warnings.push({ code: 'orderedAfterEnd', params: { accounts: after } });
  return found;
}

interface Lifetime {
  days: number;
  gone: boolean;
  /** Days after the start from which on it is watched, where that is known. */
  entry?: number;
  mayBeOlder: boolean;
}

function collector({ onlySeenStarts, silence }: LifetimeOptions) {
  const account: number[] = [];
  const days: number[] = [];
  const gone: number[] = [];
  const entry: number[] = [];
  let older = 0;
  return {
    add(index: number, life: Lifetime): void {
      if (life.mayBeOlder && (onlySeenStarts || life.entry === undefined)) older++;
      if (life.mayBeOlder && onlySeenStarts) return;
      account.push(index);
      days.push(life.days);
      gone.push(life.gone ? 1 : 0);
      entry.push(life.entry ?? 0);
    },
    done(): Lifetimes {
      const code = onlySeenStarts ? 'olderLeftOut' : 'olderThanData';
      return {
        account: Int32Array.from(account),
        days: Float64Array.from(days),
        gone: Uint8Array.from(gone),
        ...(entry.some((late) => late > 0) ? { entry: Float64Array.from(entry) } : {}),
        warnings: older > 0 ? [{ code, params: { accounts: older, days: silence } }] : [],
      };
    },
  };
}
