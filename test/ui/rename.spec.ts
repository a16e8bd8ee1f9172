import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, screenshot, test } from './fixtures.ts';

const DEV = 'Newsroom - Ingest - DEV';
const FILES = [
  'flows/playout.json',
  'flows/alerts.json',
  'templates/breaking-news.mustache',
  'functions/slack-summary.yaml',
] as const;

test.describe('rename', () => {
  test('F2 renames a secret in every space and file, after a preview', async ({ vs }) => {
    const before = FILES.map((file) => readFileSync(join(vs.folder, file), 'utf8'));
    await vs.openFileAt('flows/playout.json', 'SECRETS.RUNDOWN_UR');
    await vs.renameHere('RUNDOWN_URL', 'ROSTER_URL');
    await expect(vs.dialog).toContainText('Rename RUNDOWN_URL to ROSTER_URL in Newsroom - Ingest - DEV');
    await expect(vs.dialog).toContainText('Newsroom - Ingest - PROD');
    await expect(vs.dialog).toContainText('4 places in 4 files');
    await screenshot(vs, 'rename-question');
    await vs.dialog.getByRole('button', { name: 'Preview…' }).click();
    await expect(vs.refactorPreview).toContainText('playout.json');
    await expect(vs.refactorRow('playout.json').getByRole('checkbox')).toBeChecked();
    await screenshot(vs, 'rename-preview');
    expect(readFileSync(join(vs.folder, FILES[0]), 'utf8')).toBe(before[0]);
    await vs.refactorPreview.getByRole('button', { name: 'Apply' }).click();
    await vs.confirmRecipients();
    await vs.openSidebar();
    await vs.expand(vs.row(`Space ${DEV}`));
    await expect(vs.row('Secret ROSTER_URL')).toBeVisible();
    await expect(vs.row('Secret RUNDOWN_URL')).toHaveCount(0);
    await screenshot(vs, 'rename-done');
    FILES.forEach((file, index) => {
      expect(readFileSync(join(vs.folder, file), 'utf8')).toBe(before[index]?.replaceAll('RUNDOWN_URL', 'ROSTER_URL'));
    });
  });

  test('from the tree: an edit that is left out keeps the old name, and a cancel changes nothing', async ({ vs }) => {
    const bytes = () => readFileSync(join(vs.folder, 'flows/playout.json'), 'utf8');
    const before = bytes();
    await vs.openSidebar();
    await vs.expand(vs.row(`Space ${DEV}`));
    await vs.chooseInContextMenu(vs.row('Secret RUNDOWN_URL'), 'Rename Secret');
    await vs.answer('The new name', 'ROSTER_URL');
    await vs.dialog.getByRole('button', { name: 'Preview…' }).click();
    await vs.refactorPreview.getByRole('button', { name: 'Discard' }).click();
    await expect(vs.row(`Space ${DEV}`)).toContainText('v12');
    await expect(vs.row('Secret ROSTER_URL')).toHaveCount(0);

    await vs.row('Secret RUNDOWN_URL').click();
    await vs.page.keyboard.press('F2');
    await vs.answer('The new name', 'ROSTER_URL');
    await vs.dialog.getByRole('button', { name: 'Preview…' }).click();
    await vs.refactorRow('playout.json').getByRole('checkbox').click();
    await vs.refactorPreview.getByRole('button', { name: 'Apply' }).click();
    await vs.confirmRecipients();
    await expect(vs.message('RUNDOWN_URL stays beside ROSTER_URL: 1 places still use it')).toBeVisible();
    await expect(vs.row('Secret RUNDOWN_URL')).toBeVisible();
    await expect(vs.row('Secret ROSTER_URL')).toBeVisible();
    await screenshot(vs, 'rename-left-out');
    expect(bytes()).toBe(before);

    await vs.row('Secret RUNDOWN_URL').click();
    await vs.page.keyboard.press('F2');
    await vs.answer('The new name', 'ROSTER_URL');
    await vs.dialog.getByRole('button', { name: 'Rename', exact: true }).click();
    await expect(vs.row('Secret RUNDOWN_URL')).toHaveCount(0);
    await expect(vs.row(`Space ${DEV}`)).toContainText('v13');
    expect(bytes()).toBe(before.replaceAll('RUNDOWN_URL', 'ROSTER_URL'));
  });
});
