import { fileURLToPath } from 'node:url';
import { type MessagePortMain, utilityProcess } from 'electron';
import type { EngineMessage } from '../engine/control.ts';
import { siblingModule } from '../engine/module.ts';
import type { EngineProcess } from '../host/engineSupervisor.ts';

/** The engine as a utility process of Electron, with no more rights than Node, and pages' ports handed to it. */
export function forkEngine(): EngineProcess<MessagePortMain> {
  const module = fileURLToPath(siblingModule(import.meta.url, '../engine/main'));
  const child = utilityProcess.fork(module, [], { serviceName: 'Quarterdeck engine', stdio: 'inherit' });
  return {
    send: (message, port) => child.postMessage(message, port ? [port] : []),
    onMessage: (listener) => void child.on('message', (message: EngineMessage) => listener(message)),
    onExit: (listener) => void child.once('exit', (code) => listener(`exit code ${code}`)),
    kill: () => void child.kill(),
  };
}
