import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import { openWorkspace } from '../../electron/engine/workspace/openWorkspace.ts';
import { temporaryFolder } from '../electron/engine/workspace/fixtures.ts';
import type { RaceOrder } from './raceChild.ts';

const races = 50;
const racers = 3;

async function startRacer(): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('./raceChild.ts', import.meta.url)), {
    execArgv: ['--no-warnings'],
  });
  await once(child, 'message');
  return child;
}

async function race(children: ChildProcess[], order: RaceOrder): Promise<string[][]> {
  const answers = children.map(async (child) => ((await once(child, 'message')) as [string[]])[0]);
  for (const child of children) child.send(order);
  return Promise.all(answers);
}

it(`lets one of ${racers} win each of ${races} races, and none after a killed winner`, async () => {
  const folder = temporaryFolder();
  const file = folder.file('book.qdeck');
  createWorkspace(file).close();
  const children = await Promise.all(Array.from({ length: racers }, startRacer));
  const counts = new Map<string, number>();
  try {
    for (let round = 0; round < races; round++) {
      const turns = round % 3 === 2 ? 8 : 0;
      // What the others held in the round before is closed as the new one begins; two rounds keep the two apart.
      await race(children, { file: folder.file('none.qdeck'), at: 0, turns: 0 });
      const outcomes = await race(children, { file, at: Date.now() + 15, turns });
      for (const outcome of outcomes.flat()) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      const winners = outcomes.flatMap(([first], index) => (first === 'open' ? [index] : []));
      if (turns === 0) expect(winners).toHaveLength(1);
      if (turns === 0 && round % 10 === 0) {
        const winner = children[winners[0]!]!;
        winner.kill('SIGKILL');
        await once(winner, 'exit');
        children[winners[0]!] = await startRacer();
      }
    }
    console.log(`races: ${[...counts].map(([outcome, count]) => `${outcome} ${count}`).join(', ')}`);
    expect([...counts.keys()].sort()).toEqual(['locked', 'open']);
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(children.map((child) => child.signalCode ?? once(child, 'exit')));
    const workspace = openWorkspace(file);
    expect((await workspace.check()).problems).toEqual([]);
    workspace.close();
  } finally {
    for (const child of children) child.kill('SIGKILL');
    folder.dispose();
  }
});
