import { App, Button, Flex, Input } from 'antd';
import { useState } from 'react';
import type { Batch } from '../../../shared/contract/workspace.ts';
import { useClient, useSession } from '../../app/session.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';
import { errorWords } from '../../components/ErrorState.tsx';
import { useEngineQuery } from './useEngineQuery.ts';

type Totals = Pick<Batch, 'controlTotals' | 'sourceTotals' | 'quarantinedTotals'>;

const cent = 0.01;

/** Sums of the file's number fields: as read, accepted, quarantined, and against what the source system printed. */
export function ControlTotals({ batch, totals }: { batch: number; totals: Totals }) {
  const { t } = useWords();
  const kept = useEngineQuery('edits.list', {});
  const fields = Object.keys(totals.sourceTotals ?? totals.controlTotals);
  if (fields.length === 0 || !kept.data) return null;
  const last = kept.data.findLast(
    (edit) => edit.kind === 'control' && edit.state === 'active' && edit.body.batch === batch,
  );
  const printed = last?.kind === 'control' ? last.body.totals : {};
  return (
    <section aria-label={t('totals.title')}>
      <TotalsTable
        key={JSON.stringify(printed)}
        batch={batch}
        totals={totals}
        fields={fields}
        printed={printed}
        onSaved={() => void kept.refetch()}
      />
    </section>
  );
}

interface TotalsTableProps {
  batch: number;
  totals: Totals;
  fields: string[];
  printed: Record<string, number>;
  onSaved(): void;
}

function TotalsTable({ batch, totals, fields, printed, onSaved }: TotalsTableProps) {
  const { t, locale } = useWords();
  const readOnly = useSession((session) => session.workspace?.readOnly ?? false);
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(Object.entries(printed).map(([field, sum]) => [field, String(sum)])),
  );
  const exact = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const sum = (sums: Record<string, number> | undefined, field: string) =>
    sums?.[field] === undefined ? '–' : exact.format(sums[field]);
  return (
    <Flex vertical gap={6} align="flex-start">
      <table className="small-table is-fitting">
        <caption>{t('totals.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('totals.field')}</th>
            {(['source', 'accepted', 'quarantined', 'printed', 'difference'] as const).map((name) => (
              <th key={name} scope="col" className="is-number">
                {t(`totals.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field}>
              <td>{fieldWords(field, t)}</td>
              <td className="is-number">{sum(totals.sourceTotals ?? totals.controlTotals, field)}</td>
              <td className="is-number">{sum(totals.controlTotals, field)}</td>
              <td className="is-number">{sum(totals.quarantinedTotals, field)}</td>
              <td className="is-number">
                <Input
                  size="small"
                  className="printed-total"
                  disabled={readOnly}
                  inputMode="decimal"
                  aria-label={t('totals.printedOf', { field: fieldWords(field, t) })}
                  value={typed[field] ?? ''}
                  onChange={({ target }) => setTyped({ ...typed, [field]: target.value })}
                />
              </td>
              <td className="is-number">
                <Difference
                  found={(totals.sourceTotals ?? totals.controlTotals)[field]!}
                  printed={numberOf(typed[field])}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <span className="quiet">{t('totals.about')}</span>
      <SaveTotals batch={batch} typed={typed} printed={printed} onSaved={onSaved} />
    </Flex>
  );
}

function numberOf(text: string | undefined): number | null {
  const bare = (text ?? '').replace(/[\s,，]/g, '');
  return bare === '' || !Number.isFinite(Number(bare)) ? null : Number(bare);
}

function Difference({ found, printed }: { found: number; printed: number | null }) {
  const { t, locale } = useWords();
  if (printed === null) return <span className="quiet">–</span>;
  const difference = found - printed;
  if (Math.abs(difference) <= cent + 1e-6) return <span className="is-agreeing">✓ {t('totals.agrees')}</span>;
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, signDisplay: 'exceptZero' });
  return <strong className="is-differing">{signed.format(difference)}</strong>;
}

interface SaveTotalsProps {
  batch: number;
  typed: Record<string, string>;
  printed: Record<string, number>;
  onSaved(): void;
}

function SaveTotals({ batch, typed, printed, onSaved }: SaveTotalsProps) {
  const { t } = useWords();
  const { message } = App.useApp();
  const client = useClient();
  const totals = Object.fromEntries(
    Object.entries(typed).flatMap(([field, text]) => {
      const sum = numberOf(text);
      return sum === null ? [] : [[field, sum] as const];
    }),
  );
  const same = JSON.stringify(totals) === JSON.stringify(printed);
  if (same) return null;

  async function save() {
    try {
      await client.call('edits.setControl', { batch, totals });
      message.success(t('totals.saved'));
      onSaved();
    } catch (error) {
      message.error(errorWords(error, t).title);
    }
  }

  return (
    <Button size="small" onClick={() => void save()}>
      {t('totals.save')}
    </Button>
  );
}
