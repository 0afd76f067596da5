/** Upsell. */
export const upsell = {};
