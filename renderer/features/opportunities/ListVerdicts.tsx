import { useEffect } from 'react';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { numbers, type Table, texts } from '../../../shared/domain/table.ts';
import type { MessageKey } from '../../../shared/i18n/messages.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { useJudgedLists } from '../../app/judgedLists.ts';
import { useSlice } from '../../app/sliceState.ts';
import { type ExhibitQuery, useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';

/** Judges the lists beside what is shown; once that is done every ask over this slice takes the judged ones. */
export function useJudging(): ExhibitQuery {
  const slice = useSlice();
  const { remember } = useJudgedLists();
  const ask = slice.ask('opportunities', { judge: 'yes', status: 'all', limit: 1 });
  const query = useExhibit(ask);
  const key = JSON.stringify(ask);
  useEffect(() => {
    if (query.status === 'ready') remember(JSON.parse(key));
  }, [query.status, key, remember]);
  return query;
}

/** What the past says about the list of every kind, in a line. */
export function ListVerdicts({ exhibit, judging }: { exhibit: Exhibit; judging: ExhibitQuery }) {
  const { t } = useWords();
  const table = exhibit.tables.lists;
  if (!table) return null;
  const isJudged = texts(table, 'verdict').some((verdict) => verdict !== 'notJudged');
  const state = isJudged ? null : stateOf(judging, t);
  const lines = state === null ? verdictLines(table, t) : [state];
  return (
    <p className="work-verdicts" aria-live="polite">
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </p>
  );
}

/** Null where somebody stopped it: then every kind is not yet judged. */
function stateOf({ status }: ExhibitQuery, t: Translate): string | null {
  if (status === 'error') return t('opportunities.lists.failed');
  return status === 'cancelled' ? null : t('opportunities.lists.judging');
}

function verdictLines(table: Table, t: Translate): string[] {
  const [kinds, lists, rivals, verdicts] = (['kind', 'list', 'rival', 'verdict'] as const).map((name) =>
    texts(table, name),
  );
  const [taken, hits, rivalHits] = (['taken', 'hits', 'rival_hits'] as const).map((name) =>
    numbers(table, name),
  );
  return kinds!.map((kind, row) =>
    t('opportunities.lists.kind', {
      kind: t(`kind.${kind}` as MessageKey),
      found: t(`opportunities.lists.${verdicts![row]}` as MessageKey, {
        taken: taken![row]!,
        hits: hits![row]!,
        rivalHits: rivalHits![row]!,
        rival: t(`backtest.rival.${rivals![row]}` as MessageKey),
        used: lists![row] === rivals![row] ? 'yes' : 'no',
      }),
    }),
  );
}
