import { Alert, Flex, Select } from 'antd';
import { useMemo } from 'react';
import type { Preview, PreviewColumn } from '../../../shared/contract/ingest.ts';
import { attributeName, findField, kindFields, type TableKind } from '../../../shared/domain/fields.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';
import { type PlainColumn, PlainTable } from '../../components/PlainTable.tsx';
import { Confidence } from './Confidence.tsx';
import {
  changeColumnFormat,
  changeDraft,
  fieldByHeader,
  fieldsAcross,
  missingFields,
  useImportDraft,
} from './importDraft.ts';
import { StepButtons } from './StepButtons.tsx';
import { UnitSelect } from './UnitSelect.tsx';
import { WideColumns } from './WideColumns.tsx';

const dateOrders = ['ymd', 'dmy', 'mdy'] as const;
const decimals = ['.', ','] as const;

/** What the columns mean. A field goes to one column; a column that is no field can be kept under its own name. */
export function MapStep({ preview, busy }: { preview: Preview; busy: boolean }) {
  const { t } = useWords();
  const edits = useImportDraft((draft) => draft.edits);
  const kind = useImportDraft((draft) => draft.kind) ?? preview.kind;
  const fields = useMemo(() => fieldByHeader(preview, edits), [preview, edits]);
  if (!kind) return null;
  const across = fieldsAcross(preview);
  const mapped = [...Object.values(fields).filter((field) => field !== null), ...across];
  const missing = missingFields(kind, mapped);
  return (
    <Flex vertical gap={12}>
      <p className="quiet">{t('map.lead', { kind: t(`kindOfTable.${kind}`) })}</p>
      <WideColumns preview={preview} kind={kind} />
      <MappingTable preview={preview} kind={kind} fields={fields} />
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          role="status"
          title={t('map.missing')}
          description={
            <ul className="plain-list">
              {missing.map((group) => (
                <li key={group.join()}>{groupWords(group, t)}</li>
              ))}
            </ul>
          }
        />
      )}
      <StepButtons back="read" next="rules" disabled={busy || missing.length > 0} />
    </Flex>
  );
}

function groupWords(group: string[], t: Translate): string {
  return group
    .map((name) => (name === 'quantityAndPrice' ? t('map.quantityAndPrice') : fieldWords(name, t)))
    .join(t('map.or'));
}

interface MappingTableProps {
  preview: Preview;
  kind: TableKind;
  fields: Record<string, string | null>;
}

function MappingTable({ preview, kind, fields }: MappingTableProps) {
  const { t, format } = useWords();
  const across = fieldsAcross(preview);
  const parts = partHeaders(preview);
  const turned = new Set(preview.unpivot?.headers);
  const columns: PlainColumn<PreviewColumn>[] = [
    {
      key: 'column',
      title: t('map.column'),
      cell: ({ header }) => <strong className="map-column">{header}</strong>,
    },
    {
      key: 'sample',
      title: t('map.sample'),
      cell: ({ sample }) => <span className="map-sample">{sample.slice(0, 4).join(' · ')}</span>,
    },
    { key: 'type', title: t('map.type'), cell: (column) => <TypeCell column={column} /> },
    {
      key: 'empty',
      title: t('map.empty'),
      isNumber: true,
      cell: ({ nulls }) => (nulls > 0 ? format.value(nulls, 'count') : '–'),
    },
    {
      key: 'field',
      title: t('map.field'),
      cell: (column) => (
        <FieldSelect
          column={column}
          kind={kind}
          field={fields[column.header] ?? null}
          across={across}
          part={parts.get(column.header)}
        />
      ),
    },
    {
      key: 'confidence',
      title: t('map.confidence'),
      cell: ({ header, field, confidence }) => {
        const chosen = fields[header] ?? null;
        if (chosen === null) return <span className="quiet">{parts.has(header) ? '' : t('map.left')}</span>;
        return chosen === field ? <Confidence value={confidence} /> : <span>{t('map.chosen')}</span>;
      },
    },
  ];
  return (
    <PlainTable
      label={t('import.step.map')}
      columns={columns}
      rows={preview.columns.filter(({ header }) => !turned.has(header))}
      rowKey={({ header }) => header}
    />
  );
}

type Part = 'pair' | 'year' | 'amount';

/** Columns that are no field of their own and yet are read: they make up another. */
function partHeaders({ unpivot, ledger }: Preview): Map<string, Part> {
  const parts = new Map<string, Part>();
  if (unpivot?.pairColumn !== undefined) parts.set(unpivot.pairColumn, 'pair');
  if (unpivot?.yearColumn !== undefined) parts.set(unpivot.yearColumn, 'year');
  if (ledger?.side) parts.set(ledger.debit, 'amount').set(ledger.credit, 'amount');
  return parts;
}

interface FieldSelectProps {
  column: PreviewColumn;
  kind: TableKind;
  field: string | null;
  /** Fields that are filled otherwise. */
  across: string[];
  /** What a column without a field is read for all the same. */
  part: Part | undefined;
}

const leaveOut = '';

function FieldSelect({ column, kind, field, across, part }: FieldSelectProps) {
  const { t } = useWords();
  const edits = useImportDraft((draft) => draft.edits);
  const attribute = field && !findField(kind, field) ? field : attributeName(kind, column.header);
  const options = [
    { value: leaveOut, label: t(part === undefined ? 'map.leaveOut' : `map.part.${part}`) },
    {
      label: t('map.fields'),
      options: kindFields[kind]
        .filter(({ name }) => !across.includes(name))
        .map(({ name, required }) => ({
          value: name,
          label: required ? t('map.required', { field: fieldWords(name, t) }) : fieldWords(name, t),
        })),
    },
    {
      label: t('map.attribute'),
      options: [{ value: attribute, label: t('map.keepAs', { name: attribute }) }],
    },
  ];
  function choose(value: string) {
    const { [column.header]: _before, ...rest } = edits;
    changeDraft({ edits: { ...rest, [column.header]: value === leaveOut ? null : value } });
  }
  return (
    <Select
      className="map-field"
      value={field ?? leaveOut}
      aria-label={t('map.fieldOf', { column: column.header })}
      virtual={false}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      onChange={choose}
    />
  );
}

function TypeCell({ column }: { column: PreviewColumn }) {
  const { t } = useWords();
  const read = useImportDraft((draft) => draft.read);
  const { header, type, dateOrder, decimal, formatConfidence } = column;
  return (
    <Flex gap={6} align="center">
      <span>{t(`type.${type}`)}</span>
      {type === 'date' && (
        <Select
          size="small"
          value={read.dateOrder?.[header] ?? dateOrder ?? null}
          placeholder={t('dateOrder.written')}
          popupMatchSelectWidth={false}
          aria-label={t('map.dateOrder', { column: header })}
          options={dateOrders.map((value) => ({ value, label: t(`dateOrder.${value}`) }))}
          onChange={(order) => changeColumnFormat(header, { dateOrder: order })}
        />
      )}
      {type === 'number' && decimal && (
        <Select
          size="small"
          value={read.decimal?.[header] ?? decimal}
          aria-label={t('map.decimal', { column: header })}
          options={decimals.map((value) => ({ value, label: value === '.' ? '1,234.5' : '1.234,5' }))}
          onChange={(mark) => changeColumnFormat(header, { decimal: mark })}
        />
      )}
      {(type === 'number' || type === 'integer') && (
        <UnitSelect columns={[column]} label={t('map.scale', { column: header })} />
      )}
      {formatConfidence !== undefined && formatConfidence < 0.85 && <Confidence value={formatConfidence} />}
    </Flex>
  );
}
