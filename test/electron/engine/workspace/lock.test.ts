import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import { acquireWriterLock } from '../../../../electron/engine/workspace/lock.ts';
import { openWorkspace } from '../../../../electron/engine/workspace/openWorkspace.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { codeOf, temporaryFolder } from './fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.dispose());

const lockModule = new URL('../../../../electron/engine/workspace/lock.ts', import.meta.url).href;
const holding = `import { acquireWriterLock } from ${JSON.stringify(lockModule)};`;

async function holder(file: string): Promise<ChildProcess> {
  const script = `${holding} acquireWriterLock(${JSON.stringify(file)}); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
  return child;
}

async function lockedOutside(file: string): Promise<string> {
  const script = `${holding} try { acquireWriterLock(${JSON.stringify(file)}); } catch (error) { console.log(error.code); }`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return output.trim();
}

describe('the writer lock', () => {
  it('says who holds it, and survives nothing', async () => {
    const file = folder.file('book.qdeck');
    createWorkspace(file).close();
    const child = await holder(file);
    try {
      openWorkspace(file);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ExpectedError);
      const { code, message, details } = error as ExpectedError;
      expect(code).toBe('locked');
      expect(message).toContain(`process ${child.pid} on ${hostname()}`);
      expect(details).toMatchObject({ params: { process: child.pid, host: hostname() } });
      expect(details.hint).toContain('read-only');
    }
    openWorkspace(file, { readOnly: true }).close();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(existsSync(`${file}-lock`)).toBe(true);
    openWorkspace(file).close();
    expect(existsSync(`${file}-lock`)).toBe(false);
  });

  it('holds within one process, between threads too', async () => {
    const file = folder.file('book.qdeck');
    const first = createWorkspace(file);
    expect(codeOf(() => openWorkspace(file))).toBe('locked');
    const script = `${holding} import { parentPort } from 'node:worker_threads';
      try { acquireWriterLock(${JSON.stringify(file)}); parentPort.postMessage('held'); } catch (error) { parentPort.postMessage(error.code); }`;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`));
    expect(await once(worker, 'message')).toEqual(['locked']);
    await worker.terminate();
    expect(await lockedOutside(file)).toBe('locked');
    first.close();
    openWorkspace(file).close();
  });

  it('is not let go when its holder is forgotten and collected', async () => {
    const file = folder.file('book.qdeck');
    createWorkspace(file).close();
    const script = `${holding} acquireWriterLock(${JSON.stringify(file)});
      for (let turn = 0; turn < 5; turn++) { globalThis.gc(); await new Promise((done) => setTimeout(done, 10)); }
      console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--expose-gc', '--input-type=module-typescript', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout!, 'data');
    expect(codeOf(() => openWorkspace(file))).toBe('locked');
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('is let go when opening fails', () => {
    const file = folder.file('book.qdeck');
    createWorkspace(file, { passphrase: 'right' }).close();
    expect(codeOf(() => openWorkspace(file, { passphrase: 'wrong' }))).toBe('wrongPassphrase');
    expect(existsSync(`${file}-lock`)).toBe(false);
    openWorkspace(file, { passphrase: 'right' }).close();
  });

  it('explains a lock file that is none', () => {
    const file = folder.file('book.qdeck');
    writeFileSync(`${file}-lock`, 'x'.repeat(9000));
    expect(codeOf(() => acquireWriterLock(file))).toBe('locked');
  });
});
