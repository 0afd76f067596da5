import type { Evidence, OptionValue } from '../domain/exhibit.ts';
import type { Translate } from './translate.ts';

/** Where the values of a parameter that is a choice already have words. */
const choices: Record<string, string> = {
  by: 'field',
  comparedBy: 'field',
  segment: 'field',
  grain: 'grain',
  interval: 'survival.interval',
  leaving: 'risk.leaving',
  level: 'crossSell.level',
  lifetime: 'survival.lifetime',
  list: 'backtest.list',
  lists: 'backtest.list',
  method: 'upsell.method',
  model: 'activity.model',
  movable: 'kind',
  signals: 'riskFeature',
  size: 'measure',
  starts: 'survival.starts',
  unit: 'crossSell.unit',
  weights: 'healthInput',
};

/**
 * What the analysis was told beside its slice: one line for each parameter, `name: value`. A text that is empty restricts
 * nothing and has no line. Names and choices without words are shown as they are: fields of the user's own files.
 */
export function parameterWords(
  { method, parameters, seed }: Pick<Evidence, 'method' | 'parameters' | 'seed'>,
  t: Translate,
): string[] {
  const told = Object.entries(parameters).filter(([, value]) => value !== '' && !isEmptyList(value));
  const lines = told.map(([name, value]) =>
    t('explain.parameter', { name: nameWords(method, name, t), value: valueWords(name, value, t) }),
  );
  if (seed !== undefined && parameters.seed === undefined) {
    lines.push(t('explain.parameter', { name: t('parameter.seed'), value: String(seed) }));
  }
  return lines;
}

/** A period as it was asked for, with its days where its name does not tell them. */
export function spanWords({ text, first, last }: NonNullable<Evidence['to']>): string {
  const days = `${first} – ${last}`;
  return text === `${first}..${last}` ? days : `${text} (${days})`;
}

function isEmptyList(value: OptionValue): boolean {
  return Array.isArray(value) && value.length === 0;
}

function nameWords(method: string, name: string, t: Translate): string {
  return t.dynamic(`parameter.${method}.${name}`, {}, t.dynamic(`parameter.${name}`, {}, name));
}

function valueWords(name: string, value: OptionValue, t: Translate): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(4)));
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  const parts = Array.isArray(value) ? value : isPairs(name) ? value.split(/, ?/) : [value];
  return parts.map((part) => partWords(name, part, t)).join(t('list.separator'));
}

/** Parameters told as `name=number` one after the other. */
function isPairs(name: string): boolean {
  return name === 'weights' || name === 'movable';
}

function partWords(name: string, part: string, t: Translate): string {
  if (name === 'matched') return matchWords(part, t);
  const [choice = '', figure] = isPairs(name) ? part.split('=') : [part];
  const known = t.dynamic(`parameterValue.${name}.${choice}`, {}, '');
  const words = known || (name in choices ? t.dynamic(`${choices[name]}.${choice}`, {}, choice) : choice);
  return figure === undefined ? words : `${words} ${figure}`;
}

/** `column of the market = account field`, the field as people call it. */
function matchWords(part: string, t: Translate): string {
  const [column = '', of = ''] = part.split(' = ');
  const field = of.replace(/^(account|product) /, '');
  return `${column} = ${t.dynamic(`field.${field}`, {}, field)}`;
}
