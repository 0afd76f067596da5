import { Button, Empty } from 'antd';
import { useMemo, useState } from 'react';
import { type DecisionVerb, decisionVerbs } from '../../../shared/contract/edits.ts';
import { isoDate } from '../../../shared/domain/calendar.ts';
import type { Ask, Exhibit } from '../../../shared/domain/exhibit.ts';
import { numbers, type Table, texts } from '../../../shared/domain/table.ts';
import { useSession } from '../../app/session.ts';
import type { ExhibitQuery } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import { DecisionDialog } from '../opportunities/DecisionDialog.tsx';
import { useDecide } from '../opportunities/useDecide.ts';
import { evidenceText, nextStepText } from '../opportunities/workColumns.tsx';
import '../opportunities/opportunities.css';

/** What can be decided where an opportunity stands. */
const offered: Record<string, readonly DecisionVerb[]> = {
  open: ['accept', 'snooze', 'dismiss', 'own'],
  accepted: ['own', 'dismiss', 'reopen'],
  snoozed: ['reopen', 'dismiss'],
  dismissed: ['reopen'],
};

/** The opportunities with one account, each with its reasons and what can be decided about it. */
export function OwnOpportunities({ query }: { query: ExhibitQuery }) {
  const words = useWords();
  return (
    <ExhibitCard query={query} question={words.t('question.opportunities')} table="opportunities">
      {(exhibit) => <Cards exhibit={exhibit} words={words} />}
    </ExhibitCard>
  );
}

function Cards({ exhibit, words }: { exhibit: Exhibit; words: Words }) {
  const { t } = words;
  const table = exhibit.tables.opportunities!;
  const decide = useDecide();
  const readOnly = useSession((session) => session.workspace?.readOnly ?? false);
  const [asked, setAsked] = useState<{ verb: Exclude<DecisionVerb, 'accept' | 'reopen'>; id: string } | null>(
    null,
  );
  const ask = useMemo(() => listAsk(exhibit.ask), [exhibit.ask]);
  if (table.n === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('accounts.opportunities.empty')} />;
  const begin = (verb: DecisionVerb, id: string) => {
    if (verb === 'accept' || verb === 'reopen') void decide(ask, [id], { verb });
    else setAsked({ verb, id });
  };
  return (
    <ul className="own-opportunities">
      {texts(table, 'id').map((id, row) => (
        <li key={id}>
          <Facts table={table} row={row} words={words} />
          <p>
            {evidenceText(table, row, words)} <em>{nextStepText(table, row, words)}</em>
          </p>
          <div className="work-actions">
            {decisionVerbs
              .filter((verb) => offered[texts(table, 'status')[row] ?? 'open']?.includes(verb))
              .map((verb) => (
                <Button key={verb} size="small" disabled={readOnly} onClick={() => begin(verb, id ?? '')}>
                  {t(`opportunities.${verb}`)}
                </Button>
              ))}
          </div>
        </li>
      ))}
      {asked && (
        <DecisionDialog
          verb={asked.verb}
          count={1}
          owners={[...new Set(texts(table, 'owner').filter((name): name is string => name !== null))]}
          onDecide={(verdict) => {
            setAsked(null);
            void decide(ask, [asked.id], verdict);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </ul>
  );
}

/** The list that the account's rows come from. */
function listAsk({ slice, asOf, options }: Ask): Ask {
  const { account: _account, ...rest } = options;
  return { question: 'opportunities', slice, options: rest, ...(asOf ? { asOf } : {}) };
}

function Facts({ table, row, words: { t, format } }: { table: Table; row: number; words: Words }) {
  const kind = texts(table, 'kind')[row] ?? '';
  const status = texts(table, 'status')[row] ?? 'open';
  const until = numbers(table, 'until')[row] ?? Number.NaN;
  const share = (name: string) => format.value(numbers(table, name)[row] ?? null, 'ratio');
  const money = (name: string) => format.value(numbers(table, name)[row] ?? null, 'money');
  const facts = [
    `${money('value')} × ${share('probability')} × ${share('movable')} = ${money('expected')}`,
    texts(table, 'owner')[row],
    t.dynamic(`opportunityStatus.${status}`, {}, status),
    Number.isNaN(until) ? null : `→ ${isoDate(until)}`,
    texts(table, 'reason')[row],
    texts(table, 'note')[row],
  ];
  return (
    <p>
      <span className={`kind kind-${kind}`}>{t.dynamic(`kind.${kind}`, {}, kind)}</span>{' '}
      <strong>{texts(table, 'product_name')[row] ?? ''}</strong>{' '}
      <span className="own-facts">{facts.filter(Boolean).join(' · ')}</span>
    </p>
  );
}
