/** Accounts and account 360. */
export const accounts = {};
