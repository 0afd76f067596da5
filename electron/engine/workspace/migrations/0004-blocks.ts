import type { Migration } from '../migration.ts';

/** Numbers stored as blocks of bits. What is there stays as it is; the number keeps older programs from reading them. */
export const blocks: Migration = { version: 4, sql: '' };
