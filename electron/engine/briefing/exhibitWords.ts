import type { Evidence, Exhibit, Question } from '../../../shared/domain/exhibit.ts';
import type { Condition } from '../../../shared/domain/slice.ts';
import { type Column, type Table, type TextColumn, textColumn } from '../../../shared/domain/table.ts';
import { currencyParts, withCurrency } from '../../../shared/i18n/currencyWords.ts';
import type { Format } from '../../../shared/i18n/format.ts';
import type { MessageKey } from '../../../shared/i18n/messages.ts';
import { sentenceParams } from '../../../shared/i18n/opportunityWords.ts';
import type { MessageParams, Translate } from '../../../shared/i18n/translate.ts';

export interface FileWords {
  t: Translate;
  format: Format;
}

/** Tables that answer a narrower question than their exhibit. */
const tableQuestions: Partial<Record<`${Question}/${string}`, MessageKey>> = {
  'movement/accounts': 'chart.movement.accounts',
  'concentration/stress': 'chart.concentration.stress',
  'rhythm/rhythm': 'chart.rhythm.list',
  'rhythm/gaps': 'chart.rhythm.gaps',
  'survival/groups': 'chart.survival.groups',
  'activity/frequency': 'chart.activity.frequency',
  'activity/holdout': 'chart.activity.holdout',
  'activity/parameters': 'chart.activity.parameters',
  'price-volume-mix/products': 'chart.pvm.products',
  'headroom/peers': 'chart.headroom.peers',
  'headroom/frontier': 'chart.headroom.frontier',
  'headroom/coefficients': 'chart.headroom.coefficients',
  'momentum/bridge': 'chart.momentum.bridge',
  'price/accounts': 'chart.price.accounts',
  'price/products': 'chart.price.products',
  'price/buyers': 'chart.price.buyersAny',
  'price-volume-mix/accounts': 'chart.pvm.accountsAny',
  'next-product/reliability': 'chart.nextProduct.reliability',
  'cannibalisation/figures': 'chart.cannibalisation.figures',
  'cannibalisation/substitutes': 'chart.cannibalisation.substitutes',
  'network/nodes': 'chart.network.nodes',
  'backtest/calibration': 'chart.backtest.calibration',
  'backtest/origins': 'chart.backtest.origins',
  'risk/calibration': 'chart.risk.calibration',
  'risk/effects': 'chart.risk.effects',
  'health/bands': 'chart.health.bands',
  'renewals/renewals': 'chart.renewals.list',
  'account/months': 'chart.account.trend',
  'account/products': 'chart.account.products',
  'account/whiteSpace': 'chart.account.whiteSpace',
  'account/profile': 'accounts.profile',
  'account/opportunities': 'question.opportunities',
  'account/feedback': 'accounts.feedback',
  'account/activities': 'accounts.activities',
  'account/plan': 'accounts.plan',
  'account/stock': 'accounts.stock',
  'opportunities/kinds': 'chart.opportunities.kind',
  'opportunities/groups': 'opportunities.groups',
};

/** The question as a sentence: the title of whatever shows this table. */
export function titleOf(exhibit: Exhibit, tableName: string, t: Translate): string {
  const { question } = exhibit.ask;
  return t(tableQuestions[`${question}/${tableName}`] ?? `question.${question}`);
}

const shownValues = 3;

function listed(values: readonly string[], t: Translate): string {
  const shown = values.slice(0, shownValues).map((value) => (value === '' ? t('value.empty') : value));
  if (values.length > shownValues) shown.push(t('list.more', { count: values.length - shownValues }));
  return shown.join(t('list.separator'));
}

/** One condition as a phrase: `Market: France, Germany`. */
export function conditionWords(condition: Condition, t: Translate): string {
  const own = condition.field.replace(/^(attribute:|account\.|product\.|sales\.)/, '');
  const field = t.dynamic(`field.${own}`, {}, own);
  const parts: string[] = [];
  if (condition.in) parts.push(listed(condition.in, t));
  if (condition.not) parts.push(t('condition.not', { values: listed(condition.not, t) }));
  if (condition.contains !== undefined) parts.push(t('condition.contains', { text: condition.contains }));
  if (condition.matches !== undefined) parts.push(t('condition.matches', { text: condition.matches }));
  if (condition.from !== undefined) parts.push(`≥ ${condition.from}`);
  if (condition.to !== undefined) parts.push(`≤ ${condition.to}`);
  return t('condition.phrase', { field, test: parts.join(t('list.separator')) });
}

/** The line under a title: periods, filters and how much it was computed from. */
export function evidenceLine(evidence: Evidence, { t, format }: FileWords): string {
  const parts: string[] = [];
  if (evidence.from && evidence.to) {
    parts.push(t('evidence.compared', { to: evidence.to.text, from: evidence.from.text }));
  } else if (evidence.to) parts.push(evidence.to.text);
  parts.push(t('evidence.asOf', { date: evidence.asOf }));
  for (const condition of evidence.slice.where) parts.push(conditionWords(condition, t));
  parts.push(t(`basis.${evidence.slice.basis}`));
  parts.push(...currencyParts(evidence.currency, t));
  const rows = format.value(evidence.rowsIn, 'count');
  parts.push(t('evidence.n', { rows, accounts: format.value(evidence.accounts, 'count') }));
  return parts.join(' · ');
}

/** A warning or sentence with its figures; the code where it has no words, or they do not fit. */
export function codedWords(group: string, code: string, params: MessageParams, t: Translate): string {
  try {
    return t.dynamic(`${group}.${code}`, params, code);
  } catch {
    return code;
  }
}

/** Columns that hold codes: the group their words are in. */
const codeGroups: Record<string, string> = {
  line: 'line',
  class: 'class',
  status: 'status',
  state: 'state',
  kind: 'kind',
  feature: 'riskFeature',
  input: 'healthInput',
  basis: 'basis',
  quadrant: 'quadrant',
  figure: 'figure',
  planned: 'activityPlanned',
  list: 'backtest.list',
  rival: 'backtest.rival',
  verdict: 'listVerdict',
  model: 'activity.model',
};
const sentenceGroups: Record<string, string> = { evidence: 'evidence', next_step: 'nextStep' };

/** Status of an opportunity, or of an account's rhythm: a table of evidence holds the former. */
function groupOf(name: string, hasEvidence: boolean): string | undefined {
  return name === 'status' && hasEvidence ? 'opportunityStatus' : codeGroups[name];
}

/** A column of groups by name; those of members have a column of names beside their keys. */
function isGroup(column: Column, { columns }: Table): column is TextColumn {
  return (
    column.type === 'text' && column.name === 'group' && !columns.some(({ name }) => name === 'group_name')
  );
}

/** Names of groups: what has no name, all the rest, and all accounts where they are not grouped. */
function groupWords(values: readonly (string | null)[], t: Translate): string[] {
  if (values.every((name) => !name)) return values.map(() => t('series.allAccounts'));
  return values.map((name) => (name === null ? t('series.other') : name === '' ? t('value.empty') : name));
}

function inWords(column: Column, params: readonly (string | null)[] | null, t: Translate): Column {
  if (column.type !== 'text') return column;
  if (column.name === 'field')
    return textColumn(
      column.name,
      column.values.map((name) => (name === null ? null : headerOf(t, name))),
    );
  const group = groupOf(column.name, params !== null);
  if (group !== undefined) {
    const words = new Map<string, string>();
    const word = (code: string) => {
      const known = words.get(code) ?? t.dynamic(`${group}.${code}`, {}, code);
      words.set(code, known);
      return known;
    };
    return textColumn(
      column.name,
      column.values.map((code) => (code === null ? null : word(code))),
    );
  }
  const sentences = sentenceGroups[column.name];
  if (sentences === undefined || params === null) return column;
  const say = (code: string | null, row: number) =>
    code === null ? null : codedWords(sentences, code, sentenceParams(params[row], t), t);
  return textColumn(column.name, column.values.map(say));
}

/** Columns that only programs read. */
const programColumns = new Set(['evidence_params', 'reasons']);

/** A table as people read it: codes in words, sentences with their figures, no columns for programs. */
export function tableInWords(table: Table, t: Translate): Table {
  const params = table.columns.find((column) => column.name === 'evidence_params');
  const values = params?.type === 'text' ? params.values : null;
  const columns = table.columns
    .filter((column) => !programColumns.has(column.name))
    .map((column) => inWords(column, values, t))
    .map((column) => (isGroup(column, table) ? textColumn('group', groupWords(column.values, t)) : column));
  return { columns, n: table.n };
}

/** The headers of a table of an exhibit; those of amounts name their currency. */
export function headersOf({ evidence }: Exhibit, table: Table, t: Translate): string[] {
  return table.columns.map((column) => withCurrency(headerOf(t, column.name), column, evidence.currency, t));
}

/** A column's header: its own words, else those of the field it shows, else its name. */
export function headerOf(t: Translate, name: string): string {
  const own = name.replace(/^attribute:/, '');
  return t.dynamic(`column.${own}`, {}, t.dynamic(`field.${own}`, {}, own));
}
