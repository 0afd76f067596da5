import type { MethodNote } from '../portfolio/methods.ts';

export const retentionMethods = {
  cohorts: { method: 'cohorts', source: 'Quarterdeck definition: first-order cohorts by calendar age' },
  ownRhythm: {
    method: 'ownRhythm',
    source:
      'Quarterdeck definition: days since the last order against the own gaps; quantiles: Hyndman & Fan (1996), type 7',
  },
} as const satisfies Record<string, MethodNote>;
