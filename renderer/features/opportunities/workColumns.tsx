import type { Table } from '../../../shared/domain/table.ts';
import { texts } from '../../../shared/domain/table.ts';
import type { Words } from '../../app/words.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { evidenceWords } from '../shared/evidenceWords.ts';
import { kindColumn } from '../shared/kindColumn.ts';

/** The columns of the list, in order, with widths for a screen of 1280 pixels. */
export function workColumns(words: Words): ColumnSpec[] {
  const { t } = words;
  return [
    { name: 'account_name', pinned: 'left', width: 170 },
    kindColumn(words),
    { name: 'product_name', width: 112 },
    { name: 'value', header: t('column.stake'), width: 106 },
    { name: 'probability', width: 86 },
    { name: 'movable', width: 80 },
    { name: 'expected', width: 94 },
    {
      name: 'evidence',
      width: 360,
      text: (_code, row, table) => evidenceText(table, row, words),
      span: () => 'clamped',
    },
    { name: 'owner', width: 96 },
    {
      name: 'status',
      width: 130,
      text: (value) => t.dynamic(`opportunityStatus.${value}`, {}, value ?? '–'),
    },
  ];
}

export function evidenceText(table: Table, row: number, words: Words): string {
  const params = texts(table, 'evidence_params')[row] ?? null;
  return evidenceWords('evidence', texts(table, 'evidence')[row] ?? null, params, words);
}

export function nextStepText(table: Table, row: number, words: Words): string {
  const params = texts(table, 'evidence_params')[row] ?? null;
  return evidenceWords('nextStep', texts(table, 'next_step')[row] ?? null, params, words);
}
