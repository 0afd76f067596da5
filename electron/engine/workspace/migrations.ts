import Database from 'better-sqlite3';
import type { Migration } from './migration.ts';
import { log } from './migrations/0001-log.ts';
import { settingsAndAudit } from './migrations/0002-settings-and-audit.ts';
import { edits } from './migrations/0003-edits.ts';
import { blocks } from './migrations/0004-blocks.ts';
import { masks } from './migrations/0005-masks.ts';
import { decisions } from './migrations/0006-decisions.ts';

export const migrations: readonly Migration[] = [log, settingsAndAudit, edits, blocks, masks, decisions];

export const latestVersion = migrations.length;

/** 'QDck': what tells a workspace from any other SQLite database. */
export const applicationId = 0x5144636b;

export function versionOf(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** Brings the file up to `target` in one transaction, or leaves it as it was. */
export function migrate(db: Database.Database, target = latestVersion): void {
  db.transaction(() => {
    for (const { version, sql } of migrations.slice(versionOf(db), target)) {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
    }
    db.pragma(`application_id = ${applicationId}`);
  }).immediate();
}

/** The schema as SQLite keeps it. */
export function schemaOf(db: Database.Database): string {
  const rows = db
    .prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name')
    .raw()
    .all();
  return JSON.stringify(rows);
}

/** The schema a file of this version must have: what the migrations make of an empty database. */
export function expectedSchema(version: number): string {
  const db = new Database(':memory:');
  try {
    migrate(db, version);
    return schemaOf(db);
  } finally {
    db.close();
  }
}
