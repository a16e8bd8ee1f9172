import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, putSomeoneElsesStore, screenshot, test } from './fixtures.ts';
import { type Workbench } from './workbench.ts';

const DEV = 'Newsroom - Ingest - DEV';
const PROD = 'Newsroom - Ingest - PROD';

async function chooseTheme(vs: Workbench, name: string): Promise<void> {
  await vs.command('Preferences: Color Theme');
  await vs.quickInputBox.fill(name);
  await vs.page.keyboard.press('Enter');
  await expect(vs.quickInput).toHaveCount(0);
}

test.describe('reports', () => {
  test('shows the findings of closed files in Problems, and where they are from', async ({ vs }) => {
    await vs.openProblems();
    const lacking = vs.problems().filter({ hasText: '“TICKER_URL” is in' });
    await expect(lacking).toHaveCount(1);
    await expect(vs.problems().filter({ hasText: 'playout.json' })).toHaveCount(1);
    await screenshot(vs, 'problems-closed');
    await lacking.dblclick();
    await expect(vs.tab('playout.json')).toBeVisible();
    await expect(lacking).toHaveCount(1);
    const record = { id: 'n', type: 'function', func: 'return global.get("SECRETS.NOT_THERE");' };
    writeFileSync(join(vs.folder, 'flows', 'late.json'), JSON.stringify([record]));
    await expect(vs.problems().filter({ hasText: 'NOT_THERE' })).toHaveCount(1);
  });

  test('lists what is unused and what is missing, with the places', async ({ vs }) => {
    await vs.command('Flow Secrets: Show Unused and Missing');
    const page = vs.webview();
    const table = page.getByRole('treegrid', { name: 'Unused and Missing' });
    await expect(table.getByRole('row', { name: /FTP_PASSWORD/ })).toHaveCount(3);
    const missing = table.getByRole('row', { name: /TICKER_URL/ });
    await expect(missing).toContainText('missing');
    await screenshot(vs, 'unused');
    await missing.click();
    const place = table.getByRole('button', { name: /Ticker call/ });
    await expect(place).toBeVisible();
    await screenshot(vs, 'unused-places');
    await page
      .getByRole('button', { name: /unused$/ })
      .first()
      .click();
    await expect(table.getByRole('row', { name: /FTP_PASSWORD/ })).toHaveCount(0);
    await page.getByRole('searchbox').fill('ticker');
    await expect(page.getByRole('status').first()).toContainText('1 of');
    await place.click();
    await expect(vs.tab('playout.json')).toBeVisible();
  });

  test('compares two spaces by name, kind and value, in every theme, and by keyboard', async ({ vs }) => {
    await vs.chooseInContextMenu(vs.row(`Space ${DEV}`), 'Compare Spaces');
    await vs.choose(PROD);
    const page = vs.webview();
    const table = page.getByRole('treegrid');
    await expect(table.getByRole('row', { name: /^LAB_CAMERA_URL/ })).toContainText('missing');
    await expect(table.getByRole('row', { name: /NEWS_API_KEY/ })).toContainText('≠ different');
    await expect(table.getByRole('row', { name: /^timeout/ })).toContainText('= equal');
    await screenshot(vs, 'compare');
    await table.getByRole('row', { name: /ARCHIVE_BUCKET/ }).focus();
    await vs.page.keyboard.press('ArrowDown');
    await expect(table.getByRole('row', { name: /^DB/ })).toBeFocused();
    await vs.page.keyboard.press('ArrowLeft');
    await expect(table.getByRole('row', { name: /^password/ })).toHaveCount(0);
    await vs.page.keyboard.press('ArrowRight');
    await expect(table.getByRole('row', { name: /^password/ })).toHaveCount(1);
    await page.getByRole('button', { name: /equal$/ }).click();
    await expect(table.getByRole('row', { name: /^timeout/ })).toHaveCount(0);
    for (const theme of ['Light Modern', 'Dark High Contrast', 'Light High Contrast']) {
      await chooseTheme(vs, theme);
      await screenshot(vs, `compare-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
    await chooseTheme(vs, 'Dark Modern');
    // The table is there again when the window is.
    await vs.reopen(`"about":{"kind":"comparison","root":"${vs.folder}"`);
    await expect(table.getByRole('row', { name: /NEWS_API_KEY/ })).toContainText('≠ different');
    await vs.page.setViewportSize({ width: 720, height: 800 });
    await screenshot(vs, 'compare-narrow');
  });
});

test.describe('reports: someone else’s store', () => {
  test.use({ prepare: async ({}, use) => use(putSomeoneElsesStore) });

  test('compare names and kinds, and say why they compare no values', async ({ vs }) => {
    await vs.chooseInContextMenu(vs.row(`Space ${DEV}`), 'Compare Spaces');
    await vs.choose(PROD);
    const page = vs.webview();
    const table = page.getByRole('treegrid');
    await expect(table.getByRole('row', { name: /^LAB_CAMERA_URL/ })).toContainText('missing');
    await expect(table.getByRole('row', { name: /NEWS_API_KEY/ })).toContainText('not compared');
    await expect(page.locator('body')).toContainText('Values can’t be compared');
    await expect(table.getByRole('button', { name: /^Add to/ })).toHaveCount(0);
    await screenshot(vs, 'compare-not-an-owner');
  });
});
