import { useDraggable } from '@dnd-kit/core';
import { Dropdown, Input } from 'antd';
import { memo, useMemo, useState } from 'react';
import type { FieldInfo } from '../../../shared/contract/analyse.ts';
import { useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { useFields } from '../frame/useFields.ts';
import { useRoom } from '../shared/room.ts';
import { hasItem, type Item, type PivotDesign, type Well, withItem } from './design.ts';

interface FieldListProps {
  design: PivotDesign;
  onChange(design: PivotDesign): void;
}

const groups: readonly FieldInfo['of'][] = ['time', 'account', 'product', 'sales'];
const keyed = new Set(['account_name', 'product_name']);

/** Every field and measure of the book; dragged, or put somewhere by its menu. */
export const FieldList = memo(function FieldList({ design, onChange }: FieldListProps) {
  const { t } = useWords();
  const fields = useFields();
  const measures = useSession((session) => session.workspace?.measures);
  const [search, setSearch] = useState('');
  const room = useRoom(300, 200);
  const words = useMemo(
    () => (field: FieldInfo) => {
      const label = t.dynamic(`field.${field.name}`, {}, field.name);
      return keyed.has(field.name) ? t('pivot.nameOf', { field: label }) : label;
    },
    [t],
  );
  const matches = (label: string) => label.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
  return (
    <aside className="pivot-fields" aria-label={t('pivot.fields')}>
      <Input.Search
        size="small"
        allowClear
        value={search}
        placeholder={t('pivot.searchFields')}
        aria-label={t('pivot.searchFields')}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className="pivot-field-list" style={{ maxHeight: room }}>
        <h3>{t('pivot.measures')}</h3>
        <ul>
          {(measures ?? [])
            .map((name) => ({ name, label: t.dynamic(`measure.${name}`, {}, name) }))
            .filter(({ label }) => matches(label))
            .map(({ name, label }) => (
              <ListItem
                key={name}
                name={name}
                label={label}
                wells={['measures']}
                design={design}
                onChange={onChange}
              />
            ))}
        </ul>
        {groups.map((group) => {
          const shown = fields.filter((field) => field.of === group && matches(words(field)));
          return shown.length === 0 ? null : (
            <div key={group}>
              <h3>{t(`pivot.group.${group}`)}</h3>
              <ul>
                {shown.map((field) => (
                  <ListItem
                    key={field.name}
                    name={field.name}
                    label={words(field)}
                    wells={['rows', 'columns']}
                    design={design}
                    onChange={onChange}
                  />
                ))}
              </ul>
            </div>
          );
        })}
      </div>
    </aside>
  );
});

interface ListItemProps extends FieldListProps {
  name: string;
  label: string;
  wells: Well[];
}

function ListItem({ name, label, wells, design, onChange }: ListItemProps) {
  const { t } = useWords();
  const isMeasure = wells[0] === 'measures';
  const item: Item & { measure: boolean } = { name, well: null, index: 0, measure: isMeasure };
  const { setNodeRef, listeners, attributes } = useDraggable({ id: `list:${wells[0]}:${name}`, data: item });
  const put = (well: Well) => onChange(withItem(design, item, well, design[well].length));
  return (
    <li>
      <Dropdown
        trigger={['click']}
        menu={{
          autoFocus: true,
          items: wells.map((well) => ({
            key: well,
            label: t(`pivot.addTo.${well}`),
            onClick: () => put(well),
          })),
        }}
      >
        <button
          ref={setNodeRef}
          {...attributes}
          {...listeners}
          type="button"
          className={`pivot-field ${hasItem(design, name) ? 'is-used' : ''}`}
          aria-haspopup="menu"
          onDoubleClick={() => put(wells[0]!)}
        >
          {label}
        </button>
      </Dropdown>
    </li>
  );
}
