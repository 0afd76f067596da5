import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { type Grain, parsePeriod, periodsBetween, previousPeriod } from '../../../shared/domain/period.ts';
import { periodWords } from '../../app/periodWords.ts';
import { useSession } from '../../app/session.ts';
import { dayOfIso, useSlice } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';

const grains = ['half', 'quarter', 'month', 'year'] as const satisfies readonly Grain[];

interface PeriodGroup {
  label: string;
  options: { value: string; label: string }[];
}

function tryPeriod(text: string): string | null {
  try {
    return parsePeriod(text).text;
  } catch {
    return null;
  }
}

/** Every half, quarter, month and year of the data, latest first. */
function usePeriodGroups(): PeriodGroup[] {
  const { t } = useWords();
  const workspace = useSession((session) => session.workspace);
  return useMemo(() => {
    const first = dayOfIso(workspace?.firstDate);
    const last = dayOfIso(workspace?.lastDate);
    if (first === null || last === null) return [];
    return grains.map((grain) => ({
      label: t(`grain.${grain}`),
      options: periodsBetween(first, last, grain)
        .reverse()
        .map(({ text }) => ({ value: text, label: text })),
    }));
  }, [workspace?.firstDate, workspace?.lastDate, t]);
}

/** The period looked at and the one it is compared with. Any period can be typed: `2011-05..2011-08`. */
export function PeriodPicker() {
  const { t } = useWords();
  const { from, to, update } = useSlice();
  const groups = usePeriodGroups();
  if (groups.length === 0) return null;
  return (
    <span className="slice-periods">
      <PeriodSelect
        label={t('period.to')}
        value={to}
        groups={groups}
        onChoose={(text) => update({ to: text, from: text ? previousPeriod(parsePeriod(text)).text : null })}
      />
      <span className="slice-versus">{t('slice.versus')}</span>
      <PeriodSelect
        label={t('period.from')}
        value={from}
        groups={groups}
        onChoose={(text) => update({ from: text, to: to ?? null })}
      />
    </span>
  );
}

/** A group's own name never matches; a typed period matches itself however it was written. */
function matchesPeriod(typed: string, option: object | undefined): boolean {
  if (!option || !('value' in option) || typeof option.value !== 'string') return false;
  const value = option.value.toLowerCase();
  const wanted = typed.trim().toLowerCase();
  return value.includes(wanted) || value === tryPeriod(typed)?.toLowerCase();
}

interface PeriodSelectProps {
  label: string;
  value: string | undefined;
  groups: PeriodGroup[];
  onChoose(text: string | null): void;
}

function PeriodSelect({ label, value, groups, onChoose }: PeriodSelectProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const named = tryPeriod(typed);
  const isKnown = (text: string) =>
    groups.some((group) => group.options.some((option) => option.value === text));
  const extra = [named, value].filter((text): text is string => typeof text === 'string' && !isKnown(text));
  const options =
    extra.length > 0
      ? [
          {
            label: t('period.typed'),
            options: [...new Set(extra)].map((text) => ({ value: text, label: periodWords(text) })),
          },
          ...groups,
        ]
      : groups;
  return (
    <Select
      className="period-select"
      value={value ?? null}
      aria-label={label}
      showSearch={{ searchValue: typed, onSearch: setTyped, filterOption: matchesPeriod }}
      popupMatchSelectWidth={200}
      notFoundContent={<span className="period-hint">{t('period.hint')}</span>}
      options={options}
      onChange={(text: string | null) => {
        setTyped('');
        onChoose(text);
      }}
    />
  );
}
