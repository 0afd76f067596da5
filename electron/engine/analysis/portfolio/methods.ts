/** What an exhibit writes under its numbers: the message key `method.<method>` and the definition it follows. */
export interface MethodNote {
  method: string;
  source: string;
}

export const portfolioMethods = {
  revenueMovement: {
    method: 'revenueMovement',
    source: 'Quarterdeck definition: revenue movement, NRR, GRR',
  },
  movementSeries: { method: 'movementSeries', source: 'Quarterdeck definition: revenue movement, NRR, GRR' },
  concentration: {
    method: 'concentration',
    source: 'Gini (1912), Variabilità e mutabilità; Hirschman (1945), National Power, ch. 6',
  },
  priceVolumeMix: {
    method: 'priceVolumeMix',
    source: 'Quarterdeck definition: volume at the old price, price at the new quantity',
  },
  rfm: {
    method: 'rfm',
    source: 'Hughes (1994), Strategic Database Marketing; quantiles: Hyndman & Fan (1996), type 7',
  },
  abcXyz: {
    method: 'abcXyz',
    source: 'Dickie (1951), ABC inventory analysis; XYZ by coefficient of variation',
  },
  periodTotals: { method: 'periodTotals', source: 'Quarterdeck definition: measures per period' },
} as const satisfies Record<string, MethodNote>;
