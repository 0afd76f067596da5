import type { Migration } from '../migration.ts';

/**
 * Which rows of a batch are out of force, and because of what: worked out by the fold, kept to save working it out again, and
 * of no use but in the company of the very batches and edits that `causes` names.
 */
export const masks: Migration = {
  version: 5,
  sql: `
CREATE TABLE mask (
  batch INTEGER PRIMARY KEY REFERENCES batch (id),
  causes TEXT NOT NULL,
  rows INTEGER NOT NULL,
  data BLOB NOT NULL,
  digest BLOB NOT NULL
) STRICT;
`,
};
