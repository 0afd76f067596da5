import type { Evidence } from '../../shared/domain/exhibit.ts';
import type { Condition } from '../../shared/domain/slice.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import { periodWords } from './periodWords.ts';
import type { SliceState } from './sliceAddress.ts';
import type { Words } from './words.tsx';

const shownValues = 3;

/** A field as people call it: a known field in their language, an attribute by its own name. */
export function fieldWords(field: string, t: Translate): string {
  const own = field.replace(/^(attribute:|account\.|product\.|sales\.)/, '');
  return t.dynamic(`field.${own}`, {}, own);
}

function listed(values: string[], t: Translate): string {
  const shown = values.slice(0, shownValues).map((value) => (value === '' ? t('value.empty') : value));
  if (values.length > shownValues) shown.push(t('list.more', { count: values.length - shownValues }));
  return shown.join(t('list.separator'));
}

/** One condition as a phrase: `Market: France, Germany`. */
export function conditionWords(condition: Condition, t: Translate): string {
  const field = fieldWords(condition.field, t);
  const parts: string[] = [];
  if (condition.in) parts.push(listed(condition.in, t));
  if (condition.not) parts.push(t('condition.not', { values: listed(condition.not, t) }));
  if (condition.contains !== undefined) parts.push(t('condition.contains', { text: condition.contains }));
  if (condition.matches !== undefined) parts.push(t('condition.matches', { text: condition.matches }));
  if (condition.from !== undefined) parts.push(`≥ ${condition.from}`);
  if (condition.to !== undefined) parts.push(`≤ ${condition.to}`);
  return t('condition.phrase', { field, test: parts.join(t('list.separator')) });
}

/** What a slice holds, as one line. */
export function sliceWords(state: SliceState, t: Translate): string {
  const { where, basis, from, to, asOf, comparedBy } = state;
  const parts: string[] = [];
  if (from && to) parts.push(t('evidence.compared', { to: periodWords(to), from: periodWords(from) }));
  else if (to) parts.push(periodWords(to));
  else if (from) parts.push(t('slices.from', { from: periodWords(from) }));
  if (asOf) parts.push(t('evidence.asOf', { date: asOf }));
  for (const condition of where) parts.push(conditionWords(condition, t));
  if (basis !== 'net') parts.push(t(`basis.${basis}`));
  if (comparedBy.length > 0) {
    const fields = comparedBy.map((field) => fieldWords(field, t)).join(t('list.separator'));
    parts.push(t('upsell.comparedByFields', { fields }));
  }
  return parts.length > 0 ? parts.join(' · ') : t('slices.whole');
}

/** The line under every chart: periods, filters and how much it was computed from. */
export function evidenceLine(evidence: Evidence, { t, format }: Words): string {
  const parts: string[] = [];
  if (evidence.from && evidence.to) {
    parts.push(
      t('evidence.compared', { to: periodWords(evidence.to.text), from: periodWords(evidence.from.text) }),
    );
  } else if (evidence.to) parts.push(periodWords(evidence.to.text));
  parts.push(t('evidence.asOf', { date: evidence.asOf }));
  for (const condition of evidence.slice.where) parts.push(conditionWords(condition, t));
  if (evidence.slice.basis !== 'net') parts.push(t(`basis.${evidence.slice.basis}`));
  parts.push(
    t('evidence.n', {
      rows: format.value(evidence.rowsIn, 'count'),
      accounts: format.value(evidence.accounts, 'count'),
    }),
  );
  return parts.join(' · ');
}
