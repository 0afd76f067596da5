import { Descriptions, type DescriptionsProps } from 'antd';
import type { ReactNode } from 'react';
import type { Evidence, Exhibit } from '../../shared/domain/exhibit.ts';
import { currencyWords } from '../../shared/i18n/currencyWords.ts';
import { parameterWords, spanWords } from '../../shared/i18n/parameterWords.ts';
import { conditionWords } from '../app/sliceWords.ts';
import { useWords, type Words } from '../app/words.tsx';
import { Dialog } from './Dialog.tsx';
import { warningWords } from './Warnings.tsx';

type Items = NonNullable<DescriptionsProps['items']>;

function periodItems(evidence: Evidence, { t }: Words): Items {
  const items: Items = [];
  for (const [key, period] of [
    ['from', evidence.from],
    ['to', evidence.to],
  ] as const) {
    if (!period) continue;
    const label = t(key === 'from' ? 'period.from' : 'period.to');
    items.push({ key, label, children: spanWords(period) });
  }
  return items;
}

function linesOf(lines: string[]): ReactNode {
  return lines.map((line) => <div key={line}>{line}</div>);
}

function evidenceItems(exhibit: Exhibit, words: Words): Items {
  const { t, format } = words;
  const { evidence } = exhibit;
  const items: Items = [
    {
      key: 'method',
      label: t('explain.method'),
      children: t.dynamic(`method.${evidence.method}`, {}, evidence.method),
    },
  ];
  const formula = t.dynamic(`method.${evidence.method}.formula`, {}, '');
  if (formula) items.push({ key: 'formula', label: t('explain.formula'), children: <code>{formula}</code> });
  if (evidence.source) items.push({ key: 'source', label: t('explain.source'), children: evidence.source });
  items.push(...periodItems(evidence, words));
  items.push({ key: 'asOf', label: t('slice.asOf'), children: evidence.asOf });
  items.push({ key: 'basis', label: t('slice.basis'), children: t(`basis.${evidence.slice.basis}.long`) });
  if (evidence.currency) {
    const children = linesOf(currencyWords(evidence.currency, t));
    items.push({ key: 'currency', label: t('currency.reportedIn'), children });
  }
  const filters = evidence.slice.where.map((condition) => conditionWords(condition, t)).join(' · ');
  items.push({ key: 'where', label: t('explain.filters'), children: filters || t('explain.noFilters') });
  items.push({
    key: 'n',
    label: t('explain.data'),
    children: t('evidence.n', {
      rows: format.value(evidence.rowsIn, 'count'),
      accounts: format.value(evidence.accounts, 'count'),
    }),
  });
  const parameters = parameterWords(evidence, t);
  if (parameters.length > 0) {
    items.push({ key: 'parameters', label: t('explain.parameters'), children: linesOf(parameters) });
  }
  if (evidence.warnings.length > 0) {
    const children = evidence.warnings.map((warning) => (
      <p key={`${warning.code}${JSON.stringify(warning.params)}`} className="explain-warning">
        {warningWords(warning, t)}
      </p>
    ));
    items.push({ key: 'warnings', label: t('explain.warnings'), children });
  }
  return items;
}

/** Why the numbers can be believed: definition, formula, dates, filters, sources, cautions. */
export function Explain(props: { exhibit: Exhibit; question: string; onClose(): void }) {
  const words = useWords();
  return (
    <Dialog open title={props.question} footer={null} onCancel={props.onClose} width={640}>
      <Descriptions
        className="explain"
        column={1}
        size="small"
        bordered
        items={evidenceItems(props.exhibit, words)}
      />
    </Dialog>
  );
}
