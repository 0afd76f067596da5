import { ExpectedError } from '../../../../../shared/errors/errors.ts';

/** How long each subject was seen, and whether it left at the end of that (1) or was still there (0). */
export interface SurvivalSample {
  /** In any unit, 0 or more. */
  time: ArrayLike<number>;
  event: ArrayLike<number>;
  /** From when on each subject is watched: 0 or less = from its start, else a time before its own. Absent = all from the start. */
  entry?: ArrayLike<number>;
  /** Index of the group per subject; absent = all in one. */
  group?: ArrayLike<number>;
}

/** Subjects of one group by time: one entry per distinct time, ascending. */
export interface TimeCounts {
  time: Float64Array;
  /** Still there just before the time. */
  atRisk: Float64Array;
  events: Float64Array;
  censored: Float64Array;
  n: number;
  /** When those watched later than from their start came in, ascending. */
  entries: Float64Array;
}

/**
 * Counts events and censorings per distinct time. Throws `badInput` for a time that is negative or no number or an
 * event that is neither 0 nor 1, or an entry that is not before its time; `tooLittleData` without subjects. Cost: n log n.
 */
export function countTimes(sample: SurvivalSample, group = 0): TimeCounts {
  const members = membersOf(sample, group);
  if (members.length === 0) {
    throw new ExpectedError('tooLittleData', 'A survival curve needs at least one subject', {
      params: { what: 'A survival curve', least: 1, n: 0 },
    });
  }
  const { time, event } = sample;
  const order = Float64Array.from(members, (subject) => time[subject]!).sort();
  const distinct = order.filter((value, index) => index === 0 || value !== order[index - 1]);
  const counts: TimeCounts = {
    time: distinct,
    atRisk: new Float64Array(distinct.length),
    events: new Float64Array(distinct.length),
    censored: new Float64Array(distinct.length),
    n: members.length,
    entries: Float64Array.from(
      members.flatMap((subject) => (entersLate(sample, subject) ? [sample.entry![subject]!] : [])),
    ).sort(),
  };
  const at = new Map(Array.from(distinct, (value, index) => [value, index]));
  for (const subject of members) {
    const index = at.get(time[subject]!)!;
    if (event[subject] === 1) counts.events[index]!++;
    else counts.censored[index]!++;
  }
  let left = members.length - counts.entries.length;
  let entered = 0;
  for (let i = 0; i < distinct.length; i++) {
    for (; entered < counts.entries.length && counts.entries[entered]! < distinct[i]!; entered++) left++;
    counts.atRisk[i] = left;
    left -= counts.events[i]! + counts.censored[i]!;
  }
  return counts;
}

/** Whether the subject is watched from later than its start. */
export function entersLate({ entry }: SurvivalSample, subject: number): boolean {
  return entry !== undefined && entry[subject]! > 0;
}

/** Subjects that enter late, the earliest entry first. */
export function lateEntrants(sample: SurvivalSample): Int32Array {
  const { entry } = sample;
  if (!entry) return new Int32Array();
  const late = Array.from({ length: sample.time.length }, (_, subject) => subject).filter((subject) =>
    entersLate(sample, subject),
  );
  return Int32Array.from(late.sort((a, b) => entry[a]! - entry[b]!));
}

/** How many are watched just before a time; at 0, from the start. */
export function atRiskAt({ n, entries, time, events, censored }: TimeCounts, at: number): number {
  let count = n;
  for (const entry of entries) if (entry >= at) count--;
  for (let i = 0; i < time.length && time[i]! < at; i++) count -= events[i]! + censored[i]!;
  return count;
}

function membersOf(sample: SurvivalSample, wanted: number): number[] {
  const { time, event, group } = sample;
  const members: number[] = [];
  for (let subject = 0; subject < time.length; subject++) {
    if (group && group[subject] !== wanted) continue;
    checkSubject(time[subject]!, event[subject]!, subject);
    if (entersLate(sample, subject) && !(sample.entry![subject]! < time[subject]!)) {
      throw new ExpectedError('badInput', `An entry lies before its time, not at ${sample.entry![subject]}`, {
        row: subject + 1,
      });
    }
    members.push(subject);
  }
  return members;
}

function checkSubject(time: number, event: number, subject: number): void {
  if (!(time >= 0 && Number.isFinite(time))) {
    throw new ExpectedError('badInput', `A survival time is 0 or more, not ${time}`, { row: subject + 1 });
  }
  if (event !== 0 && event !== 1) {
    throw new ExpectedError('badInput', `An event is 0 or 1, not ${event}`, { row: subject + 1 });
  }
}
