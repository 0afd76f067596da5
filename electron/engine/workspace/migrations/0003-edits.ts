import type { Migration } from '../migration.ts';

/** What the user changed by hand, each with its digest. Like a batch, an edit is written once; only its state can change. */
export const edits: Migration = {
  version: 3,
  sql: `
CREATE TABLE edit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'undone')),
  body TEXT NOT NULL,
  digest BLOB NOT NULL
) STRICT;
`,
};
