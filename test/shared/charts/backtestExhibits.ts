import { exhibitOf, tableOf } from './exhibits.ts';

const shares = {
  precision: 'ratio',
  rival_precision: 'ratio',
  chance_precision: 'ratio',
  recall: 'ratio',
  rival_recall: 'ratio',
  chance_recall: 'ratio',
  predicted: 'ratio',
  observed: 'ratio',
  lift: 'score',
  rival_lift: 'score',
  chance_lift: 'score',
} as const;

/** A list of leavers, better than the days since the last order. */
export const backtested = exhibitOf(
  'backtest',
  {
    list: 'retain',
    kind: 'retain',
    rival: 'recency',
    verdict: 'better',
    used: 'retain',
    k: 50,
    times: 2,
    cases: 600,
    events: 60,
    taken: 100,
    hits: 31,
    rivalHits: 24,
  },
  {
    curve: tableOf(
      [
        ...['k', 'lift', 'rival_lift', 'chance_lift'],
        ...['precision', 'rival_precision', 'chance_precision'],
        ...['recall', 'rival_recall', 'chance_recall'],
      ],
      shares,
      [
        [10, 5, 3, 1, 0.5, 0.3, 0.1, 0.1667, 0.1, 0.0333],
        [50, 3.1, 2.4, 1, 0.31, 0.24, 0.1, 0.5167, 0.4, 0.1667],
        [200, 1.4, 1.3, 1, 0.14, 0.13, 0.1, 0.9333, 0.8667, 0.6667],
      ],
    ),
    calibration: tableOf(['predicted', 'observed', 'n'], shares, [
      [0.02, 0.03, 300],
      [0.1, 0.08, 200],
      [0.42, 0.45, 100],
    ]),
    origins: tableOf(['cases', 'events', 'hits', 'rival_hits', 'precision', 'rival_precision'], shares, [
      [300, 30, 16, 12, 0.32, 0.24],
      [300, 30, 15, 12, 0.3, 0.24],
    ]),
  },
  { list: 'retain', horizon: 3, k: 50 },
);
