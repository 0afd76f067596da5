import { readFile } from 'node:fs/promises';
import { expect, test } from './app.ts';
import { enginePid } from './engineProcess.ts';
import { salesFile } from './salesFile.ts';
import {
  accessibilityProblems,
  choose,
  closeWorkspace,
  createWorkspace,
  fileInput,
  giveFile,
  importAsDetected,
  press,
  textFile,
} from './steps.ts';

const sales = textFile('orders.csv', salesFile);

test('a file dropped on the start page becomes a workspace of its name, and its import ends on the overview', async ({
  page,
  app,
}) => {
  await giveFile(page, sales);
  await expect(page.locator('.top-name')).toHaveText('orders');
  await expect(page.getByText('400 records')).toBeVisible();
  await press(page, 'Next');
  await expect(page.getByRole('combobox', { name: 'Meaning of column Customer' })).toBeVisible();
  await press(page, 'Next');
  await press(page, 'Import');
  await expect(page.getByRole('heading', { name: '400 rows of Sales imported' })).toBeVisible();
  await expect(page.getByRole('row', { name: /Quantity 1,200/ })).toBeVisible();
  await press(page, 'Go to Overview');
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await expect(page.locator('canvas').first()).toBeVisible();
  expect(app.complaints).toEqual([]);
});

const european = [
  'Auftragsliste;;;;',
  'Auftrag;Datum;Kunde;Menge;Umsatz',
  ...Array.from({ length: 60 }, (_, row) => {
    const day = String(13 + (row % 15)).padStart(2, '0');
    const month = String(1 + (row % 6)).padStart(2, '0');
    return `${500 + row};${day}.${month}.2024;Kunde ${row % 9};${1 + (row % 3)};1.000,${String(row % 100).padStart(2, '0')}`;
  }),
].join('\r\n');

test('how a file is read is detected, can be overruled, and shows at once', async ({ page }) => {
  await createWorkspace(page, 'Overrides');
  await giveFile(page, textFile('umsatz.csv', european));
  await expect(page.getByText('Semicolon')).toBeVisible();
  await expect(page.getByRole('spinbutton', { name: 'Header (0: none)' })).toHaveValue('2');

  await choose(page, 'Delimiter', 'Tab');
  await expect(page.getByText(/· 1 column ·/)).toBeVisible();
  await choose(page, 'Delimiter', 'Semicolon ;');
  await expect(page.getByText(/· 5 columns ·/)).toBeVisible();

  const header = page.getByRole('spinbutton', { name: 'Header (0: none)' });
  await header.fill('0');
  await header.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Column 1' })).toBeVisible();
  await header.fill('2');
  await header.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Umsatz' })).toBeVisible();
  if ((await page.getByRole('combobox', { name: 'What one row is' }).textContent()) !== 'Sales') {
    await choose(page, 'What one row is', 'Sales');
  }
  await press(page, 'Next');

  await choose(page, 'Meaning of column Kunde', 'Account (needed)');
  await choose(page, 'Meaning of column Datum', 'Date (needed)');
  await choose(page, 'Meaning of column Umsatz', 'Revenue');
  await choose(page, 'Meaning of column Auftrag', 'Order');
  await choose(page, 'Meaning of column Menge', 'Leave out');
  await expect(page.getByRole('combobox', { name: 'Date order of Datum' })).toBeVisible();
  await press(page, 'Next');
  await press(page, 'Import');
  await expect(page.getByRole('heading', { name: '60 rows of Sales imported' })).toBeVisible();
  const total = Array.from({ length: 60 }, (_, row) => 1000 + (row % 100) / 100).reduce((a, b) => a + b, 0);
  const shown = new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(total);
  await expect(page.getByRole('row', { name: `Revenue ${shown}` })).toBeVisible();
});

test('an import without what it needs cannot go on, and says what is missing', async ({ page }) => {
  await createWorkspace(page, 'Missing');
  await giveFile(page, sales);
  await press(page, 'Next');
  await choose(page, 'Meaning of column Price', 'Leave out');
  await expect(page.getByText('Revenue or Quantity and Price')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toBeDisabled();
  await choose(page, 'Meaning of column Price', 'Price');
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toBeEnabled();
});

const broken: [string, Buffer][] = [
  ['empty.csv', Buffer.alloc(0)],
  ['picture.csv', Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 37) % 256))],
];

for (const [name, content] of broken) {
  test(`${name} is refused in clear words, and the next file works`, async ({ page }) => {
    await createWorkspace(page, 'Broken');
    await giveFile(page, textFile(name, content));
    const alert = page.getByRole('alert');
    await expect(alert).toBeVisible();
    await expect(alert).not.toContainText('Something went wrong');
    await expect(alert.getByRole('button', { name: 'Copy details' })).toBeVisible();
    await press(page, 'Choose another file');
    await importAsDetected(page, sales);
  });
}

test('a file without rows is shown as far as it goes, and the next file works', async ({ page }) => {
  await createWorkspace(page, 'Headers');
  await giveFile(page, textFile('header only.csv', 'Customer,Date,Revenue\n'));
  await expect(page.getByText('There are no rows below the header')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Revenue' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toBeDisabled();
  await press(page, 'Choose another file');
  await importAsDetected(page, sales);
});

test('rows that cannot be read are kept out with their reason, and can be saved', async ({ page }) => {
  await createWorkspace(page, 'Quarantine');
  const lines = salesFile.trimEnd().split('\n');
  lines[10] = '1009,not a day,客户 1,Product 1,2,3.5';
  lines[20] = '1019,2024-03-15,客户 1,Product 1,many,3.5';
  lines[30] = '1029,2024-03-15';
  await importAsDetected(page, textFile('ragged.csv', `${lines.join('\n')}\n`));
  await page.getByRole('button', { name: 'See the 3 quarantined rows' }).click();
  const rows = page.getByRole('region', { name: 'Quarantine' });
  await expect(rows.getByRole('row', { name: /date is not understood.*not a day/ })).toBeVisible();
  await expect(rows.getByRole('row', { name: /number is not understood.*many/ })).toBeVisible();
  const saved = page.waitForEvent('download');
  await press(page, 'Save as CSV');
  const file = await readFile(await (await saved).path(), 'utf8');
  expect(file).toContain('not a day');
  expect(file.trim().split(/\r?\n/)).toHaveLength(4);
});

test('a batch can be taken back and brought again', async ({ page }) => {
  await createWorkspace(page, 'Batches');
  await importAsDetected(page, sales);
  await page.getByRole('tab', { name: 'Batches' }).click();
  await press(page, 'Take back');
  await expect(page.getByText('taken back', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByRole('button', { name: /import/i }).first()).toBeVisible();
  await expect(page.locator('canvas')).toHaveCount(0);
  await page.getByRole('link', { name: 'Data' }).click();
  await page.getByRole('tab', { name: 'Batches' }).click();
  await press(page, 'Bring back');
  await expect(page.getByText('in use', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.locator('canvas').first()).toBeVisible();
  await page.getByRole('link', { name: 'Data' }).click();
  await page.getByRole('tab', { name: 'Audit log' }).click();
  await expect(page.getByRole('row', { name: /Batch taken back/ })).toBeVisible();
});

test('the rules can be changed once their counts are known, and the import is replaced', async ({
  page,
  app,
}) => {
  await createWorkspace(page, 'Rules');
  const lines = salesFile.trimEnd().split('\n');
  const odd = [
    '9001,2024-03-15,,Product 1,2,3.5',
    '9002,2024-03-15,,Product 1,3,3.5',
    'C9003,2024-03-16,客户 1,Product 1,-2,3.5',
    '9004,2024-03-17,客户 1,Product 1,2,0',
    lines[1],
  ];
  const file = textFile('odd.csv', `${[...lines, ...odd].join('\n')}\n`);
  await giveFile(page, file);
  await press(page, 'Next');
  await choose(page, 'Meaning of column Quantity', 'Quantity');
  await press(page, 'Next');
  await expect(page.getByText(/rules can still be changed afterwards/)).toBeVisible();
  await press(page, 'Import');
  await expect(page.getByRole('heading', { name: '405 rows of Sales imported' })).toBeVisible();

  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.locator('canvas').first()).toBeVisible();
  await page.getByRole('link', { name: 'Data' }).click();
  await press(page, 'Change rules and import again');
  const rule = (name: string) => page.getByRole('group', { name, exact: true });
  await expect(rule('Rows without an account')).toContainText('2 rows');
  await expect(rule('Cancellations and credit notes')).toContainText('1 row');
  await expect(rule('Zero or negative prices')).toContainText('1 row at zero, 0 rows with a negative price');
  await expect(rule('Exact duplicates')).toContainText('1 row');
  await expect(page.getByText(/The import \(batch 1\) was taken back/)).toBeVisible();
  await expect(page.getByText(/rules can still be changed afterwards/)).toHaveCount(0);
  expect(await accessibilityProblems(page)).toEqual([]);
  await rule('Cancellations and credit notes').getByRole('textbox').fill('X');
  await expect(rule('Cancellations and credit notes')).toContainText('Not counted yet');
  await rule('Cancellations and credit notes').getByRole('textbox').fill('C');
  await rule('Rows without an account').getByRole('radio', { name: 'Put into quarantine' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('tab', { name: 'Batches' }).click();
  await press(page, 'Bring back');
  await expect(page.getByText('in use', { exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'Import', exact: true }).click();
  await press(page, 'Import');
  await expect(page.getByRole('heading', { name: '403 rows of Sales imported' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'See the 2 quarantined rows' })).toBeVisible();
  await page.getByRole('tab', { name: 'Batches' }).click();
  await expect(page.getByText('taken back', { exact: true })).toHaveCount(1);
  await expect(page.getByText('in use', { exact: true })).toHaveCount(1);
  expect(app.complaints).toEqual([]);
});

test('the same file is recognised when it comes again', async ({ page }) => {
  await createWorkspace(page, 'Twice');
  await importAsDetected(page, sales);
  await press(page, 'Import another file');
  await giveFile(page, sales);
  await expect(page.getByText('already imported as batch 1')).toBeVisible();
});

test('an import that is stopped leaves the workspace as it was', async ({ page, app }) => {
  await createWorkspace(page, 'Stopped');
  const [header, ...rows] = salesFile.trimEnd().split('\n');
  const many = Array.from({ length: 100 }, () => rows.join('\n')).join('\n');
  await giveFile(page, textFile('large.csv', `${header}\n${many}\n`));
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toBeEnabled();
  await press(page, 'Next');
  await press(page, 'Next');
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeEnabled();
  // Held still, so that it is not done before it is told to stop.
  const engine = enginePid(app);
  process.kill(engine, 'SIGSTOP');
  try {
    await press(page, 'Import');
    await press(page, 'Cancel');
  } finally {
    process.kill(engine, 'SIGCONT');
  }
  await expect(page.getByText('The import was stopped')).toBeVisible();
  await page.getByRole('tab', { name: 'Batches' }).click();
  await expect(page.getByText('Nothing has been imported yet')).toBeVisible();
});

test('the whole import works from the keyboard', async ({ page }) => {
  // Asked for early: the browser is told to hand its chooser over on a way of its own, which a key can overtake.
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'New workspace' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type('Keys');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await fileInput(page).focus();
  await expect(fileInput(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(sales);
  for (const step of ['Next', 'Next', 'Import']) {
    const button = page.getByRole('button', { name: step, exact: true });
    await expect(button).toBeEnabled();
    await button.focus();
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('button', { name: 'Go to Overview' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Retention');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Retention', level: 1 })).toBeVisible();
});

test('a locked workspace opens with its passphrase and with no other', async ({ page }) => {
  await createWorkspace(page, 'Locked', 'correct horse');
  await importAsDetected(page, sales);
  await closeWorkspace(page);
  await page.getByRole('button', { name: /Locked/ }).click();
  const secret = page.getByLabel('Passphrase', { exact: true });
  await secret.fill('battery staple');
  await secret.press('Enter');
  await expect(page.getByText('That is not the passphrase')).toBeVisible();
  await secret.fill('correct horse');
  await secret.press('Enter');
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
});

test('the file can be checked and copied', async ({ page }) => {
  await createWorkspace(page, 'Health');
  await importAsDetected(page, sales);
  await page.getByRole('tab', { name: 'Workspace file' }).click();
  await press(page, 'Check now');
  await expect(page.getByText('The file is sound')).toBeVisible();
  const saved = page.waitForEvent('download');
  await press(page, 'Save a copy…');
  expect((await readFile(await (await saved).path())).byteLength).toBeGreaterThan(4096);
});

for (const [locale, colorScheme] of [
  ['en-GB', 'light'],
  ['zh-CN', 'dark'],
] as const) {
  test.describe(`in ${locale}, ${colorScheme}`, () => {
    test.use({ locale, colorScheme });

    test('the start and Data pages keep to WCAG 2.2 AA', async ({ page }) => {
      const next = page.locator('.step-buttons .ant-btn-primary');
      await expect(page.locator('.start-actions')).toBeVisible();
      expect(await accessibilityProblems(page)).toEqual([]);
      await giveFile(page, sales);
      await expect(next).toBeEnabled();
      expect(await accessibilityProblems(page)).toEqual([]);
      await next.click();
      await expect(page.locator('.plain-table')).toBeVisible();
      expect(await accessibilityProblems(page)).toEqual([]);
      await next.click();
      await expect(page.locator('.rules')).toBeVisible();
      expect(await accessibilityProblems(page)).toEqual([]);
      await next.click();
      await expect(page.locator('.ant-statistic').first()).toBeVisible();
      expect(await accessibilityProblems(page)).toEqual([]);
      for (const tab of [1, 2, 3, 4]) {
        await page.getByRole('tab').nth(tab).click();
        await expect(page.getByRole('tab').nth(tab)).toHaveAttribute('aria-selected', 'true');
        await expect(page.locator('.page .ant-skeleton, .page .progress-line')).toHaveCount(0);
        expect(await accessibilityProblems(page)).toEqual([]);
      }
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('listbox')).toBeVisible();
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  });
}
