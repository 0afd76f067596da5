/** Hands its arguments to a second process, and does nothing else. */
import { runApart } from '../../../electron/cli/apart.ts';

const spinning = new URL('./spinningProcess.ts', import.meta.url).href;
process.exitCode = await runApart(spinning, process.argv.slice(2)).catch((error: Error) => {
  process.stdout.write(error.message);
  return 1;
});
