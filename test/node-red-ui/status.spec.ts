import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

test('says what was synced, when, and what a sync that fails leaves', async ({ editor, shared }) => {
  const state = editor.tab.getByRole('status');
  await expect(state).toContainText('🆗 Synced');
  await expect(state.locator('time')).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\dT.*Z$/);
  await expect(editor.tab.locator('dl')).toContainText('DEV');

  const config = await shared.world.breakConfig();
  await editor.tab.getByRole('button', { name: 'Sync now' }).click();
  await expect(state).toContainText('The last sync failed');
  await expect(editor.tab.locator('.flow-secrets-problems')).toContainText('flow-secrets.json');

  await config.mend();
  await editor.tab.getByRole('button', { name: 'Sync now' }).click();
  await expect(state).toContainText('🆗 Synced');
});

test('keeps the settings in the runtime', async ({ editor }) => {
  const onSave = editor.tab.getByRole('checkbox', { name: 'Sync on Save' });
  const autoSync = editor.tab.getByRole('combobox', { name: 'Auto Sync' });
  await expect(onSave).toBeChecked();
  await expect(autoSync).toHaveValue('0');
  await editor.kept(() => onSave.uncheck());
  await editor.kept(() => autoSync.selectOption('Every 12 hours'));
  await editor.reload();
  await expect(onSave).not.toBeChecked();
  await expect(autoSync).toHaveValue('720');
  await editor.kept(() => onSave.check());
  await editor.kept(() => autoSync.selectOption('Off'));
});

test('is reached with the Tab key, all of it', async ({ editor }) => {
  const { page, tab } = editor;
  await editor.row('API_KEY').waitFor();
  const syncNow = tab.getByRole('button', { name: 'Sync now' });
  await syncNow.focus();
  const stops = [
    tab.getByRole('checkbox', { name: 'Sync on Save' }),
    tab.getByRole('combobox', { name: 'Auto Sync' }),
    tab.getByRole('checkbox', { name: 'Mask values' }),
    tab.getByRole('searchbox', { name: 'Filter names' }),
    editor.row('API_KEY'),
    editor.row('alert-mails'),
  ];
  for (const stop of stops) {
    await page.keyboard.press('Tab');
    await expect(stop).toBeFocused();
  }
  for (const stop of stops.toReversed().slice(1)) {
    await page.keyboard.press('Shift+Tab');
    await expect(stop).toBeFocused();
  }
  await editor.kept(() => page.keyboard.press('Space'));
  await expect(stops[0]!).not.toBeChecked();
  await editor.kept(() => page.keyboard.press('Space'));
  await page.keyboard.press('Shift+Tab');
  await expect(syncNow).toBeFocused();
  // One request at a time.
  await expect(syncNow).toHaveAttribute('aria-disabled', 'false');
  const synced = page.waitForResponse(/\/flow-secrets\/sync$/);
  await page.keyboard.press('Enter');
  expect((await synced).ok()).toBe(true);
});

test('says that a flow has set SECRETS, and restores it', async ({ editor, shared }) => {
  expect((await shared.nodeRed.fetch('/shadow')).ok).toBe(true);
  await editor.tab.getByRole('button', { name: 'Sync now' }).click();
  await expect(editor.tab).toContainText('A flow has set SECRETS');
  await editor.tab.getByRole('button', { name: 'Restore' }).click();
  await expect(editor.tab).not.toContainText('A flow has set SECRETS');
});
