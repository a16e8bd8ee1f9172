import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, screenshot, test } from './fixtures.ts';
import { git } from './repository.ts';

const DEV = 'Newsroom - Ingest - DEV';

test.describe('import and export', () => {
  test.use({
    prepare: async ({}, use) => {
      await use((workspace) => {
        git(workspace, 'init', '--quiet', '--initial-branch=main');
        writeFileSync(join(workspace, '.gitignore'), '*.env\n');
        writeFileSync(join(workspace, 'in.env'), 'FTP_PASSWORD=replaced\nIMPORTED_KEY=fresh\n');
      });
    },
  });

  test('takes what is ticked of a file, and writes values only to a new file that git ignores', async ({ vs }) => {
    const space = vs.row(`Space ${DEV}`);
    await vs.chooseInContextMenu(space, 'Import Secrets');
    await vs.answerPath(join(vs.folder, 'in.env'));
    await expect(vs.choices().filter({ hasText: 'IMPORTED_KEY' })).toContainText('new');
    await expect(vs.choices().filter({ hasText: 'FTP_PASSWORD' })).toContainText('would be replaced');
    await screenshot(vs, 'import');
    await vs.page.keyboard.press('Enter');
    await vs.confirmRecipients();
    await vs.expand(space);
    await expect(vs.row('Secret IMPORTED_KEY')).toBeVisible();

    const seen = join(vs.folder, 'seen.json');
    await vs.chooseInContextMenu(space, 'Export Values');
    await vs.answerPath(seen);
    await expect(vs.message('git does not ignore')).toBeVisible();
    expect(existsSync(seen)).toBe(false);

    const ignored = join(vs.folder, 'out.env');
    await vs.chooseInContextMenu(space, 'Export Values');
    await vs.answerPath(ignored);
    await expect(vs.dialog).toContainText(ignored);
    await expect(vs.dialog).toContainText('IN CLEAR');
    await screenshot(vs, 'export');
    await vs.dialog.getByRole('button', { name: 'Write Values' }).click();
    await expect(vs.message('in clear: delete it')).toBeVisible();
    const text = readFileSync(ignored, 'utf8');
    expect(text).toContain('IMPORTED_KEY=fresh');
    expect(text).not.toContain('replaced');
    expect(statSync(ignored).mode & 0o777).toBe(0o600);
  });
});
