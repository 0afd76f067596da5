import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createLocalEngine } from '../../electron/cli/engine.ts';
import type { TableKind } from '../../shared/domain/fields.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { expect, type RunningApp, test } from './app.ts';

const euros = [100, 320];
const dollars = [50, 130, 170];
const rate = 0.8;

const files: Partial<Record<TableKind, string[]>> = {
  sales: [
    'Customer,Date,Revenue,Currency',
    `Ashford,2024-02-10,${euros[0]},EUR`,
    `Bellamy,2024-03-10,${dollars[0]},USD`,
    `Ashford,2024-08-10,${euros[1]},EUR`,
    `Bellamy,2024-09-10,${dollars[1]},USD`,
    `Corrigan,2024-12-31,${dollars[2]},USD`,
  ],
  rates: ['Date,From,To,Rate', '2024-01-01,USD,EUR,0.5', `2024-07-01,USD,EUR,${rate}`],
};

/** The book stands where the sample book would, so that the start page opens it. */
async function openBook(page: Page, app: RunningApp): Promise<void> {
  const engine = createLocalEngine(new AbortController().signal, () => undefined);
  const path = join(app.home, 'Sample book.qdeck');
  await engine.call('workspace.create', { file: engine.file(path, 'write') });
  for (const kind of ['sales', 'rates'] as const) {
    const source = join(app.home, `${kind}.csv`);
    writeFileSync(source, `${files[kind]!.join('\n')}\n`);
    await engine.call('ingest.import', { file: engine.file(source, 'read'), kind, mode: 'append' });
  }
  await engine.dispose();
  await page.getByRole('button', { name: 'Open the sample book' }).click();
}

test('amounts are told in the currency that is chosen, the address keeps it, in English and Chinese', async ({
  page,
  app,
}) => {
  const inEuro = euros[1]! + rate * (dollars[1]! + dollars[2]!);
  const inDollar = euros[1]! / rate + dollars[1]! + dollars[2]!;
  await openBook(page, app);
  await expect(page.getByRole('button', { name: 'Currency: USD' })).toBeVisible();
  await page.evaluate(() => {
    window.location.hash = '#/overview?from=2024-H1&to=2024-H2';
  });
  const revenue = page.getByRole('region', { name: 'Revenue', exact: true }).locator('.tile-value');
  await expect(revenue).toHaveText(`$${inDollar}`);

  await page.getByRole('button', { name: 'Currency: USD' }).click();
  await page.getByRole('menuitem', { name: 'EUR', exact: true }).click();
  await expect(revenue).toHaveText(`€${inEuro}`);
  await expect(page).toHaveURL(/ccy=EUR/);
  await page.reload();
  await expect(revenue).toHaveText(`€${inEuro}`);

  const state = JSON.stringify({
    state: { locale: 'zh-CN', theme: 'light', gainColour: 'redUp' },
    version: 0,
  });
  await page.evaluate((value) => localStorage.setItem('quarterdeck.preferences', value), state);
  await page.reload();
  const t = createTranslate('zh-CN');
  const tile = page.getByRole('region', { name: t('tile.revenue'), exact: true }).locator('.tile-value');
  await expect(tile).toHaveText(`€${inEuro}`);
  await page.getByRole('button', { name: `${t('currency.label')}: EUR` }).click();
  await page.getByRole('menuitem', { name: t('currency.usual', { currency: 'USD' }), exact: true }).click();
  await expect(tile).toHaveText(`US$${inDollar}`);
  await expect(page).not.toHaveURL(/ccy=/);
});
