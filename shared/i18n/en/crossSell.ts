/** Cross-sell. */
export const crossSell = {};
