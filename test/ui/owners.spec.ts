import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, screenshot, test } from './fixtures.ts';
import { commit, expectValue, git, setFtp, storeOf } from './repository.ts';

const DEV = 'Newsroom - Ingest - DEV';
const READERS = `Owners and Runtimes of ${DEV}: 1 Owner · 1 runtime`;

test.describe('Owners and runtimes', () => {
  test('are listed under a space; an Owner is added and removed, a runtime removed', async ({ vs }) => {
    const ana = await identityToRecipient(await generateX25519Identity());
    // Room for all rows of the space.
    await vs.fold('External Credentials');
    await vs.expand(vs.row(`Space ${DEV}`));
    await vs.expand(vs.row(READERS));
    await expect(vs.row('Runtime: newsroom-edge')).toBeVisible();
    await vs.pressInRow(vs.row(READERS), 'Add Owner');
    await vs.quickInputBox.fill('AGE-SECRET-KEY-1');
    await expect(vs.quickInput).toContainText('PRIVATE key');
    await vs.answer('PRIVATE key', ana);
    await vs.answer('Optional name', 'Ana');
    const owner = vs.row('Owner: Ana');
    await expect(owner).toBeVisible();
    await screenshot(vs, 'owners');
    await vs.pressInRow(owner, 'Remove Owner');
    await expect(vs.dialog).toContainText(ana);
    await expect(vs.dialog).toContainText('stay readable');
    await screenshot(vs, 'owner-remove');
    await vs.dialog.getByRole('button', { name: 'Remove' }).click();
    await vs.confirmRecipients();
    await expect(owner).toHaveCount(0);

    await vs.pressInRow(vs.row('Runtime: newsroom-edge'), 'Remove Runtime');
    await vs.dialog.getByRole('button', { name: 'Remove' }).click();
    await expect(vs.row('Runtime: newsroom-edge')).toHaveCount(0);
    await vs.unfold('External Credentials');
    await vs.expand(vs.row('External credential alert-mails'));
    await expect(vs.row('Field apiKey')).toContainText('change at its provider');
    await screenshot(vs, 'sealed-care');
  });

  test('a runtime that came later: the tree says what to enter again, until it is entered', async ({ vs, shared }) => {
    const key = await identityToRecipient(await generateX25519Identity());
    await storeOf(vs.folder, shared.demo.env).addRuntime({ name: 'night-edge', key, spaces: [DEV] });
    const row = vs.row('External credential alert-mails');
    await vs.expand(row);
    const field = vs.row('Field apiKey');
    await expect(field).toContainText('enter again');
    await screenshot(vs, 'sealed-again');
    await vs.chooseInContextMenu(row, 'Edit Credential');
    await vs.answer('Domain', 'mg.newsroom.example');
    await vs.choose('eu');
    await vs.answer('Sender', 'desk@mg.newsroom.example');
    await vs.answer('Leave it blank', 'key-' + 'cd'.repeat(16));
    await vs.confirmRecipients();
    await expect(field).not.toContainText('enter again');
  });
});

test.describe('history', () => {
  test.use({
    prepare: async ({ shared }, use) => {
      await use(async (workspace) => {
        git(workspace, 'init', '--quiet', '--initial-branch=main');
        const store = storeOf(workspace, shared.demo.env);
        await setFtp(store, DEV, 'first value');
        commit(workspace, 'Set the first value');
        await setFtp(store, DEV, 'second value');
        commit(workspace, 'Rotate the FTP password');
      });
    },
  });

  test('is a table, and an earlier value comes back from git as a new version', async ({ vs }) => {
    await vs.chooseInContextMenu(vs.row(`Space ${DEV}`), 'Show History');
    const table = vs.webview().getByRole('treegrid', { name: `History of ${DEV}` });
    await expect(table.getByRole('row', { name: /FTP_PASSWORD/ })).not.toHaveCount(0);
    await screenshot(vs, 'history');
    await vs.expand(vs.row(`Space ${DEV}`));
    await vs.chooseInContextMenu(vs.row('Secret FTP_PASSWORD'), 'Restore Earlier Value');
    await expect(vs.choices()).toHaveCount(1);
    await expect(vs.choices()).toContainText('Set the first value');
    await expect(vs.choices()).toContainText('Ben');
    await screenshot(vs, 'restore');
    await vs.page.keyboard.press('Enter');
    await expect(vs.dialog).toContainText('Set the first value');
    await vs.dialog.getByRole('button', { name: 'Restore' }).click();
    await expect(vs.page.locator('.part.statusbar')).toContainText('Restored FTP_PASSWORD');
    await expect(vs.row(`Space ${DEV}`)).toContainText('v15');
    await expectValue(vs, 'FTP_PASSWORD', 'first value');
  });
});

test.describe('a space that came another way', () => {
  test('warns, until its Owner accepts it', async ({ vs, shared }) => {
    await expect(vs.row(`Space ${DEV}`)).toBeVisible();
    const config = readFileSync(join(vs.folder, 'flow-secrets.json'), 'utf8');
    const file = (await storeOf(vs.folder, shared.demo.env).catalog()).spaces.find(
      ({ space }) => space === DEV,
    )!.source;
    const before = readFileSync(file);
    await setFtp(storeOf(vs.folder, shared.demo.env), DEV, 'newer');
    await expect(vs.row(`Space ${DEV}`)).toContainText('v13');
    writeFileSync(file, before);
    const warned = vs.sidebar.getByRole('treeitem', { name: /an old revision was put back/ });
    await expect(warned).toBeVisible();
    await expect(warned).toContainText('not as you last saw it');
    const told = vs.message('an old revision was put back');
    await expect(told).toBeVisible();
    await screenshot(vs, 'warned');
    await told.getByRole('button', { name: 'Show History' }).click();
    await expect(vs.page.getByRole('tab', { name: /History/ })).toBeVisible();
    await vs.pressInRow(warned, 'Accept This State');
    await expect(vs.dialog).toContainText('old revision');
    await screenshot(vs, 'accept-state');
    await vs.dialog.getByRole('button', { name: 'Accept' }).click();
    await expect(warned).toHaveCount(0);
    expect(readFileSync(join(vs.folder, 'flow-secrets.json'), 'utf8')).toBe(config);
  });
});

test.describe('a space that git brought', () => {
  test.use({
    prepare: async ({ shared }, use) => {
      await use(async (workspace) => {
        git(workspace, 'init', '--quiet', '--initial-branch=main');
        commit(workspace, 'Begin');
        await setFtp(storeOf(workspace, shared.demo.env), DEV, 'newer');
        commit(workspace, 'Rotate the FTP password');
      });
    },
  });

  test('is noted with its commit, and no more once the branch is back', async ({ vs }) => {
    await expect(vs.row(`Space ${DEV}`)).toContainText('v13');
    git(vs.folder, 'checkout', '--quiet', 'HEAD^');
    const noted = vs.sidebar.getByRole('treeitem', { name: /you have seen version 13: it came with commit .*Ben/ });
    await expect(noted).toContainText('not as you last saw it');
    await screenshot(vs, 'noted');
    git(vs.folder, 'checkout', '--quiet', 'main');
    await expect(noted).toHaveCount(0);
    await expect(vs.row(`Space ${DEV}`)).toContainText('v13');
  });
});
