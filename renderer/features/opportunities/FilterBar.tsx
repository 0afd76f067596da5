import { InputNumber, Segmented, Select } from 'antd';
import { type ReactNode, useId } from 'react';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { useWords } from '../../app/words.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { type FilterControl, kinds, statuses } from './workbench.ts';

interface FilterBarProps {
  control: FilterControl;
  exhibit: Exhibit | null;
  owners: string[];
}

/** What narrows the list beside the slice. */
export function FilterBar({ control: { filters, change }, exhibit, owners }: FilterBarProps) {
  const { t, format } = useWords();
  const [kindId, statusId, ownerId, leastId] = [useId(), useId(), useId(), useId()];
  const counted = (status: (typeof statuses)[number]) => {
    const count = exhibit?.values[`${status}Count`];
    const name = t(`opportunityStatus.${status}`);
    return typeof count === 'number' ? t('opportunities.statusCount', { status: name, count }) : name;
  };
  return (
    <div className="card-controls">
      <SearchBox
        style={{ width: 184 }}
        value={filters.search}
        onChange={(search) => change({ search })}
        label={t('opportunities.search')}
      />
      <Labelled id={kindId} label={t('opportunities.kinds')}>
        <Select
          id={kindId}
          mode="multiple"
          size="small"
          allowClear
          maxTagCount="responsive"
          style={{ width: 116 }}
          placeholder={t('opportunities.showAll')}
          value={filters.kinds}
          options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          onChange={(chosen) => change({ kinds: chosen })}
        />
      </Labelled>
      <Labelled id={statusId} label={t('opportunities.statuses')}>
        <Select
          id={statusId}
          mode="multiple"
          size="small"
          allowClear
          maxTagCount="responsive"
          style={{ width: 160 }}
          placeholder={t('opportunities.showAll')}
          value={filters.statuses}
          options={statuses.map((status) => ({ value: status, label: counted(status) }))}
          onChange={(chosen) => change({ statuses: chosen })}
        />
      </Labelled>
      <Labelled id={ownerId} label={t('opportunities.owners')}>
        <Select
          id={ownerId}
          size="small"
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: 110 }}
          value={filters.owner ?? '*'}
          options={[
            { value: '*', label: t('opportunities.anyone') },
            { value: '', label: t('opportunities.nobody') },
            ...owners.map((name) => ({ value: name, label: name })),
          ]}
          onChange={(chosen) => change({ owner: chosen === '*' ? null : chosen })}
        />
      </Labelled>
      <Labelled id={leastId} label={t('opportunities.minExpected')}>
        <InputNumber
          id={leastId}
          size="small"
          min={0}
          style={{ width: 92 }}
          value={filters.minExpected}
          formatter={(value) => (value ? format.value(Number(value), 'count') : '')}
          parser={(text) => Number((text ?? '').replace(/[^\d.]/g, ''))}
          onChange={(least) => change({ minExpected: least || null })}
        />
      </Labelled>
    </div>
  );
}

/** Whether sums stand beside the rows, and by what. */
export function GroupSwitch({ control: { filters, change } }: { control: FilterControl }) {
  const { t } = useWords();
  return (
    <Segmented
      size="small"
      aria-label={t('opportunities.group')}
      value={(filters.group ?? 'none') as 'none' | 'account' | 'owner'}
      options={(['none', 'account', 'owner'] as const).map((group) => ({
        value: group,
        label: t(`opportunities.group.${group}`),
      }))}
      onChange={(group) => change({ group: group === 'none' ? null : group, within: null })}
    />
  );
}

function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <label htmlFor={id}>
      <span>{label}</span>
      {children}
    </label>
  );
}
