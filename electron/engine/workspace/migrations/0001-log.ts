import type { Migration } from '../migration.ts';

/**
 * The log of batches. A batch's description lists its columns and, for each, the segments with their hashes; the digest
 * covers the description, so that everything a batch says is proven by one value. Only its state can change.
 */
export const log: Migration = {
  version: 1,
  sql: `
CREATE TABLE property (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  digest BLOB NOT NULL
) STRICT;
CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('active', 'undone')),
  description TEXT NOT NULL,
  digest BLOB NOT NULL
) STRICT;
CREATE TABLE segment (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;
`,
};
