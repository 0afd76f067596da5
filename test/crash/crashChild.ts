import { writeSync } from 'node:fs';
import type { CrashTask, CrashWork } from './crashWork.ts';

/** Runs the work of the module named by the parent; each event is out of the process before the work goes on. */
process.once('message', async ({ work, task }: { work: string; task: CrashTask }) => {
  const { run } = (await import(work)) as CrashWork;
  writeSync(1, 'ready\n');
  await run(task, (event) => void writeSync(1, `${JSON.stringify(event)}\n`));
});
