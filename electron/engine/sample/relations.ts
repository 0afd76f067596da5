import { createRandom, type Random } from '../analysis/statistics/random.ts';
import type { NewBatch } from '../workspace/types.ts';
import { codeColumn, dayColumn, keyColumn, makeBatch, valueColumn } from './columns.ts';
import { activityNotes, comments, moodOf, respondents, topics } from './comments.ts';
import type { Keys } from './dimensions.ts';
import type { Profile } from './types.ts';

interface Feedback {
  account: number[];
  day: number[];
  nps: number[];
  comment: (string | null)[];
  respondent: string[];
  topic: string[];
}

function answer(random: Random, feedback: Feedback, profile: Profile, index: number, day: number): void {
  const fading = profile.stop - day < 150 ? -1.2 : 0;
  const nps = Math.min(10, Math.max(0, Math.round(profile.satisfaction + fading + 1.3 * random.normal())));
  const topic = random.pick(topics);
  const sentences = comments[topic][moodOf(nps)];
  const chinese = profile.market === 'China' ? random.chance(0.92) : false;
  feedback.account.push(index);
  feedback.day.push(day);
  feedback.nps.push(nps);
  feedback.topic.push(topic);
  feedback.comment.push(random.chance(0.7) ? random.pick(chinese ? sentences.zh : sentences.en) : null);
  feedback.respondent.push(chinese ? respondents[random.below(3)]! : respondents[3 + random.below(2)]!);
}

/** A quarterly survey that about a third of the accounts answer; those about to leave are less content. */
export function feedbackBatch(
  seed: number,
  first: number,
  days: number,
  profiles: Profile[],
  keys: Keys,
): NewBatch {
  const random = createRandom(seed, 8);
  const feedback: Feedback = { account: [], day: [], nps: [], comment: [], respondent: [], topic: [] };
  for (const [index, profile] of profiles.entries()) {
    const eager = random.between(0.15, 0.55);
    for (let quarter = 60; quarter < days; quarter += 91) {
      const day = Math.min(days - 1, quarter + random.below(20));
      const isClient = day >= Math.max(0, profile.start) + 30 && day <= profile.stop + 20;
      if (isClient && random.chance(eager)) answer(random, feedback, profile, index, day);
    }
  }
  return makeBatch('feedback', seed, [
    keyColumn('account', Int32Array.from(feedback.account), keys.accounts, keys.accountNames),
    dayColumn(
      'date',
      feedback.day.map((day) => first + day),
    ),
    valueColumn('nps', Float64Array.from(feedback.nps)),
    codeColumn('comment', feedback.comment),
    codeColumn('respondent', feedback.respondent),
    codeColumn('topic', feedback.topic),
  ]);
}

interface Activities {
  account: number[];
  type: string[];
  planned: string[];
  note: string[];
  opened: number[];
  closed: number[];
  due: number[];
}

function act(
  random: Random,
  list: Activities,
  profile: Profile,
  index: number,
  day: number,
  type: string,
): void {
  const notes = activityNotes[type]!;
  const term = type === 'Ticket' ? 1 + random.below(9) : type === 'Onboarding' ? 14 + random.below(30) : 0;
  const isOpen = random.chance(0.02);
  list.account.push(index);
  list.type.push(type);
  list.planned.push(random.chance(0.9) ? 'actual' : 'planned');
  list.note.push(random.pick(profile.market === 'China' ? notes.zh : notes.en));
  list.opened.push(day);
  list.closed.push(isOpen ? Number.NaN : day + term);
  list.due.push(day + (type === 'Ticket' ? 5 : type === 'Onboarding' ? 30 : 0));
}

/** Visits, calls, tickets and the onboarding of accounts that joined; large accounts are seen more often. */
export function activitiesBatch(
  seed: number,
  first: number,
  days: number,
  profiles: Profile[],
  keys: Keys,
): NewBatch {
  const random = createRandom(seed, 9);
  const list: Activities = { account: [], type: [], planned: [], note: [], opened: [], closed: [], due: [] };
  for (const [index, profile] of profiles.entries()) {
    if (profile.start >= 0) act(random, list, profile, index, profile.start, 'Onboarding');
    const every = [21, 32, 60, 120][profile.segment]!;
    for (
      let day = Math.max(0, profile.start) + random.below(every);
      day <= profile.stop;
      day += Math.ceil(every * random.between(0.5, 1.5))
    ) {
      const draw = random.unit();
      act(random, list, profile, index, day, draw < 0.4 ? 'Visit' : draw < 0.78 ? 'Call' : 'Ticket');
    }
  }
  const asDays = (values: number[]) => values.map((day) => first + Math.min(day, days - 1));
  return makeBatch('activities', seed, [
    keyColumn('account', Int32Array.from(list.account), keys.accounts, keys.accountNames),
    dayColumn('date', asDays(list.opened)),
    codeColumn('type', list.type),
    codeColumn('planned', list.planned),
    codeColumn(
      'owner',
      list.account.map((index) => profiles[index]!.owner),
    ),
    codeColumn('note', list.note),
    dayColumn('opened', asDays(list.opened)),
    dayColumn('closed', asDays(list.closed)),
    dayColumn('due', asDays(list.due)),
  ]);
}
