/** Answers as `qd` does in its second process, and then has a thread that never ends, as one inside SQLite. */
import { Worker } from 'node:worker_threads';
import { isApart, onCancel, tellCode } from '../../../electron/cli/apart.ts';

if (!isApart() || process.env.QUARTERDECK_APART !== undefined) process.exit(9);
const [mode, code] = process.argv.slice(2);
const cancelled = new Promise<void>((resolve) => onCancel(resolve));
if (mode === 'crash') process.kill(process.pid, 'SIGSEGV');
const spun = new Int32Array(new SharedArrayBuffer(4));
const thread = new Worker(`Atomics.store(require('node:worker_threads').workerData, 0, 1); for (;;);`, {
  eval: true,
  workerData: spun,
});
thread.unref();
await new Promise<void>((resolve) => {
  const look = setInterval(() => {
    if (Atomics.load(spun, 0) === 0) return;
    clearInterval(look);
    resolve();
  }, 5);
});
process.stdout.write('spinning\n');
if (mode === 'until cancelled') await cancelled;
if (mode !== 'for ever') {
  // A thread of JavaScript would be ended with the process, one inside SQLite not.
  process.on('exit', () => {
    for (;;);
  });
  await tellCode(Number(code));
} else setInterval(() => undefined, 1000);
