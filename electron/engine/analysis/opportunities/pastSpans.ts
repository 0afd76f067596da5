import type { DaySpan } from '../types.ts';

/** Two neighbouring spans of equal length that end at the as-of date: what was seen then, and what came after. */
export interface PastSpans {
  before: DaySpan;
  after: DaySpan;
}

const shortest = 60;

/**
 * Splits the history before `span.to` for a backtest: spans as long as `span` where the data reaches back twice as
 * far, else half the history each; null where a half would be shorter than 60 days.
 */
export function pastSpans(span: DaySpan, firstDay: number): PastSpans | null {
  const length = Math.min(span.to - span.from + 1, Math.floor((span.to - firstDay + 1) / 2));
  if (!(length >= shortest)) return null;
  return {
    before: { from: span.to - 2 * length + 1, to: span.to - length },
    after: { from: span.to - length + 1, to: span.to },
  };
}
