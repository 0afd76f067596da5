import type { Exhibit } from '../domain/exhibit.ts';
import type { Format } from './format.ts';
import type { Translate } from './translate.ts';

/** What a backtest found, as a sentence: "would have found 31 of 40 …; … alone 24", and the verdict. */
export function backtestWords(values: Exhibit['values'], format: Format, t: Translate): string {
  const rival = t.dynamic(`backtest.rival.${values.rival}`, {}, '');
  const second = t.dynamic(`backtest.verdict.${values.verdict}`, { rival }, '');
  if (typeof values.hits !== 'number') return second;
  const count = (name: string) => {
    const value = values[name];
    return format.value(typeof value === 'number' ? value : null, 'count');
  };
  const figures = {
    rival,
    k: count('k'),
    times: typeof values.times === 'number' ? values.times : 1,
    hits: count('hits'),
    events: count('events'),
    rivalHits: count('rivalHits'),
  };
  const group = values.kind === 'cross-sell' ? 'crossSell' : String(values.kind);
  return t('backtest.join', { first: t.dynamic(`backtest.found.${group}`, figures, ''), second });
}
