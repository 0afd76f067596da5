import { useDraggable } from '@dnd-kit/core';
import { Input } from 'antd';
import { type PointerEventHandler, type ReactNode, useMemo, useState } from 'react';
import type { FieldInfo } from '../../../shared/contract/analyse.ts';
import type { MeasureName } from '../../../shared/domain/measures.ts';
import { useSession } from '../../app/session.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';
import { useFields } from '../frame/useFields.ts';
import { measureWords } from './chartWords.ts';
import { listedFields } from './setUp.ts';

const groups = ['time', 'sales', 'account', 'product'] as const;

interface FieldPanelProps {
  onField(field: FieldInfo): void;
  onMeasure(measure: MeasureName): void;
}

/** Every field and measure of the book: dragged onto the page, or added with a click or Enter. */
export function FieldPanel({ onField, onMeasure }: FieldPanelProps) {
  const { t } = useWords();
  const fields = useFields();
  const measures = (useSession((session) => session.workspace?.measures) ?? []) as MeasureName[];
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLocaleLowerCase();
  const shown = useMemo(
    () => listedFields(fields).filter(({ name }) => fieldWords(name, t).toLocaleLowerCase().includes(wanted)),
    [fields, t, wanted],
  );
  const shownMeasures = measures.filter((name) => measureWords(name, t).toLocaleLowerCase().includes(wanted));
  return (
    <aside className="explore-fields" aria-label={t('explore.fields')}>
      <p className="quiet">{t('explore.fields.hint')}</p>
      <Input
        allowClear
        size="small"
        value={search}
        placeholder={t('explore.fields.search')}
        aria-label={t('explore.fields.search')}
        onChange={({ target }) => setSearch(target.value)}
      />
      {fields.length === 0 && <p className="quiet">{t('explore.fields.loading')}</p>}
      <div className="explore-field-groups">
        {shownMeasures.length > 0 && (
          <Group title={t('explore.fields.measures')}>
            {shownMeasures.map((name) => (
              <Entry
                key={name}
                id={`measure ${name}`}
                data={{ measure: name }}
                label={measureWords(name, t)}
                action={t('explore.measure.use', { measure: measureWords(name, t) })}
                onUse={() => onMeasure(name)}
              />
            ))}
          </Group>
        )}
        {groups.map((group) => {
          const members = shown.filter(({ of }) => of === group);
          if (members.length === 0) return null;
          return (
            <Group key={group} title={t(`explore.fields.${group}`)}>
              {members.map((field) => (
                <Entry
                  key={field.name}
                  id={`field ${field.name}`}
                  data={{ field }}
                  label={fieldWords(field.name, t)}
                  action={t('explore.fields.add', { field: fieldWords(field.name, t) })}
                  onUse={() => onField(field)}
                />
              ))}
            </Group>
          );
        })}
      </div>
    </aside>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}

interface EntryProps {
  id: string;
  data: { field: FieldInfo } | { measure: MeasureName };
  label: string;
  action: string;
  onUse(): void;
}

function Entry({ id, data, label, action, onUse }: EntryProps) {
  const { setNodeRef, listeners, isDragging } = useDraggable({ id, data });
  return (
    <li>
      <button
        type="button"
        ref={setNodeRef}
        className={isDragging ? 'explore-field is-dragged' : 'explore-field'}
        title={action}
        aria-label={action}
        onPointerDown={listeners?.onPointerDown as PointerEventHandler}
        onClick={onUse}
      >
        {label}
      </button>
    </li>
  );
}
