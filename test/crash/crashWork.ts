import type { Workspace } from '../../electron/engine/workspace/types.ts';

/** What a child is given. The passphrase comes by message, never in an argument. */
export interface CrashTask {
  file: string;
  passphrase: string | undefined;
  seed: number;
}

/** One thing the child began or finished, in the order it did. */
export interface CrashEvent {
  phase: 'begin' | 'done';
  what: string;
}

/**
 * Work that is killed at a random moment: a module with these two functions. `run` goes on until it dies, reporting
 * what it begins and what it was told is done; `verify` says what is wrong with the workspace that was left.
 */
export interface CrashWork {
  run(task: CrashTask, report: (event: CrashEvent) => void): Promise<void>;
  verify(workspace: Workspace, task: CrashTask, events: CrashEvent[]): string[] | Promise<string[]>;
}
