import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, screenshot, test } from './fixtures.ts';

const DEV = 'Newsroom - Ingest - DEV';

test.describe('3. the delete guard', () => {
  test('refuses to delete what is used, and says where; deletes it when the use is gone', async ({ vs }) => {
    await vs.openSidebar();
    await vs.expand(vs.row(`Space ${DEV}`));
    await vs.chooseInContextMenu(vs.row('Secret LAB_CAMERA_URL'), 'Delete Secret');
    await expect(vs.dialog).toContainText('it is used in 1 place');
    await expect(vs.dialog).toContainText('Camera wall › Look');
    await expect(vs.dialog).toContainText(/lab\/camera-wall\.json:\d+/);
    await screenshot(vs, 'delete-refused');
    await vs.dialog.getByRole('button', { name: 'Show References' }).click();
    await expect(vs.references().filter({ hasText: 'Look' })).toBeVisible();
    await screenshot(vs, 'delete-references');

    // The file is closed in the editor: the index sees the disk.
    const flow = join(vs.folder, 'lab', 'camera-wall.json');
    writeFileSync(flow, readFileSync(flow, 'utf8').replace('SECRETS.LAB_CAMERA_URL', 'cameraUrl'));
    await vs.openSidebar();
    await expect(vs.row('Secret LAB_CAMERA_URL')).toContainText('unused');
    await vs.chooseInContextMenu(vs.row('Secret LAB_CAMERA_URL'), 'Delete Secret');
    await expect(vs.dialog).toContainText('can’t be undone');
    await vs.dialog.getByRole('button', { name: 'Delete' }).click();
    await expect(vs.row('Secret LAB_CAMERA_URL')).toHaveCount(0);
    await expect(vs.row(`Space ${DEV}`)).toContainText('10 secrets');
  });

  test('counts an editor that is not saved', async ({ vs }) => {
    await vs.openSidebar();
    await vs.expand(vs.row(`Space ${DEV}`));
    await vs.openFileAt('lab/camera-wall.json', 'SECRETS.LAB_CAMERA_URL');
    await vs.deleteBack('LAB_CAMERA_URL'.length);
    await vs.type('FTP_PASSWORD');
    await vs.page.keyboard.press('Escape');
    await vs.openSidebar();
    await expect(vs.row('Secret FTP_PASSWORD')).toContainText('1 use');
    await vs.chooseInContextMenu(vs.row('Secret FTP_PASSWORD'), 'Delete Secret');
    await expect(vs.dialog).toContainText('it is used in 1 place');
    await expect(vs.dialog).toContainText('Camera wall › Look');
    await vs.page.keyboard.press('Escape');
    await expect(vs.row('Secret FTP_PASSWORD')).toBeVisible();
  });

  test('sees a use that is added while it asks', async ({ vs }) => {
    await vs.openSidebar();
    await vs.expand(vs.row(`Space ${DEV}`));
    await vs.chooseInContextMenu(vs.row('Secret FTP_PASSWORD'), 'Delete Secret');
    await expect(vs.dialog).toContainText('can’t be undone');
    const script = join(vs.folder, 'scripts', 'archive-clip.js');
    writeFileSync(script, `${readFileSync(script, 'utf8')}\nlogin(SECRETS.FTP_PASSWORD);\n`);
    await vs.dialog.getByRole('button', { name: 'Delete' }).click();
    await expect(vs.dialog).toContainText('it is used in 1 place');
    await expect(vs.dialog).toContainText('scripts/archive-clip.js');
  });

  test('refuses to delete a credential that a record selects', async ({ vs }) => {
    await vs.openSidebar();
    await vs.chooseInContextMenu(vs.row('External credential on-call-sms'), 'Delete Credential');
    await expect(vs.dialog).toContainText('it is used in');
    await expect(vs.dialog).toContainText('functions/page-on-call.yaml');
  });
});
