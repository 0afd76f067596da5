import { BarsOutlined, PlusOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Checkbox, Dropdown, Tag } from 'antd';
import { useEffect, useRef } from 'react';
import type { ChartKind } from '../../../shared/contract/explore.ts';
import { useWords } from '../../app/words.tsx';
import type { Link } from './link.ts';
import { mostCharts, type PageView } from './pageView.ts';
import { kinds } from './setUp.ts';
import type { ExploreViewControl } from './useExploreView.ts';
import { ViewsButton } from './ViewsButton.tsx';

export interface Chip {
  id: string;
  label: string;
}

interface ToolbarProps {
  control: ExploreViewControl;
  view: PageView;
  chips: Chip[];
  link: Link;
  allRows: number | null;
  fieldsShown: boolean;
  onFields(): void;
  onAdd(kind: ChartKind): void;
  onUnselect(id: string | null): void;
  onUseAsSlice(): void;
  onFit(fit: boolean): void;
}

/** What is selected and how many rows that leaves; charts come in and selections go out here. */
export function Toolbar(props: ToolbarProps) {
  const { control, view, chips, fieldsShown } = props;
  const { t } = useWords();
  const isFull = view.charts.length >= mostCharts;
  return (
    <section className="explore-toolbar" aria-label={t('explore.toolbar')}>
      <Button
        size="small"
        icon={<BarsOutlined aria-hidden />}
        aria-pressed={fieldsShown}
        onClick={props.onFields}
      >
        {t('explore.fields')}
      </Button>
      <Dropdown
        trigger={['click']}
        disabled={isFull}
        menu={{
          items: kinds.map((key) => ({ key, label: t(`explore.kind.${key}`) })),
          onClick: ({ key }) => props.onAdd(key as ChartKind),
        }}
      >
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden />}
          title={isFull ? t('explore.add.full', { most: mostCharts }) : t('explore.add')}
        >
          {t('explore.add')}
        </Button>
      </Dropdown>
      <RowCount link={props.link} all={props.allRows} />
      <section className="explore-chips" aria-label={t('explore.selections')}>
        {chips.length === 0 && <span className="quiet">{t('explore.noSelections')}</span>}
        {chips.map(({ id, label }) => (
          <Tag
            key={id}
            className="slice-tag"
            closable={{ 'aria-label': t('explore.unselect', { selection: label }) }}
            onClose={(event) => {
              event.preventDefault();
              props.onUnselect(id);
            }}
          >
            {label}
          </Tag>
        ))}
        {chips.length > 0 && (
          <>
            <Button size="small" type="text" onClick={() => props.onUnselect(null)}>
              {t('explore.clearAll')}
            </Button>
            <Button
              size="small"
              type="text"
              title={t('explore.useAsSlice.hint')}
              onClick={props.onUseAsSlice}
            >
              {t('explore.useAsSlice')}
            </Button>
          </>
        )}
      </section>
      <Checkbox
        title={t('explore.fit.hint')}
        checked={view.fit ?? false}
        onChange={({ target }) => props.onFit(target.checked)}
      >
        {t('explore.fit')}
      </Checkbox>
      <Button
        size="small"
        type="text"
        icon={<UndoOutlined aria-hidden />}
        disabled={!control.canUndo}
        aria-label={t('explore.undo')}
        title={t('explore.undo')}
        onClick={control.undo}
      />
      <Button
        size="small"
        type="text"
        icon={<RedoOutlined aria-hidden />}
        disabled={!control.canRedo}
        aria-label={t('explore.redo')}
        title={t('explore.redo')}
        onClick={control.redo}
      />
      <ViewsButton view={view} onShow={(next) => control.update(() => next)} />
    </section>
  );
}

/** Rows under all selections; written outside React, because it changes with every move of a brush. */
function RowCount({ link, all }: { link: Link; all: number | null }) {
  const { t, format } = useWords();
  const text = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (all === null) return undefined;
    const whole = format.value(all, 'count');
    return link.countRows((rows) => {
      if (!text.current) return;
      text.current.textContent = t('explore.rows', { now: format.value(rows, 'count'), all: whole });
    });
  }, [link, all, t, format]);
  return <span ref={text} className="explore-rows" data-testid="explore-rows" />;
}
