/** Retention. */
export const retention = {};
