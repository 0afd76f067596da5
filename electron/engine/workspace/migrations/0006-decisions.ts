import type { Migration } from '../migration.ts';

/** Decisions about opportunities, a kind of edit. Nothing changes; the number keeps older programs from passing them over. */
export const decisions: Migration = { version: 6, sql: '' };
