import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/*
 * A process cannot end while one of its threads is inside SQLite, which may be for hours: a command that runs statements
 * of the user's is carried out by a second process, which is ended once it has said what it has to say.
 */

const marker = 'QUARTERDECK_APART';
/** How long a process that has said its exit code may take to end by itself. */
const patience = 1000;
const interrupted = 130;

/** Whether this is the second process. The mark is taken away, so that no process started from here bears it. */
export function isApart(): boolean {
  const marked = process.env[marker] === '1' && process.send !== undefined;
  delete process.env[marker];
  return marked;
}

/**
 * Carries out a command line in a second process and gives its exit code. The first Ctrl-C cancels it, another ends it
 * at once. Throws where it is lost. `program`: the address of a module that heeds `isApart`, `onCancel` and `tellCode`.
 */
export function runApart(program: string, argv: string[]): Promise<number> {
  const child = fork(fileURLToPath(program), argv, {
    env: { ...process.env, [marker]: '1' },
    stdio: 'inherit',
  });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let code: number | null = null;
  let cancelled = false;
  const cancel = () => {
    if (cancelled) child.kill('SIGKILL');
    else if (child.connected) child.send('cancel', () => undefined);
    cancelled = true;
  };
  process.on('SIGINT', cancel);
  process.on('SIGTERM', cancel);
  child.on('message', (told) => {
    code = Number(told);
    setTimeout(() => child.kill('SIGKILL'), patience).unref();
  });
  child.on('error', reject);
  child.on('exit', (ended, signal) => {
    process.off('SIGINT', cancel);
    process.off('SIGTERM', cancel);
    if (code !== null) resolve(code);
    else if (cancelled) resolve(interrupted);
    else if (ended === 0) resolve(0);
    else reject(new Error(`The process that carried it out was lost (${signal ?? `exit code ${ended}`})`));
  });
  return promise;
}

/** In the second process: Ctrl-C, which a terminal sends to both, is told by the first. Without that it ends. */
export function onCancel(cancel: () => void): void {
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
  process.on('message', cancel);
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
}

/** In the second process: all is said, and this is the exit code. */
export function tellCode(code: number): Promise<void> {
  return new Promise((told) => {
    process.removeAllListeners('disconnect');
    process.send?.(code, undefined, undefined, () => {
      process.disconnect();
      told();
    });
  });
}
