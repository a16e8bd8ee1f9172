import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, screenshot, test, withoutRuntimes } from './fixtures.ts';

const CREDENTIALS = 'External Credentials';

test.describe('1. the sidebar: external credentials', () => {
  test('adds one with exactly the fields of its type', async ({ vs }) => {
    await vs.pressInView(CREDENTIALS, 'Add Credential');
    await expect(vs.choices()).toHaveCount(11);
    await screenshot(vs, 'credential-types');
    await vs.choose('Mailgun');
    await vs.answer('CREDENTIALS["name"]', 'night-mails');
    await expect(vs.quickInputBox).toHaveAttribute('type', 'password');
    await vs.answer('Sealed when it is saved', 'key-' + 'ab'.repeat(16));
    await vs.answer('Domain', 'mg.newsroom.example');
    await vs.choose('eu');
    await expect(vs.quickInput).toContainText('Address that mail comes from');
    await vs.quickInputBox.fill('nobody');
    await expect(vs.quickInput).toContainText('mostly looks like: name@example.org');
    await vs.quickInputBox.fill('night@mg.newsroom.example');
    await vs.answer('Sender', 'night@mg.newsroom.example');
    await vs.confirmRecipients();
    const added = vs.row('External credential night-mails');
    await expect(added).toContainText('Mailgun');
    await vs.expand(added);
    await expect(vs.row('Field domain')).toContainText('mg.newsroom.example');
    await expect(vs.row('Field apiKey')).toContainText('sealed');
  });

  test('takes a service account in a form that checks its JSON', async ({ vs }) => {
    await vs.pressInView(CREDENTIALS, 'Add Credential');
    await vs.choose('Google BigQuery');
    await vs.answer('CREDENTIALS["name"]', 'archive');
    const form = vs.webview();
    await form.locator('textarea').fill('{ "type": "service_account", }');
    await expect(form.getByRole('status')).toContainText('JSON');
    await expect(form.getByRole('button', { name: 'Save' })).toBeDisabled();
    await screenshot(vs, 'service-account');
    await form.locator('textarea').fill('{ "type": "service_account" }');
    await form.getByRole('button', { name: 'Save' }).click();
    await vs.answer('Project', 'newsroom');
    await vs.answer('Dataset', '');
    await vs.confirmRecipients();
    await vs.expand(vs.row('External credential archive'));
    await expect(vs.row('Field serviceAccount')).toContainText('sealed');
  });

  test('keeps what is left blank, and asks for the sealed fields when the destination changes', async ({ vs }) => {
    const row = vs.row('External credential alert-mails');
    await vs.chooseInContextMenu(row, 'Edit Credential');
    await vs.answer('Domain', 'mg.newsroom.example');
    await vs.choose('eu');
    await vs.answer('Sender', 'desk@mg.newsroom.example');
    await vs.answer('Leave it blank', '');
    await vs.expand(row);
    await expect(vs.row('Field sender')).toContainText('desk@mg.newsroom.example');

    await vs.chooseInContextMenu(row, 'Edit Credential');
    await vs.answer('Domain', 'elsewhere.example');
    await vs.choose('eu');
    await vs.answer('Sender', 'desk@mg.newsroom.example');
    await expect(vs.quickInput).toContainText('Sealed when it is saved');
    await vs.page.keyboard.press('Enter');
    await expect(vs.quickInputBox).toBeVisible();
  });
});

test.describe('1. the sidebar: with no runtime', () => {
  test.use({ prepare: async ({}, use) => use(withoutRuntimes) });

  test('asks for a runtime before the first credential', async ({ vs }) => {
    const key = await identityToRecipient(await generateX25519Identity());
    await vs.pressInView(CREDENTIALS, 'Add Credential');
    await vs.answer('A runtime is a Node-RED', 'night-shift');
    await vs.choose('PROD');
    await vs.page.keyboard.press('Enter');
    await vs.choose('Paste the runtime’s public key');
    await vs.answer('It is no secret', key);
    await vs.choose('Slack webhook');
    await vs.answer('CREDENTIALS["name"]', 'night-slack');
    await vs.answer('Sealed when it is saved', 'https://hooks.slack.com/services/' + ['T0', 'B0', 'x'].join('/'));
    await expect(vs.row('External credential night-slack')).toBeVisible();
    expect(readFileSync(join(vs.folder, 'flow-secrets.json'), 'utf8')).toContain(key);
  });
});
