import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { unlessDone } from '../../build/fingerprint.ts';
import { inProject, runTool } from '../../build/project.ts';
import { expect, type RunningApp } from './app.ts';
import { press } from './steps.ts';

const made = 'dist/e2e/sample.qdeck';

/** Runs before all specs: the sample book is made once and kept until the engine that makes it changes. */
export default async function makeSampleBook(): Promise<void> {
  const done = await unlessDone(
    'sample book',
    ['electron', 'shared', 'package-lock.json'],
    made,
    async () => {
      const next = inProject(`${made}.next`);
      mkdirSync(dirname(next), { recursive: true });
      rmSync(next, { force: true });
      const code = runTool('../electron/cli/qd.ts', ['sample', next]);
      if (code === 0) renameSync(next, inProject(made));
      return code === 0;
    },
  );
  if (!done) throw new Error('The sample book could not be made');
}

/** Opens a copy of the sample book, as if it had been made here before, and waits for its Overview. */
export async function openSample(page: Page, app: RunningApp): Promise<void> {
  copyFileSync(inProject(made), join(app.home, 'Sample book.qdeck'));
  await press(page, 'Open the sample book');
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible({ timeout: 60_000 });
}
