import { FilterOutlined } from '@ant-design/icons';
import { Button, Form, Input, Popover, Select } from 'antd';
import { useState } from 'react';
import type { FieldInfo } from '../../../shared/contract/analyse.ts';
import type { Condition } from '../../../shared/domain/slice.ts';
import { useSlice } from '../../app/sliceState.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';

interface Answers {
  field: string;
  values?: string[];
  contains?: string;
  from?: string;
  to?: string;
}

function bound(text: string | undefined, type: FieldInfo['type']): string | number | undefined {
  const trimmed = text?.trim();
  if (!trimmed) return undefined;
  return type === 'number' && Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
}

function toTest(answers: Answers, type: FieldInfo['type']): Omit<Condition, 'field'> | null {
  const test: Omit<Condition, 'field'> = {};
  if (type === 'text') {
    if (answers.values && answers.values.length > 0) test.in = answers.values;
    if (answers.contains?.trim()) test.contains = answers.contains.trim();
  } else {
    const from = bound(answers.from, type);
    const to = bound(answers.to, type);
    if (from !== undefined) test.from = from;
    if (to !== undefined) test.to = to;
  }
  return Object.keys(test).length > 0 ? test : null;
}

/** A condition on any field of the book. */
export function MoreFilters({ fields }: { fields: readonly FieldInfo[] }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={<FilterForm fields={fields} onDone={() => setOpen(false)} />}
    >
      <Button icon={<FilterOutlined aria-hidden />} disabled={fields.length === 0}>
        {t('slice.more')}
      </Button>
    </Popover>
  );
}

function FilterForm({ fields, onDone }: { fields: readonly FieldInfo[]; onDone(): void }) {
  const { t } = useWords();
  const { setCondition } = useSlice();
  const [form] = Form.useForm<Answers>();
  const name = Form.useWatch('field', form);
  const field = fields.find((each) => each.name === name);

  function apply(answers: Answers) {
    const test = field && toTest(answers, field.type);
    if (field && test) setCondition(field.name, test);
    onDone();
  }

  return (
    <Form form={form} layout="vertical" className="filter-form" onFinish={apply}>
      <Form.Item
        name="field"
        label={t('slice.field')}
        rules={[{ required: true, message: t('slice.field.missing') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={fields.map((each) => ({ value: each.name, label: fieldWords(each.name, t) }))}
          onChange={() => form.resetFields(['values', 'contains', 'from', 'to'])}
        />
      </Form.Item>
      {field?.type === 'text' && (
        <>
          <Form.Item name="values" label={t('slice.values')}>
            <Select mode="tags" options={field.values.map(({ value }) => ({ value, label: value }))} />
          </Form.Item>
          <Form.Item name="contains" label={t('slice.contains')}>
            <Input />
          </Form.Item>
        </>
      )}
      {field && field.type !== 'text' && (
        <>
          <Form.Item name="from" label={t('slice.from')}>
            <Input inputMode={field.type === 'number' ? 'decimal' : 'text'} />
          </Form.Item>
          <Form.Item name="to" label={t('slice.to')}>
            <Input inputMode={field.type === 'number' ? 'decimal' : 'text'} />
          </Form.Item>
        </>
      )}
      <Button type="primary" htmlType="submit">
        {t('action.apply')}
      </Button>
    </Form>
  );
}
