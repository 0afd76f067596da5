import { parentPort } from 'node:worker_threads';
import { toWireError, type WireError } from '../../../shared/errors/errors.ts';
import { inSharedMemory } from './sharedResult.ts';
import type { Steps } from './steps.ts';
import { type TaskName, tasks } from './tasks.ts';

export interface TaskRequest {
  name: TaskName;
  args: unknown[];
}

export type TaskReply = { value: unknown } | { error: WireError } | Steps;

parentPort?.on('message', ({ name, args }: TaskRequest) => {
  let reply: TaskReply;
  try {
    reply = { value: inSharedMemory((tasks[name] as (...all: unknown[]) => unknown)(...args)) };
  } catch (error) {
    reply = { error: toWireError(error) };
  }
  parentPort?.postMessage(reply);
});
