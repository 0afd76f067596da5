import { closeSync, openSync, unlinkSync } from 'node:fs';
import { openWorkspace } from '../../electron/engine/workspace/openWorkspace.ts';
import type { Workspace } from '../../electron/engine/workspace/types.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';

export interface RaceOrder {
  file: string;
  /** Milliseconds since 1970 at which all begin. */
  at: number;
  /** Opens and closes so many times; 0 = opens once and holds. */
  turns: number;
}

const held: { workspace?: Workspace } = {};

function letGo(): void {
  held.workspace?.close();
  delete held.workspace;
}

function open(file: string): string {
  try {
    held.workspace = openWorkspace(file);
    return 'open';
  } catch (error) {
    return error instanceof ExpectedError ? error.code : String(error);
  }
}

/** Marks that it alone is writing; fails if another does so at the same time. */
function alone(file: string): string {
  try {
    closeSync(openSync(`${file}.writing`, 'wx'));
  } catch {
    return 'TWO WRITERS';
  }
  unlinkSync(`${file}.writing`);
  return 'open';
}

process.on('message', ({ file, at, turns }: RaceOrder) => {
  letGo();
  while (Date.now() < at);
  if (turns === 0) {
    process.send?.([open(file)]);
    return;
  }
  const outcomes: string[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const outcome = open(file);
    outcomes.push(outcome === 'open' ? alone(file) : outcome);
    letGo();
  }
  process.send?.(outcomes);
});
process.send?.('ready');
