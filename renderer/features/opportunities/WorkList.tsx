import { App, Button } from 'antd';
import { useState } from 'react';
import { type DecisionVerb, decisionVerbs } from '../../../shared/contract/edits.ts';
import { isoDate } from '../../../shared/domain/calendar.ts';
import type { Ask, Exhibit } from '../../../shared/domain/exhibit.ts';
import { numbers, texts } from '../../../shared/domain/table.ts';
import { useSession } from '../../app/session.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { errorWords } from '../../components/ErrorState.tsx';
import type { GridRow } from '../../components/grid/gridColumn.ts';
import { PointMenu } from '../../components/PointMenu.tsx';
import { useOpenAccount, useRowActions } from '../shared/rowActions.ts';
import { DecisionDialog } from './DecisionDialog.tsx';
import { useDecide, type Verdict } from './useDecide.ts';
import { idOf, WorkGrid } from './WorkGrid.tsx';
import type { FilterControl } from './workbench.ts';
import { evidenceText, nextStepText } from './workColumns.tsx';

interface WorkListProps {
  label: string;
  ask: Ask;
  exhibit: Exhibit;
  control: FilterControl;
  owners: string[];
  height: number;
}

const verbOfKey: Record<string, DecisionVerb> = {
  a: 'accept',
  s: 'snooze',
  d: 'dismiss',
  o: 'own',
  r: 'reopen',
};

/** The list with what can be decided about it: by button, by key, by right click; one or many at a time. */
export function WorkList({ label, ask, exhibit, control, owners, height }: WorkListProps) {
  const words = useWords();
  const { t } = words;
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<string[]>([]);
  const [focused, setFocused] = useState<GridRow | null>(null);
  const [asked, setAsked] = useState<{ verb: DecisionVerb; ids: string[] } | null>(null);
  const [menu, setMenu] = useState<{ x: number; y: number; row: GridRow } | null>(null);
  const decide = useDecide();
  const openAccount = useOpenAccount();
  const rowActions = useRowActions();
  const readOnly = useSession((session) => session.workspace?.readOnly ?? false);
  const subjects = (row: GridRow | null) => {
    const own = row ? idOf(row) : null;
    if (own !== null && !chosen.includes(own)) return [own];
    return chosen;
  };

  async function done(ids: string[], verdict: Verdict) {
    setAsked(null);
    if (await decide(ask, ids, verdict)) setChosen([]);
  }
  function begin(verb: DecisionVerb, ids: string[]) {
    if (ids.length === 0 || readOnly) return;
    if (verb === 'accept' || verb === 'reopen') void done(ids, { verb });
    else setAsked({ verb, ids });
  }
  function onKey(key: string, row: GridRow) {
    if (key === 'Enter') openAccount(row.table, row.row);
    const verb = verbOfKey[key.toLowerCase()];
    if (verb) begin(verb, subjects(row));
  }

  return (
    <div className="work-list">
      <div className="work-actions" role="toolbar" aria-label={t('opportunities.question')}>
        {decisionVerbs.map((verb) => (
          <Button
            key={verb}
            size="small"
            type={verb === 'accept' ? 'primary' : 'default'}
            disabled={readOnly || (chosen.length === 0 && !focused)}
            title={t(`opportunities.key.${verb}`)}
            onClick={() => begin(verb, chosen.length > 0 ? chosen : subjects(focused))}
          >
            {t(`opportunities.${verb}`)}
          </Button>
        ))}
        <span className="quiet">{t('opportunities.chosen', { count: chosen.length })}</span>
        <span className="work-sums">{summary(exhibit, words)}</span>
      </div>
      {readOnly && <p className="quiet">{t('opportunities.readOnly')}</p>}
      <WorkGrid
        label={label}
        ask={ask}
        filters={control.filters}
        height={height}
        version={exhibit}
        onSort={(sort, order) => control.change({ sort, order })}
        onFocus={setFocused}
        chosen={chosen}
        onChosen={setChosen}
        onKey={onKey}
        onMenu={(row, x, y) => setMenu({ row, x, y })}
        onError={(error) => message.error(errorWords(error, t).title)}
      />
      <Detail row={focused} words={words} />
      {menu && (
        <PointMenu
          at={menu}
          items={[
            ...(readOnly
              ? []
              : decisionVerbs.map((verb) => ({
                  key: verb,
                  label: t(`opportunities.key.${verb}`),
                  onClick: () => begin(verb, subjects(menu.row)),
                }))),
            { type: 'divider' },
            ...rowActions(exhibit, menu.row.table, menu.row.row).map(({ key, label: name, run }) => ({
              key,
              label: name,
              onClick: run,
            })),
          ]}
          onClose={() => setMenu(null)}
        />
      )}
      {asked && asked.verb !== 'accept' && asked.verb !== 'reopen' && (
        <DecisionDialog
          verb={asked.verb}
          count={asked.ids.length}
          owners={owners}
          onDecide={(verdict) => void done(asked.ids, verdict)}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

function summary({ values, evidence }: Exhibit, { t, format }: Words): string {
  const money = (value: unknown) => format.amount(Number(value), evidence.currency?.reporting);
  return t('opportunities.summary', {
    rows: Number(values.total),
    value: money(values.value),
    expected: money(values.expected),
  });
}

/** The row in focus in full: sentences too long for a line, and what was said when it was decided. */
function Detail({ row, words }: { row: GridRow | null; words: Words }) {
  if (!row) return <p className="work-detail quiet">{words.t('opportunities.keys')}</p>;
  const { table, row: at } = row;
  const until = numbers(table, 'until')[at] ?? Number.NaN;
  const said = [
    texts(table, 'reason')[at],
    texts(table, 'note')[at],
    Number.isNaN(until) ? null : words.t('opportunities.decision.snooze', { until: isoDate(until) }),
  ].filter(Boolean);
  return (
    <div className="work-detail" aria-live="polite">
      <strong>{texts(table, 'account_name')[at]}</strong> {evidenceText(table, at, words)}{' '}
      <em>{nextStepText(table, at, words)}</em> {said.length > 0 && <span>{said.join(' · ')}</span>}
    </div>
  );
}
