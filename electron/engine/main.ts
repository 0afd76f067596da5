/** The engine process: Electron forks it as a utility process, the browser host as a child of Node. */
import { contract } from '../../shared/contract/contract.ts';
import { startApartBy } from './background/apart.ts';
import { warmThreads } from './book/parallel/kernelThreads.ts';
import { createFileGrants } from './files.ts';
import { createHandlers } from './handlers/createHandlers.ts';
import { childProcessLink, type HostLink, type ParentPort, utilityProcessLink } from './hostLink.ts';
import { runEngine } from './runEngine.ts';

function start(): void {
  const parent = (process as { parentPort?: ParentPort }).parentPort;
  const link = parent ? utilityProcessLink(parent) : childProcessLink(process);
  if (parent) startApartBy(link);
  // A terminal tells host and engine alike; the host ends the engine when it has let go of the file.
  else for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('uncaughtException', (error) => fail(link, error));
  process.on('unhandledRejection', (reason) => fail(link, reason));
  const grants = createFileGrants();
  runEngine(link, grants, contract, createHandlers(grants), () => process.exit(0));
  warmThreads();
}

/** A state nobody foresaw: say so and end. The host starts a fresh engine, and the workspace is as last committed. */
function fail(link: HostLink, error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  console.error(stack ?? message);
  link.send({ type: 'failed', message, stack: stack ?? '' });
  setImmediate(() => process.exit(70));
}

start();
