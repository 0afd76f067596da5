import { useDraggable, useDroppable } from '@dnd-kit/core';
import { Dropdown, InputNumber, type MenuProps } from 'antd';
import { memo } from 'react';
import { type MeasureName, measures } from '../../../shared/domain/measures.ts';
import { type ShowAs, showAs } from '../../../shared/domain/pivot.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { useWords } from '../../app/words.tsx';
import { type Item, type PivotDesign, type Well, withAs, withItem, withoutItem, withTop } from './design.ts';
import { measureWords } from './headers.ts';

interface WellsProps {
  design: PivotDesign;
  onChange(design: PivotDesign): void;
}

const wells: readonly Well[] = ['rows', 'columns', 'measures'];

/** What stands in rows, in columns, and where they cross; chips can be dragged, or moved by their menus. */
export const FieldWells = memo(function FieldWells(props: WellsProps) {
  return (
    <div className="pivot-wells">
      {wells.map((well) => (
        <WellBox key={well} well={well} {...props} />
      ))}
    </div>
  );
});

function WellBox({ well, design, onChange }: WellsProps & { well: Well }) {
  const { t } = useWords();
  const { setNodeRef, isOver } = useDroppable({
    id: `well:${well}`,
    data: { well, index: design[well].length },
  });
  return (
    <section
      ref={setNodeRef}
      className={`pivot-well ${isOver ? 'is-over' : ''}`}
      aria-label={t(`pivot.${well}`)}
    >
      <span className="pivot-well-name">{t(`pivot.${well}`)}</span>
      {design[well].map((_, index) => (
        <Chip key={`${well}:${index}`} well={well} index={index} design={design} onChange={onChange} />
      ))}
      {design[well].length === 0 && <span className="quiet">{t('pivot.dropHere')}</span>}
    </section>
  );
}

interface ChipProps extends WellsProps {
  well: Well;
  index: number;
}

function fieldWords(field: string, t: Translate): string {
  return t.dynamic(`field.${field.replace(/^(account|product|sales)\./, '')}`, {}, field);
}

function Chip({ well, index, design, onChange }: ChipProps) {
  const { t } = useWords();
  const name = well === 'measures' ? design.measures[index]!.measure : design[well][index]!.field;
  const item: Item = { name, well, index };
  const {
    setNodeRef: setDrag,
    listeners,
    attributes,
  } = useDraggable({ id: `chip:${well}:${index}`, data: item });
  const { setNodeRef: setDrop, isOver } = useDroppable({
    id: `place:${well}:${index}`,
    data: { well, index },
  });
  const field = well === 'measures' ? null : design[well][index]!;
  const label =
    well === 'measures'
      ? measureWords(design.measures[index]!, t)
      : field!.top === undefined
        ? fieldWords(name, t)
        : t('pivot.topChip', { field: fieldWords(name, t), top: field!.top });
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items: chipMenu({ well, index, design, onChange }, item, t), autoFocus: true }}
      destroyOnHidden
    >
      <button
        ref={(node) => {
          setDrag(node);
          setDrop(node);
        }}
        {...attributes}
        {...listeners}
        type="button"
        className={`pivot-chip ${isOver ? 'is-over' : ''}`}
        aria-haspopup="menu"
        title={label}
      >
        {label}
      </button>
    </Dropdown>
  );
}

function chipMenu(chip: ChipProps, item: Item, t: Translate): NonNullable<MenuProps['items']> {
  const { well, index, design, onChange } = chip;
  const others = well === 'measures' ? [] : (['rows', 'columns'] as const).filter((each) => each !== well);
  return [
    ...(well === 'measures' ? measureItems(chip, t) : fieldItems(chip, well, t)),
    { type: 'divider' },
    {
      key: 'left',
      label: t('pivot.moveEarlier'),
      disabled: index === 0,
      onClick: () => onChange(withItem(design, item, well, index - 1)),
    },
    {
      key: 'right',
      label: t('pivot.moveLater'),
      disabled: index === design[well].length - 1,
      onClick: () => onChange(withItem(design, item, well, index + 2)),
    },
    ...others.map((other) => ({
      key: other,
      label: t(`pivot.moveTo.${other}`),
      onClick: () => onChange(withItem(design, item, other, design[other].length)),
    })),
    {
      key: 'remove',
      label: t('pivot.remove'),
      disabled: well === 'measures' && design.measures.length === 1,
      onClick: () => onChange(withoutItem(design, well, index)),
    },
  ];
}

function measureItems({ index, design, onChange }: ChipProps, t: Translate): NonNullable<MenuProps['items']> {
  const { measure, as } = design.measures[index]!;
  const additive = measures[measure as MeasureName]?.additive ?? false;
  const ways = showAs.filter((way) => way !== 'running' || additive);
  return [
    {
      key: 'as',
      type: 'group',
      label: t('pivot.showAs'),
      children: ways.map((way: ShowAs) => ({
        key: way,
        label: `${way === as ? '✓ ' : ''}${t(`pivot.as.${way}`)}`,
        onClick: () => onChange(withAs(design, index, way)),
      })),
    },
  ];
}

function fieldItems(
  { index, design, onChange }: ChipProps,
  well: 'rows' | 'columns',
  t: Translate,
): NonNullable<MenuProps['items']> {
  const field = design[well][index]!;
  const openKey = well === 'rows' ? 'rowsOpen' : 'columnsOpen';
  const sortKey = well === 'rows' ? 'rowSort' : 'columnSort';
  const sort = design[sortKey];
  const isLast = index === design[well].length - 1;
  const setOpen = (depth: number) => onChange({ ...design, [openKey]: { depth, except: [] } });
  const setSort = (next: typeof sort) => onChange({ ...design, [sortKey]: next });
  const mark = (isOn: boolean, label: string) => `${isOn ? '✓ ' : ''}${label}`;
  return [
    {
      key: 'sort',
      label: t('pivot.sort'),
      children: [
        ...([false, true] as const).map((descending) => ({
          key: `label-${descending}`,
          label: mark(
            sort.by === 'label' && sort.descending === descending,
            t(descending ? 'pivot.sortLabelDown' : 'pivot.sortLabelUp'),
          ),
          onClick: () => setSort({ by: 'label', descending }),
        })),
        ...design.measures.flatMap((measure, at) =>
          ([true, false] as const).map((descending) => ({
            key: `${at}-${descending}`,
            label: mark(
              sort.by === 'value' && (sort.measure ?? 0) === at && sort.descending === descending,
              t(descending ? 'pivot.sortValueDown' : 'pivot.sortValueUp', {
                measure: t.dynamic(`measure.${measure.measure}`, {}, measure.measure),
              }),
            ),
            onClick: () => setSort({ by: 'value', measure: at, at: [], descending }),
          })),
        ),
      ],
    },
    {
      key: 'top',
      label: (
        // biome-ignore lint/a11y/noStaticElementInteractions: keeps the menu from taking what is typed
        <span
          className="pivot-top"
          onClick={(event) => event.stopPropagation()}
          onKeyDown={(event) => event.stopPropagation()}
        >
          {t('pivot.top')}{' '}
          <InputNumber
            size="small"
            min={1}
            max={10_000}
            value={field.top ?? null}
            aria-label={t('pivot.top')}
            onChange={(top) => onChange(withTop(design, well, index, top, design.measures[0]?.measure))}
          />
        </span>
      ),
    },
    ...(isLast
      ? []
      : [
          { key: 'open', label: t('pivot.openLevel'), onClick: () => setOpen(index + 1) },
          { key: 'close', label: t('pivot.closeLevel'), onClick: () => setOpen(index) },
        ]),
  ];
}
