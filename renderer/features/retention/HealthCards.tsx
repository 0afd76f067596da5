import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import { healthBands } from '../../../shared/charts/healthBands.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { texts } from '../../../shared/domain/table.ts';
import { dayOfIso } from '../../app/sliceState.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import { AccountList } from '../shared/AccountCards.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { useChoice } from '../shared/choice.ts';
import { type ChosenOptions, useChosen } from './chosenOptions.ts';
import { HealthMoves } from './HealthMoves.tsx';
import { SinceInput } from './SinceInput.tsx';

const listHeight = 400;

/** How healthy accounts are by weights that the user sets, and what moved them. */
export function HealthCards() {
  const { t } = useWords();
  const choice = useChoice('account');
  const chosen = useChosen('health');
  const query = useExhibit(choice.ask('health', chosen.asked));
  const [picked, setPicked] = useState<string | null>(null);
  const { exhibit } = query;
  const first = exhibit ? (texts(exhibit.tables.health!, 'account')[0] ?? null) : null;
  const account = picked ?? choice.selected[0] ?? first;
  const inputs = inputsOf(exhibit);
  return (
    <>
      <Cell span={12}>
        <HealthControls chosen={chosen} exhibit={exhibit} />
      </Cell>
      <Cell span={8}>
        <AccountList
          query={query}
          question={t('question.health')}
          table="health"
          columns={[
            { name: 'account_name', pinned: 'left' },
            { name: 'score' },
            { name: 'score_change', change: true },
            { name: 'value', header: t('column.value12') },
            ...inputs.map((input) => ({ name: `${input}_points` })),
            { name: 'coverage' },
          ]}
          height={listHeight}
          search
          onSelect={(rows, shown) =>
            setPicked(
              rows[0] === undefined ? null : (texts(shown.tables.health!, 'account')[rows[0]] ?? null),
            )
          }
        />
      </Cell>
      <Cell span={4}>{account !== null && <HealthMoves account={account} height={listHeight} />}</Cell>
      <Cell span={6}>
        <ExhibitCard
          query={query}
          question={t('chart.health.bands')}
          table="bands"
          chart={healthBands}
          height={280}
        />
      </Cell>
    </>
  );
}

function inputsOf(exhibit: Exhibit | null): string[] {
  const { inputs } = exhibit?.values ?? {};
  return typeof inputs === 'string' && inputs !== '' ? inputs.split(',') : [];
}

/** Weights as they were used, by input. */
function weightsOf(exhibit: Exhibit): Map<string, number> {
  const { weights } = exhibit.evidence.parameters;
  const parts = typeof weights === 'string' ? weights.split(',') : [];
  return new Map(
    parts.map((part) => part.split('=')).map(([name, value]) => [name ?? '', Number(value ?? 0)]),
  );
}

function HealthControls({ chosen, exhibit }: { chosen: ChosenOptions; exhibit: Exhibit | null }) {
  const words = useWords();
  const { t } = words;
  const weights = exhibit ? weightsOf(exhibit) : new Map<string, number>();
  const setWeight = (input: string, weight: number) => {
    const written = new Map((chosen.text('weights') ?? '').split(',').map((part) => pairOf(part)));
    written.delete('');
    written.set(input, String(weight));
    const others = [...weights].filter(([name]) => name !== input);
    if (weight === 0 && others.every(([, value]) => value === 0)) return;
    chosen.set({ weights: [...written].map(([name, value]) => `${name}=${value}`).join(',') });
  };
  return (
    <div className="card-controls">
      <h2>{t('health.title')}</h2>
      {exhibit && (
        <SinceInput
          value={chosen.text('since')}
          usual={String(exhibit.values.since ?? '')}
          before={dayOfIso(exhibit.evidence.asOf) ?? Number.POSITIVE_INFINITY}
          onChange={(since) => chosen.set({ since })}
        />
      )}
      <fieldset className="weights" aria-label={t('health.weights')}>
        <span aria-hidden>{t('health.weights')}</span>
        {[...weights].map(([input, weight]) => (
          <label key={input} htmlFor={`weight-${input}`}>
            {t.dynamic(`healthInput.${input}`, {}, input)}
            <InputNumber<number>
              id={`weight-${input}`}
              size="small"
              style={{ width: 60 }}
              min={0}
              max={100}
              value={weight}
              onChange={(value) => value !== null && setWeight(input, value)}
            />
          </label>
        ))}
        {chosen.text('weights') !== null && (
          <Button size="small" onClick={() => chosen.set({ weights: null })}>
            {t('health.usual')}
          </Button>
        )}
      </fieldset>
      {exhibit && <p className="card-sentences">{summaryOf(exhibit, words)}</p>}
    </div>
  );
}

function pairOf(part: string): [string, string] {
  const [name = '', value = ''] = part.split('=');
  return [name.trim(), value.trim()];
}

function summaryOf({ values }: Exhibit, { t, format }: Words): string {
  const [score, before] = [values.score, values.scoreSince];
  const change = typeof score === 'number' && typeof before === 'number' ? score - before : null;
  const rounded = change === null ? null : Number(change.toFixed(1));
  return t('health.summary', {
    score: format.value(typeof score === 'number' ? Number(score.toFixed(1)) : null, 'score'),
    change: format.change(rounded, 'score'),
    since: String(values.since ?? '–'),
  });
}
