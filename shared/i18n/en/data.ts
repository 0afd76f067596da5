/** The Data page: import wizard, batches, quarantine, rules, progress phases. */
export const data = {};
