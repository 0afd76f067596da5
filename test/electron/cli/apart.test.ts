import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { qd } from './runQd.ts';

const handing = fileURLToPath(new URL('./handingProcess.ts', import.meta.url));

function first(...argv: string[]) {
  return spawn(process.execPath, [handing, ...argv], { stdio: ['ignore', 'pipe', 'inherit'] });
}

describe('a second process with a thread that never ends', () => {
  test('is ended once it has told its exit code', async () => {
    const child = first('at once', '3');
    expect(await once(child, 'exit')).toEqual([3, null]);
  });

  test('is cancelled by a signal to the first', async () => {
    const child = first('until cancelled', '130');
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
  });

  test('is ended by a second signal where it does not heed the first', async () => {
    const child = first('for ever');
    await once(child.stdout, 'data');
    const over = once(child, 'exit');
    const again = setInterval(() => child.kill('SIGINT'), 200);
    onTestFinished(() => clearInterval(again));
    expect(await over).toEqual([130, null]);
  });

  test('ends with the first', async () => {
    const child = first('for ever');
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    // Its output is open in the second, too.
    await once(child.stdout, 'close');
  });

  test('is a bug where it crashes', async () => {
    const child = first('crash');
    const [said] = await once(child.stdout, 'data');
    expect(String(said)).toBe('The process that carried it out was lost (SIGSEGV)');
    expect(await once(child, 'exit')).toEqual([1, null]);
  });
});

describe('qd sql', () => {
  test('says its answer, its errors and its exit code as other commands do', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-qd-apart-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const workspace = join(folder, 'a.qdeck');
    expect(qd('init', workspace).status).toBe(0);
    const good = qd('sql', workspace, "SELECT 1 AS one, 'ä' AS text", '--json');
    expect([good.status, good.stderr]).toEqual([0, '']);
    expect(good.json()).toMatchObject({ rows: [[1, 'ä']], n: 1, more: false });
    const bad = qd('--json', 'sql', workspace, 'SELECT nothing FROM accounts');
    expect([bad.status, bad.stderr]).toEqual([3, '']);
    expect(bad.json()).toMatchObject({ error: { code: 'sqlFailed', hint: 'See line 1, column 8' } });
    expect(qd('sql', workspace).status).toBe(2);
    expect(qd('sql', join(folder, 'none.qdeck'), 'SELECT 1').status).toBe(3);
    expect(qd('query', workspace, 'sql').status).not.toBe(0);
  });
});
