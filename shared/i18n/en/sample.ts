/** The sample book. */
export const sample = {};
