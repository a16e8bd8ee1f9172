import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, putSomeoneElsesStore, screenshot, test } from './fixtures.ts';

function removeStore(workspace: string): void {
  rmSync(join(workspace, 'flow-secrets.json'));
  rmSync(join(workspace, 'secrets'), { recursive: true });
}

test.describe('1. the sidebar: a folder of flows without a store', () => {
  test.use({ prepare: async ({}, use) => use(removeStore) });

  test('helps instead of reporting, creates the store and walks through what the flows use', async ({ vs }) => {
    await expect(vs.sidebar).toContainText('The flows here use secrets');
    await screenshot(vs, 'no-store');
    await vs.openFileAt('flows/playout.json', 'SECRETS.TICKER_URL');
    await expect(vs.squiggles('error')).toHaveCount(0);
    await vs.sidebar.getByRole('button', { name: 'Create Store' }).click();
    await vs.answer('space', 'Newsroom - DEV');
    await expect(vs.dialog).toContainText(/Your flows use \d+ secrets/);
    await expect(vs.dialog).toContainText('NEWS_API_KEY');
    await screenshot(vs, 'add-the-missing-ones');
    await vs.dialog.getByRole('button', { name: 'Add the Missing Ones' }).click();
    // Each question looks like the one before but for its number.
    await expect(vs.quickInput).toContainText('(1 of');
    await vs.choose('Leave it missing');
    await expect(vs.quickInput).toContainText('(2 of');
    await vs.choose('A line of text');
    await vs.answer('It is encrypted', 'first value');
    await expect(vs.quickInput).toContainText('(3 of');
    await vs.page.keyboard.press('Escape');
    await vs.expand(vs.row('Space Newsroom - DEV'));
    await expect(vs.row('Missing')).toBeVisible();
  });
});

test.describe('1. the sidebar: a broken configuration', () => {
  test.use({
    prepare: async ({}, use) =>
      use((workspace) => {
        writeFileSync(join(workspace, 'flow-secrets.json'), '{ "store": ');
      }),
  });

  test('says what is wrong, and takes the file when it is mended', async ({ vs }) => {
    await expect(vs.sidebar).toContainText('can’t be used');
    await screenshot(vs, 'broken-configuration');
    writeFileSync(join(vs.folder, 'flow-secrets.json'), '{}');
    await expect(vs.row('Space Newsroom - Ingest - DEV')).toBeVisible();
  });
});

test.describe('1. the sidebar: someone else’s store', () => {
  test.use({ prepare: async ({}, use) => use(putSomeoneElsesStore) });

  test('shows names, who the Owners are, and my public key to send', async ({ vs }) => {
    await expect(vs.sidebar).toContainText('You are not an Owner');
    await expect(vs.sidebar).toContainText('Owner: age1');
    await screenshot(vs, 'not-an-owner');
    const dev = vs.row('Space Newsroom - Ingest - DEV');
    await vs.expand(dev);
    await vs.row('Secret FTP_PASSWORD').click({ button: 'right' });
    await expect(vs.page.getByRole('menuitem', { name: 'Copy Value' })).toHaveAttribute('aria-disabled', 'true');
    await vs.page.keyboard.press('Escape');
    await vs.command('Flow Secrets: Copy Value');
    await vs.choose('DEV');
    await vs.choose('FTP_PASSWORD');
    await expect(vs.message('You are not an Owner')).toBeVisible();
    await vs.command('Flow Secrets: Copy My Public Key');
    await expect.poll(() => vs.clipboard()).toMatch(/^age1/);
  });
});
