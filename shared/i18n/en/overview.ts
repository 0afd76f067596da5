/** Overview. */
export const overview = {};
