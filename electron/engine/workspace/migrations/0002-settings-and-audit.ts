import type { Migration } from '../migration.ts';

/** Settings, and the audit log, whose entries are chained: each digest covers the one before. */
export const settingsAndAudit: Migration = {
  version: 2,
  sql: `
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  digest BLOB NOT NULL
) STRICT;
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL,
  digest BLOB NOT NULL
) STRICT;
`,
};
