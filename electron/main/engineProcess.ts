import { fileURLToPath } from 'node:url';
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import type { EngineMessage, HostMessage } from '../engine/control.ts';
import { siblingModule } from '../engine/module.ts';
import type { EngineProcess } from '../host/engineSupervisor.ts';

/** The engine as a utility process of Electron, with no more rights than Node, and pages' ports handed to it. */
export function forkEngine(): EngineProcess<MessagePortMain> {
  const module = fileURLToPath(siblingModule(import.meta.url, '../engine/main'));
  const child = utilityProcess.fork(module, [], { serviceName: 'Quarterdeck engine', stdio: 'inherit' });
  child.on('message', (message: EngineMessage) => {
    if (message.type === 'startApart') startApart(child, message.apart);
  });
  return {
    send: (message, port) => child.postMessage(message, port ? [port] : []),
    onMessage: (listener) => void child.on('message', (message: EngineMessage) => listener(message)),
    onExit: (listener) => void child.once('exit', (code) => listener(`exit code ${code}`)),
    kill: () => void child.kill(),
  };
}

/** A process for native code, which ends when the engine, or the engine's end of their channel, is gone. */
function startApart(engine: UtilityProcess, apart: number): void {
  const module = fileURLToPath(siblingModule(import.meta.url, '../engine/background/apartProcess'));
  const child = utilityProcess.fork(module, [], { serviceName: 'Quarterdeck helper', stdio: 'ignore' });
  const { port1, port2 } = new MessageChannelMain();
  child.postMessage(null, [port1]);
  engine.postMessage({ type: 'apart', apart } satisfies HostMessage, [port2]);
}
