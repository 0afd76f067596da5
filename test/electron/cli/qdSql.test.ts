import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { program } from './program.ts';
import { qd } from './runQd.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-qd-sql-'));
const workspace = join(folder, 'a.qdeck');
beforeAll(() => expect(qd('init', workspace).status).toBe(0));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('says its answer, its errors and its exit code as other commands do', () => {
  const good = qd('sql', workspace, "SELECT 1 AS one, 'ä' AS text", '--json');
  expect([good.status, good.stderr]).toEqual([0, '']);
  expect(good.json()).toMatchObject({ rows: [[1, 'ä']], n: 1, more: false });
  const bad = qd('--json', 'sql', workspace, 'SELECT nothing FROM accounts');
  expect([bad.status, bad.stderr]).toEqual([3, '']);
  expect(bad.json()).toMatchObject({ error: { code: 'sqlFailed', hint: 'See line 1, column 8' } });
  expect(qd('sql', workspace).status).toBe(2);
  expect(qd('sql', join(folder, 'none.qdeck'), 'SELECT 1').status).toBe(3);
});

describe.runIf(process.platform === 'linux')('a statement that goes on inside SQLite', () => {
  /** `qd` and the process that its statement runs in, once that has worked for a while. */
  async function begun() {
    const endless = 'WITH c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c';
    const first = spawn(process.execPath, [program, 'sql', workspace, endless], {
      stdio: 'ignore',
      env: { ...process.env, SECRET_OF_A_WORKSPACE: 'not for others' },
    });
    const over = once(first, 'exit');
    const children = `/proc/${first.pid}/task/${first.pid}/children`;
    await expect.poll(() => readFileSync(children, 'utf8').trim(), { timeout: 60_000 }).not.toBe('');
    const second = readFileSync(children, 'utf8').trim();
    // Hundredths of a second that its threads have worked.
    const worked = () => Number(readFileSync(`/proc/${second}/stat`, 'utf8').split(' ')[13]);
    await expect.poll(worked, { timeout: 60_000 }).toBeGreaterThan(200);
    return { first, second, over };
  }
  const gone = (pid: string) =>
    expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 60_000 }).toBe(false);

  test('is cancelled by Ctrl-C, which the terminal sends to both', async () => {
    const { first, second, over } = await begun();
    expect(readFileSync(`/proc/${second}/environ`, 'utf8')).not.toContain('not for others');
    process.kill(Number(second), 'SIGINT');
    first.kill('SIGINT');
    expect(await over).toEqual([130, null]);
    await gone(second);
  });

  test('leaves nothing behind where the command is ended', async () => {
    const { first, second } = await begun();
    first.kill('SIGKILL');
    await gone(second);
  });
});
