import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { numbers, texts } from '../../../shared/domain/table.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import { useChoice } from '../shared/choice.ts';
import { useChosen } from './chosenOptions.ts';
import { type EffectBar, EffectBars, signed } from './EffectBars.tsx';

/** What moved an account's health since the day chosen: every input with what it added, adding up to the change. */
export function HealthMoves({ account, height, title }: { account: string; height: number; title?: string }) {
  const words = useWords();
  const { t } = words;
  const choice = useChoice('account');
  const { asked } = useChosen('health');
  const query = useExhibit(choice.ask('health', { ...asked, account }));
  return (
    <ExhibitCard
      query={query}
      question={title ?? movesTitle(query.exhibit, account, words)}
      table="moved"
      columns={[
        { name: 'input', text: (code) => t.dynamic(`healthInput.${code}`, {}, code ?? '–') },
        ...['points', 'points_since', 'weight', 'contribution'].map((name) => ({ name })),
      ]}
      height={height}
    >
      {(exhibit) => <Moves exhibit={exhibit} height={height} />}
    </ExhibitCard>
  );
}

function movesTitle(exhibit: Exhibit | null, account: string, { t, format }: Words): string {
  const table = exhibit?.tables.health;
  const name = (table && texts(table, 'account_name')[0]) ?? account;
  const scores = exhibit ? scoresOf(exhibit) : null;
  const points = (value: number) => format.value(Number(value.toFixed(0)), 'score');
  if (!scores) return name;
  if (Number.isNaN(scores.before)) return t('health.levelOf', { name, now: points(scores.now) });
  return t('health.movedOf', { name, now: points(scores.now), before: points(scores.before) });
}

function Moves({ exhibit, height }: { exhibit: Exhibit; height: number }) {
  const words = useWords();
  const { t, format, locale } = words;
  const scores = scoresOf(exhibit);
  if (!scores) return <p className="effect-none">{t('risk.none')}</p>;
  const change = scores.now - scores.before;
  return (
    <EffectBars
      label={t('risk.accountHealth')}
      bars={barsOf(exhibit, words)}
      digits={1}
      raising="good"
      height={height}
    >
      <p className="effect-note">
        {t('health.answer', {
          now: format.value(Math.round(scores.now), 'score'),
          known: Number.isNaN(change) ? 'no' : 'yes',
          change: signed(change, 1, locale),
          since: String(exhibit.values.since ?? ''),
        })}
      </p>
    </EffectBars>
  );
}

function barsOf(exhibit: Exhibit, { t, format }: Words): EffectBar[] {
  const table = exhibit.tables.moved!;
  const [now, before, weight, added] = ['points', 'points_since', 'weight', 'contribution'].map((name) =>
    numbers(table, name),
  );
  const points = (value: number) =>
    Number.isNaN(value) ? t('health.unknown') : format.value(Math.round(value), 'score');
  return texts(table, 'input').map((input, at) => ({
    key: input ?? String(at),
    text: t.dynamic(`healthInput.${input}`, {}, input ?? '–'),
    effect: Number.isNaN(added![at]!) ? null : added![at]!,
    note: t('health.points', {
      now: points(now![at]!),
      before: points(before![at]!),
      weight: format.value(weight![at]!, 'score'),
    }),
  }));
}

/** Score of one account now and then, where the answer is about one. */
function scoresOf({ tables }: Exhibit): { now: number; before: number } | null {
  const table = tables.health!;
  if (table.n === 0) return null;
  return { now: numbers(table, 'score')[0]!, before: numbers(table, 'score_since')[0]! };
}
