import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect } from './app.ts';

export interface TestFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export function textFile(name: string, content: string | Buffer): TestFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(content) };
}

/** Makes an empty workspace and waits until its Data page is there. */
export async function createWorkspace(page: Page, name: string, passphrase?: string): Promise<void> {
  await page.getByRole('button', { name: 'New workspace' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  if (passphrase) {
    await page.getByLabel('Passphrase (optional)').fill(passphrase);
    await page.getByLabel('Passphrase once more').fill(passphrase);
  }
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
}

/** Closes the workspace and waits for the start page: until then its file is in use. */
export async function closeWorkspace(page: Page): Promise<void> {
  await press(page, 'Close the workspace');
  await expect(page.getByRole('button', { name: 'New workspace' })).toBeVisible();
}

/** The hidden file input behind the drop zone: what a dialog or a drop ends in. */
export function fileInput(page: Page): Locator {
  return page.locator('input[type=file]');
}

export async function giveFile(page: Page, file: TestFile): Promise<void> {
  await fileInput(page).first().setInputFiles(file);
}

export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

/** Chooses an entry of a drop-down list by its words, and waits until the list has closed. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label, exact: true });
  await box.click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
  await expect(box).toHaveAttribute('aria-expanded', 'false');
}

/** Goes through the import as detected, to its result. */
export async function importAsDetected(page: Page, file: TestFile): Promise<void> {
  await giveFile(page, file);
  await press(page, 'Next');
  await press(page, 'Next');
  await press(page, 'Import');
  await expect(page.getByRole('heading', { name: /rows of Sales imported/ })).toBeVisible();
}

/** What a page breaks of WCAG 2.2 AA, as lines to read, once it has come to rest: a table draws its header in steps. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  let problems: string[] = [];
  async function look(): Promise<void> {
    problems = await problemsNow(page);
    expect(problems).toEqual([]);
  }
  await expect(look)
    .toPass({ timeout: restTimeout })
    .catch(() => undefined);
  return problems;
}

/** Long enough for a page to come to rest on a busy machine. */
const restTimeout = 120_000;

/** In the page alone: it has no frames, and a second page for each look took as long as the look. */
async function problemsNow(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    .setLegacyMode()
    // What is in order is not described: that took as long as finding it out.
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return found.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help}: ${node.html.slice(0, 160)}`),
  );
}
