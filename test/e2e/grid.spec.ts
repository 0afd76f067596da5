import type { Locator, Page } from '@playwright/test';

import { expect, test } from './app.ts';
import { openSample } from './sampleBook.ts';
import { accessibilityProblems } from './steps.ts';

const question = 'Who is in the book?';

async function accountsGrid(page: Page): Promise<Locator> {
  const grid = page.getByRole('grid', { name: question });
  await expect(grid.locator('.grid-row').first()).toBeVisible();
  return grid;
}

/** What the grid says is under its cursor. */
function underCursor(grid: Locator): Promise<{ row: string | null; column: string | null; seen: boolean }> {
  return grid.evaluate((element) => {
    const cell = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
    const area = cell?.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    const seen =
      area !== undefined &&
      area.top >= box.top &&
      area.bottom <= box.bottom + 1 &&
      area.left >= box.left &&
      area.right <= box.right + 1;
    const part = cell?.closest('[row-index]');
    const owner = part?.role === 'row' ? part : document.querySelector(`[aria-owns="${part?.id}"]`);
    const row = owner?.getAttribute('aria-rowindex') ?? null;
    return { row, column: cell?.getAttribute('aria-colindex') ?? null, seen };
  });
}

test('a long table is worked with keys alone: cells, corners, sorting, widths and order of columns', async ({
  page,
  app,
}) => {
  await openSample(page, app, 'accounts');
  const grid = await accountsGrid(page);
  const rows = await grid.getAttribute('aria-rowcount');
  const columns = await grid.getAttribute('aria-colcount');
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => underCursor(grid)).toEqual({ row: '3', column: '2', seen: true });
  await page.keyboard.press('Control+End');
  await expect.poll(() => underCursor(grid)).toEqual({ row: rows, column: columns, seen: true });
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Home');
  await expect.poll(async () => Number((await underCursor(grid)).row)).toBeLessThan(Number(rows));
  await page.keyboard.press('Control+Home');
  await expect.poll(() => underCursor(grid)).toEqual({ row: '2', column: '1', seen: true });

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  const revenue = grid.getByRole('columnheader').nth(1);
  await expect(revenue).toHaveClass(/is-active/);
  await page.keyboard.press('Enter');
  await expect(revenue).toHaveAttribute('aria-sort', 'ascending');
  const least = await grid.locator('[row-index="0"] [col-id="revenue"]').textContent();
  await page.keyboard.press('Enter');
  await expect(revenue).toHaveAttribute('aria-sort', 'descending');
  await expect(grid.locator('[row-index="0"] [col-id="revenue"]')).not.toHaveText(least ?? '');

  const before = (await revenue.boundingBox())!.width;
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(async () => (await revenue.boundingBox())!.width).toBe(before + 10);
  await page.keyboard.press('Shift+ArrowRight');
  await expect(grid.getByRole('columnheader').nth(2)).toHaveAttribute('col-id', 'revenue');
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(app.complaints).toEqual([]);
});

test('columns are resized, fitted and moved with the pointer, and every row scrolls into sight', async ({
  page,
  app,
}) => {
  await openSample(page, app, 'accounts');
  const grid = await accountsGrid(page);
  const header = grid.getByRole('columnheader').nth(1);
  const before = (await header.boundingBox())!;
  await page.mouse.move(before.x + before.width - 3, before.y + 16);
  await page.mouse.down();
  await page.mouse.move(before.x + before.width + 57, before.y + 16, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await header.boundingBox())!.width).toBeCloseTo(before.width + 60, 0);
  const wide = (await header.boundingBox())!;
  await expect(header).toHaveAttribute('aria-sort', 'none');
  await page.mouse.dblclick(wide.x + wide.width - 3, wide.y + 16);
  await expect.poll(async () => (await header.boundingBox())!.width).toBeLessThan(wide.width);

  const second = await grid.getByRole('columnheader').nth(2).getAttribute('col-id');
  const [from, to] = [
    (await header.boundingBox())!,
    (await grid.getByRole('columnheader').nth(2).boundingBox())!,
  ];
  await page.mouse.move(from.x + 20, from.y + 16);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width - 10, to.y + 16, { steps: 8 });
  await page.mouse.up();
  await expect(header).toHaveAttribute('col-id', second ?? '');

  // From top to bottom in pages: each row stands where it should, with its own text.
  const wrong = await grid.evaluate(async (box) => {
    const found: string[] = [];
    for (let top = 0; top < box.scrollHeight; top += 450) {
      box.scrollTop = top;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const first = Math.ceil(box.scrollTop / 28);
      const last = Math.floor((box.scrollTop + box.clientHeight - 33) / 28) - 1;
      for (let index = first; index <= last; index += 1) {
        const rows = box.querySelectorAll(`[role="row"][row-index="${index}"]`);
        const parts = [...box.querySelectorAll(`[row-index="${index}"]`)];
        const top = box.getBoundingClientRect().top + 34 + index * 28 - box.scrollTop;
        const off = Math.max(...parts.map((part) => Math.abs(part.getBoundingClientRect().top - top)));
        if (rows.length !== 1 || off > 1) found.push(`row ${index}: ${rows.length} times, ${off} pixels off`);
      }
    }
    return found;
  });
  expect(wrong).toEqual([]);
});
