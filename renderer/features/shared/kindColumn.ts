import { type Table, texts } from '../../../shared/domain/table.ts';
import type { Words } from '../../app/words.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';

/** The kind of an opportunity, in words and in its colour. */
export function kindColumn({ t }: Words): ColumnSpec {
  return {
    name: 'kind',
    width: 100,
    text: (value) => t.dynamic(`kind.${value}`, {}, value ?? '–'),
    span: kindSpan,
  };
}

function kindSpan(row: number, table: Table): string {
  return `kind kind-${texts(table, 'kind')[row]}`;
}
