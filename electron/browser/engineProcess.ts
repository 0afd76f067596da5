import { fork } from 'node:child_process';
import type { EngineMessage } from '../engine/control.ts';
import { siblingModule } from '../engine/module.ts';
import { exact } from '../engine/rpc/portChannel.ts';
import type { EngineProcess } from '../host/engineSupervisor.ts';

/** The engine as a child of Node; bytes cross as structured data, not as text. */
export function forkEngine(module = siblingModule(import.meta.url, '../engine/main')): EngineProcess<never> {
  const child = fork(module, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [],
  });
  return {
    send: (message) => {
      if (!child.connected) return;
      child.send(
        message.type === 'bytes' ? { ...message, bytes: exact(message.bytes) } : message,
        () => undefined,
      );
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as EngineMessage)),
    onExit: (listener) => {
      let over = false;
      const end = (reason: string) => {
        if (over) return;
        over = true;
        listener(reason);
      };
      child.on('exit', (code, signal) => end(signal ?? `exit code ${code}`));
      child.on('error', (error) => end(error.message));
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
