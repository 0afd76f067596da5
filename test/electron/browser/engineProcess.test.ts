import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('../../../electron/engine/main.ts', import.meta.url));

test('Ctrl+C in the terminal of the host leaves the engine to be ended by the host', async () => {
  const engine = fork(program, [], { serialization: 'advanced', execArgv: [] });
  const [ready] = await once(engine, 'message');
  expect(ready).toMatchObject({ type: 'ready' });
  engine.kill('SIGINT');
  engine.kill('SIGHUP');
  engine.send({ type: 'stop' });
  expect(await once(engine, 'exit')).toEqual([0, null]);
});
