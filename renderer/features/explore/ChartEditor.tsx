import { Checkbox, Form, InputNumber, Select } from 'antd';
import { useMemo } from 'react';
import type { AxisSpec, ChartKind, ExploreChart } from '../../../shared/contract/explore.ts';
import type { MeasureName } from '../../../shared/domain/measures.ts';
import type { Grain } from '../../../shared/domain/period.ts';
import { useSession } from '../../app/session.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useFields } from '../frame/useFields.ts';
import { measureWords } from './chartWords.ts';
import { fits, grains } from './makeChart.ts';
import { changedKind, kinds, offeredFields } from './setUp.ts';

interface ChartEditorProps {
  chart: ExploreChart;
  title: string;
  onChange(chart: ExploreChart): void;
  onClose(): void;
}

const widths = [
  [3, 'explore.width.quarter'],
  [4, 'explore.width.third'],
  [6, 'explore.width.half'],
  [8, 'explore.width.twoThirds'],
  [12, 'explore.width.full'],
] as const;

/** Kind, fields, measure, bins and size of a chart; every change shows at once. */
export function ChartEditor({ chart, title, onChange, onClose }: ChartEditorProps) {
  const { t } = useWords();
  const fields = useFields();
  const usable = useMemo(
    () => kinds.filter((kind) => changedKind(chart, kind, fields) !== null),
    [chart, fields],
  );
  const patch = (change: Partial<ExploreChart>) => onChange({ ...chart, ...change } as ExploreChart);
  return (
    <Dialog open title={t('explore.edit.title', { title })} footer={null} onCancel={onClose} width={460}>
      <Form layout="horizontal" labelCol={{ span: 8 }} size="middle" className="explore-editor">
        <Form.Item label={t('explore.kind')}>
          <Select<ChartKind>
            value={chart.kind}
            aria-label={t('explore.kind')}
            options={usable.map((value) => ({ value, label: t(`explore.kind.${value}`) }))}
            onChange={(kind) => {
              const changed = changedKind(chart, kind, fields);
              if (changed) onChange(changed);
            }}
          />
        </Form.Item>
        <Axes chart={chart} onChange={onChange} />
        <Measures chart={chart} patch={patch} />
        {chart.kind === 'time' && (
          <Form.Item label={t('explore.edit.look')}>
            <Select
              value={chart.look}
              aria-label={t('explore.edit.look')}
              options={(['area', 'line', 'bars'] as const).map((value) => ({
                value,
                label: t(`explore.look.${value}`),
              }))}
              onChange={(look) => patch({ look })}
            />
          </Form.Item>
        )}
        {chart.kind === 'scatter' && (
          <Form.Item label=" " colon={false}>
            <Checkbox checked={chart.log ?? false} onChange={({ target }) => patch({ log: target.checked })}>
              {t('explore.edit.log')}
            </Checkbox>
          </Form.Item>
        )}
        <Form.Item label={t('explore.edit.width')}>
          <Select
            value={chart.span}
            aria-label={t('explore.edit.width')}
            options={widths.map(([value, key]) => ({ value, label: t(key) }))}
            onChange={(span) => patch({ span })}
          />
        </Form.Item>
        <Form.Item label=" " colon={false}>
          <Checkbox checked={chart.tall ?? false} onChange={({ target }) => patch({ tall: target.checked })}>
            {t('explore.edit.tall')}
          </Checkbox>
        </Form.Item>
      </Form>
    </Dialog>
  );
}

function Measures({ chart, patch }: { chart: ExploreChart; patch(change: Partial<ExploreChart>): void }) {
  const { t } = useWords();
  const measures = (useSession((session) => session.workspace?.measures) ?? []) as MeasureName[];
  const options = measures.map((value) => ({ value, label: measureWords(value, t) }));
  const first = t(chart.kind === 'scatter' ? 'explore.edit.measureX' : 'explore.edit.measure');
  return (
    <>
      {chart.kind === 'scatter' && (
        <Form.Item label={t('explore.edit.of')}>
          <Select
            value={chart.of}
            aria-label={t('explore.edit.of')}
            options={(['account', 'product'] as const).map((value) => ({
              value,
              label: t(`explore.edit.of.${value}`),
            }))}
            onChange={(of) => patch({ of })}
          />
        </Form.Item>
      )}
      <Form.Item label={first}>
        <Select
          value={chart.measure}
          aria-label={first}
          options={options}
          onChange={(measure) => patch({ measure })}
        />
      </Form.Item>
      {chart.kind === 'scatter' && (
        <Form.Item label={t('explore.edit.measureY')}>
          <Select
            value={chart.measureY}
            aria-label={t('explore.edit.measureY')}
            options={options}
            onChange={(measureY) => patch({ measureY })}
          />
        </Form.Item>
      )}
    </>
  );
}

function Axes({ chart, onChange }: { chart: ExploreChart; onChange(chart: ExploreChart): void }) {
  const { t } = useWords();
  if (chart.kind === 'scatter' || chart.kind === 'table') return null;
  const isHeat = chart.kind === 'heat';
  return (
    <>
      <AxisItems
        kind={chart.kind}
        label={t(isHeat ? 'explore.edit.x' : 'explore.edit.field')}
        axis={chart.x}
        onChange={(x) => onChange({ ...chart, x })}
      />
      {isHeat && (
        <AxisItems
          kind="heat"
          label={t('explore.edit.y')}
          axis={chart.y}
          onChange={(y) => onChange({ ...chart, y })}
        />
      )}
    </>
  );
}

interface AxisItemsProps {
  kind: ChartKind;
  label: string;
  axis: AxisSpec;
  onChange(axis: AxisSpec): void;
}

function AxisItems({ kind, label, axis, onChange }: AxisItemsProps) {
  const { t } = useWords();
  const fields = offeredFields(useFields()).filter((field) => fits(kind, field));
  const field = fields.find(({ name }) => name === axis.field);
  return (
    <>
      <Form.Item label={label}>
        <Select
          value={axis.field}
          aria-label={label}
          showSearch={{ optionFilterProp: 'label' }}
          options={fields.map(({ name }) => ({
            value: name,
            label: name === 'day' ? t('field.date') : fieldWords(name, t),
          }))}
          onChange={(name) => onChange({ field: name })}
        />
      </Form.Item>
      {field?.type === 'date' && (
        <Form.Item label={t('explore.edit.grain')}>
          <Select<Grain | 'auto'>
            value={axis.grain ?? 'auto'}
            aria-label={t('explore.edit.grain')}
            options={[
              { value: 'auto' as const, label: t('explore.edit.grain.auto') },
              ...grains.map((value) => ({ value, label: t(`field.${value}`) })),
            ]}
            onChange={(grain) => onChange({ field: axis.field, ...(grain === 'auto' ? {} : { grain }) })}
          />
        </Form.Item>
      )}
      {field?.type === 'text' && (
        <Form.Item label={t('explore.edit.top')}>
          <InputNumber
            value={axis.top ?? (kind === 'tiers' ? 60 : 12)}
            min={1}
            max={60}
            aria-label={t('explore.edit.top')}
            onChange={(top) => onChange({ ...axis, ...(top ? { top } : {}) })}
          />
        </Form.Item>
      )}
      {field?.type === 'number' && (
        <>
          <Form.Item label={t('explore.edit.bins')}>
            <InputNumber
              value={axis.bins ?? 24}
              min={2}
              max={60}
              disabled={axis.scale === 'log'}
              aria-label={t('explore.edit.bins')}
              onChange={(bins) => onChange({ ...axis, ...(bins ? { bins } : {}) })}
            />
          </Form.Item>
          <Form.Item label=" " colon={false}>
            <Checkbox
              checked={axis.scale === 'log'}
              onChange={({ target }) => onChange({ ...axis, scale: target.checked ? 'log' : 'linear' })}
            >
              {t('explore.edit.log')}
            </Checkbox>
          </Form.Item>
        </>
      )}
    </>
  );
}
