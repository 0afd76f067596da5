import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileNameFrom, workspaceFileName } from '../../../electron/host/workspaceName.ts';

const seed = Number(process.env.QUARTERDECK_SEED ?? 42);

test.each([
  ['Sales 2024', 'Sales 2024.qdeck'],
  ['Sales 2024.QDECK', 'Sales 2024.qdeck'],
  ['华东 账户', '华东 账户.qdeck'],
  ['e\u0301tat', '\u00e9tat.qdeck'],
  ['../../etc/passwd', 'etc passwd.qdeck'],
  ['C:\\Windows\\system32', 'C Windows system32.qdeck'],
  ['a\u0000b\nc', 'a b c.qdeck'],
  ['right\u202eto left', 'right to left.qdeck'],
  ['con', 'con_.qdeck'],
  ['LPT1.old', 'LPT1_old_.qdeck'],
  ['console', 'console.qdeck'],
  ['  .hidden. ', 'hidden.qdeck'],
])('%j is kept as %j', (name, file) => {
  expect(workspaceFileName(name)).toBe(file);
});

test.each(['', ' ', '...', '/', '\u200b', '.qdeck'])('%j names nothing', (name) => {
  expect(() => workspaceFileName(name)).toThrow(expect.objectContaining({ code: 'badRequest' }));
});

test('a long name is cut between characters and keeps its extension', () => {
  const name = fileNameFrom(`${'账户😀'.repeat(100)}.csv.gz`);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(190);
  expect(name).toMatch(/^(账户😀)+[账户]*\.csv\.gz$/u);
  expect(name.isWellFormed()).toBe(true);
});

test('any name is safe, and safe names stay as they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
      let name: string;
      try {
        name = fileNameFrom(given);
      } catch {
        return;
      }
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]|^\.|[. ]$/u);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
      expect(fileNameFrom(name)).toBe(name);
    }),
    { seed, numRuns: 2000 },
  );
});
