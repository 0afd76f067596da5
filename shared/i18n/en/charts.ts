/** Chart and table words: questions, axis names, column headers (`column.<name>`), chart menu. */
export const charts = {};
