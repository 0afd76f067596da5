import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { bundlePrograms } from '../../build/bundlePrograms.ts';
import { unlessDone } from '../../build/fingerprint.ts';
import { inProject, runTool } from '../../build/project.ts';
import { expect, type RunningApp } from './app.ts';
import { press } from './steps.ts';

const made = 'dist/e2e/sample.qdeck';

/** The file itself; what opens it for writing takes a copy. */
export const sampleBook = inProject(made);

/** Runs before all specs: programs and sample book are made once and kept until their sources change. */
export default async function makeSampleBook(): Promise<void> {
  if (!(await bundlePrograms())) throw new Error('The programs could not be bundled');
  const done = await unlessDone(
    'sample book',
    ['electron', 'shared', 'package-lock.json'],
    made,
    async () => {
      const next = inProject(`${made}.next`);
      mkdirSync(dirname(next), { recursive: true });
      rmSync(next, { force: true });
      const code = runTool('../electron/cli/qd.ts', ['sample', next, '--json']);
      if (code === 0) renameSync(next, inProject(made));
      return code === 0;
    },
  );
  if (!done) throw new Error('The sample book could not be made');
}

/**
 * Opens a copy of the sample book, as if it had been made here before, and waits for its Overview, or goes on to another
 * page at once: the Overview asks for all advice, which a test of another page need not wait for.
 */
export async function openSample(page: Page, app: RunningApp, path = 'overview'): Promise<void> {
  copyFileSync(sampleBook, join(app.home, 'Sample book.qdeck'));
  await press(page, 'Open the sample book');
  const current = (hash: string) => page.locator(`.rail [aria-current=page][href^="${hash}"]`);
  await expect(current('#/overview')).toBeVisible();
  if (path !== 'overview') {
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, `#/${path}`);
    await expect(current(`#/${path}`)).toBeVisible();
  }
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}
