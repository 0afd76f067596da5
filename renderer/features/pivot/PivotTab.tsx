import { RedoOutlined, UndoOutlined } from '@ant-design/icons';
import {
  type CollisionDetection,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  rectIntersection,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { App, Button, Dropdown, Input, Result } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { parsePeriod } from '../../../shared/domain/period.ts';
import type { PivotSpec } from '../../../shared/domain/pivot.ts';
import { currencyParts } from '../../../shared/i18n/currencyWords.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { useSave } from '../../app/saveFile.ts';
import { useClient } from '../../app/session.ts';
import { useSlice } from '../../app/sliceState.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { LoadingState } from '../../components/LoadingState.tsx';
import { useRowsRequest } from '../../components/rowsRequest.ts';
import { SavedMenu } from '../../components/SavedMenu.tsx';
import { Warnings } from '../../components/Warnings.tsx';
import { ExportMenu } from '../shared/ExportMenu.tsx';
import { useRoom } from '../shared/room.ts';
import { copyText } from './copyText.ts';
import { decodeDesign, type Item, type PivotDesign, type Well, withItem } from './design.ts';
import { FieldList } from './FieldList.tsx';
import { FieldWells } from './FieldWells.tsx';
import type { Block } from './fetchBlock.ts';
import { measureWords, stepWords } from './headers.ts';
import { PivotFigures } from './PivotFigures.tsx';
import type { Area } from './pivotKeys.ts';
import { usePivotDesign } from './usePivotDesign.ts';
import { usePivotWhole } from './usePivotWhole.ts';
import './pivot.css';

/** Cells that go to the clipboard at once. */
const mostCopied = 500_000;

function isPeriod(text: string): boolean {
  try {
    parsePeriod(text);
    return true;
  } catch {
    return false;
  }
}

/** Fields in rows and columns, measures where they cross: opened, sorted, shown as shares, drilled, exported. */
export function PivotTab() {
  const { t } = useWords();
  const control = usePivotDesign();
  const { design, change } = control;
  const spec = useSpec(design);
  const pages = usePivotWhole(spec);
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const room = useRoom((box?.getBoundingClientRect().top ?? 306) + 26, 240);
  const actions = usePivotActions(spec, design);
  const [dragged, setDragged] = useState<Item | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, {
      keyboardCodes: { start: ['KeyD'], cancel: ['Escape'], end: ['Enter', 'Space'] },
    }),
  );
  function onDragEnd({ active, over }: DragEndEvent): void {
    const item = active.data.current as (Item & { measure?: boolean }) | undefined;
    const place = over?.data.current as { well: Well; index: number } | undefined;
    if (!item || !place) return;
    const isMeasure = item.well === 'measures' || item.measure === true;
    if (isMeasure === (place.well === 'measures')) change(withItem(design, item, place.well, place.index));
  }
  const { whole } = pages;
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={placeUnder}
      onDragStart={({ active }) => setDragged((active.data.current as Item | undefined) ?? null)}
      onDragCancel={() => setDragged(null)}
      onDragEnd={(event) => {
        setDragged(null);
        onDragEnd(event);
      }}
    >
      <div className="pivot-tab">
        <FieldList design={design} onChange={change} />
        <div className="pivot-main">
          <FieldWells design={design} onChange={change} />
          <Tools control={control} spec={spec} whole={whole ?? null} />
          {whole && whole.warnings.length > 0 && <Warnings warnings={whole.warnings} />}
          <div ref={setBox} className={`pivot-box ${pages.refreshing ? 'is-refreshing' : ''}`}>
            {pages.status === 'error' && <ErrorState error={pages.error} onRetry={pages.retry} />}
            {pages.status === 'cancelled' && !whole && (
              <Result
                title={t('state.cancelled')}
                extra={<Button onClick={pages.retry}>{t('action.retry')}</Button>}
              />
            )}
            {pages.status === 'loading' && (
              <div className={whole ? 'pivot-over' : ''}>
                <LoadingState progress={pages.progress} onCancel={pages.cancel} quiet={whole !== null} />
              </div>
            )}
            {spec && whole && pages.status !== 'error' && (
              <PivotFigures
                label={t('pivot.grid')}
                design={design}
                whole={whole}
                height={room}
                onRetry={pages.retry}
                onChange={change}
                onRows={actions.showRows}
                onCopy={actions.copy}
              />
            )}
          </div>
        </div>
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged && <span className="pivot-chip is-dragged">{nameWords(dragged.name, t)}</span>}
      </DragOverlay>
    </DndContext>
  );
}

/** A chip under the pointer, else the well there; with the keyboard what the dragged one covers. */
const placeUnder: CollisionDetection = (args) => {
  const under = args.pointerCoordinates ? pointerWithin(args) : rectIntersection(args);
  const chip = under.find(({ id }) => String(id).startsWith('place:'));
  return chip ? [chip] : under;
};

function nameWords(name: string, t: Translate): string {
  return t.dynamic(`measure.${name}`, {}, t.dynamic(`field.${name}`, {}, name));
}

/** The pivot within the filters of the page. An as-of date ends it. */
function useSpec(design: PivotDesign): PivotSpec | null {
  const { slice, asOf } = useSlice();
  return useMemo(() => {
    const { period, ...rest } = design;
    if (rest.measures.length === 0) return null;
    const bounds = period !== null && isPeriod(period) ? { from: period, to: period } : {};
    return { ...rest, ...slice, ...(asOf && !('to' in bounds) ? { to: asOf } : {}), ...bounds };
  }, [design, slice, asOf]);
}

function usePivotActions(spec: PivotSpec | null, design: PivotDesign) {
  const { t, locale } = useWords();
  const { message } = App.useApp();
  const client = useClient();
  const save = useSave();
  const open = useRowsRequest((store) => store.open);
  const showRows = useCallback(
    (row: number, column: number) =>
      void save.attempt(async () => {
        if (!spec) return null;
        const { where } = await client.call('pivot.conditions', { spec, row, column, locale });
        if (!where) {
          message.info(t('pivot.noRows'));
          return null;
        }
        const { basis, from, to } = spec;
        const title = where.map(({ in: values }) => values?.join() ?? t('pivot.other')).join(' · ');
        open({
          title: title || t('pivot.grandTotal'),
          slice: { where: [...spec.where, ...where], basis },
          ...(from ? { from } : {}),
          ...(to ? { to } : {}),
        });
        return null;
      }),
    [spec, client, locale, open, save, message, t],
  );
  const copy = useCallback(
    (area: Area) =>
      void save.attempt(async () => {
        if (!spec) return null;
        const width = design.measures.length;
        const cells = (area.bottom - area.top + 1) * (area.right - area.left + 1);
        if (cells > mostCopied) {
          message.info(t('pivot.copyTooMuch', { limit: mostCopied }));
          return null;
        }
        const text = await copyText(client, spec, locale, area, width, {
          step: (step) => stepWords(step, t),
          measure: (measure) => measureWords(measure, t),
          total: t('pivot.total'),
          grand: t('pivot.grandTotal'),
        });
        await navigator.clipboard.writeText(text);
        return t('copy.done');
      }),
    [spec, design.measures.length, client, locale, save, message, t],
  );
  return { showRows, copy };
}

interface ToolsProps {
  control: ReturnType<typeof usePivotDesign>;
  spec: PivotSpec | null;
  whole: Block | null;
}

/** How large the pivot is, what its amounts are in, what it counts, and what its asterisks mean. */
function pivotLine(whole: Block, { t, format }: Words): string {
  const count = (value: number) => format.value(value, 'count');
  const heads = [...whole.columns, ...whole.heads];
  return [
    t('pivot.size', { rows: count(whole.rows), columns: count(whole.columns.length) }),
    ...currencyParts(whole.currency ?? undefined, t),
    t('explore.line', { now: count(whole.rowsIn) }),
    ...(heads.some(({ partial, total }) => partial && !total) ? [`* ${t('pivot.partial')}`] : []),
  ].join(' · ');
}

function Tools({ control, spec, whole }: ToolsProps) {
  const words = useWords();
  const { t } = words;
  const { design, encoded, change } = control;
  return (
    <div className="pivot-tools" role="toolbar" aria-label={t('pivot.tools')}>
      <Button
        size="small"
        icon={<UndoOutlined aria-hidden />}
        disabled={!control.canUndo}
        aria-label={t('pivot.undo')}
        title={t('pivot.undo')}
        onClick={control.undo}
      />
      <Button
        size="small"
        icon={<RedoOutlined aria-hidden />}
        disabled={!control.canRedo}
        aria-label={t('pivot.redo')}
        title={t('pivot.redo')}
        onClick={control.redo}
      />
      <OptionsMenu design={design} onChange={change} />
      <PeriodInput design={design} onChange={change} />
      <SavedMenu
        setting="pivots"
        label={t('pivot.saved')}
        none={t('pivot.saved.none')}
        text={encoded}
        onOpen={(text) => {
          const saved = decodeDesign(text);
          if (saved) change(saved);
        }}
      />
      <ExportPivot spec={spec} />
      {whole && (
        <span className="pivot-size" role="status">
          {pivotLine(whole, words)}
        </span>
      )}
    </div>
  );
}

function OptionsMenu({ design, onChange }: { design: PivotDesign; onChange(design: PivotDesign): void }) {
  const { t } = useWords();
  const { totals } = design;
  const mark = (isOn: boolean, label: string) => `${isOn ? '✓ ' : ' '} ${label}`;
  const flip = (name: keyof typeof totals) =>
    onChange({ ...design, totals: { ...totals, [name]: !totals[name] } });
  const items = (['rows', 'columns', 'grandRow', 'grandColumn'] as const).map((name) => ({
    key: name,
    label: mark(totals[name], t(`pivot.totals.${name}`)),
    onClick: () => flip(name),
  }));
  const heat = {
    key: 'heat',
    label: mark(design.heat, t('pivot.heat')),
    onClick: () => onChange({ ...design, heat: !design.heat }),
  };
  return (
    <Dropdown trigger={['click']} menu={{ items: [...items, { type: 'divider' }, heat], autoFocus: true }}>
      <Button size="small" aria-haspopup="menu">
        {t('pivot.options')}
      </Button>
    </Dropdown>
  );
}

function PeriodInput({ design, onChange }: { design: PivotDesign; onChange(design: PivotDesign): void }) {
  const { t } = useWords();
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? design.period ?? '';
  const bad = shown.trim() !== '' && !isPeriod(shown);
  const apply = () => {
    if (bad) return;
    const period = shown.trim() === '' ? null : shown.trim();
    setText(null);
    if (period !== design.period) onChange({ ...design, period });
  };
  return (
    <Input
      size="small"
      className="pivot-period"
      style={{ width: 190 }}
      allowClear
      value={shown}
      status={bad ? 'error' : ''}
      placeholder={t('pivot.period')}
      aria-label={t('pivot.period')}
      title={t('pivot.period.hint')}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={apply}
      onBlur={apply}
    />
  );
}

function ExportPivot({ spec }: { spec: PivotSpec | null }) {
  const { t, format, locale } = useWords();
  const client = useClient();
  return (
    <ExportMenu
      title={t('explore.tab.pivot')}
      disabled={spec === null}
      write={async (kind, file) => {
        const { rows } = await client.call('pivot.export', {
          spec: spec!,
          format: kind,
          locale,
          file: file.handle,
        });
        return t('save.rows', { name: file.name, rows: format.value(rows, 'count') });
      }}
    />
  );
}
