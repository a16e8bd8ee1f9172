import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
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
    await vs.discardPreview();
    await expect(vs.row(`Space ${DEV}`)).toContainText('v12');
    await expect(vs.row('Secret ROSTER_URL')).toHaveCount(0);

    await vs.row('Secret RUNDOWN_URL').click();
    await vs.page.keyboard.press('F2');
    await vs.answer('The new name', 'ROSTER_URL');
    await vs.dialog.getByRole('button', { name: 'Preview…' }).click();
    await vs.refactorRow('playout.json').getByRole('checkbox').click();
    await vs.refactorPreview.getByRole('button', { name: 'Apply' }).click();
    await vs.confirmRecipients();
    await expect(vs.message('RUNDOWN_URL stays beside ROSTER_URL: 1 place still uses it')).toBeVisible();
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

  test('a cancel changes no byte: of the name, of the question, of the preview', async ({ vs }) => {
    const before = project(vs.folder);
    const start = async (): Promise<void> => {
      await vs.openFileAt('flows/playout.json', 'SECRETS.RUNDOWN_UR');
      await vs.renameHere('RUNDOWN_URL', 'ROSTER_URL');
    };
    await vs.openFileAt('flows/playout.json', 'SECRETS.RUNDOWN_UR');
    await vs.startRename('RUNDOWN_URL');
    await vs.quickInputBox.fill('NEWS_API_KEY');
    await expect(vs.quickInput).toContainText('The space has NEWS_API_KEY already');
    await vs.page.keyboard.press('Enter');
    await expect(vs.dialog).toHaveCount(0);
    await vs.page.keyboard.press('Escape');
    await start();
    await vs.dialog.getByRole('button', { name: 'Cancel' }).click();
    await start();
    await vs.dialog.getByRole('button', { name: 'Preview…' }).click();
    await vs.discardPreview();
    // Who does not confirm the readers has sealed nothing either.
    await start();
    await vs.dialog.getByRole('button', { name: 'Rename', exact: true }).click();
    await expect(vs.dialog).toContainText('age1');
    await vs.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(vs.dialog).toHaveCount(0);
    expect(project(vs.folder)).toEqual(before);
  });

  test('F2 in code that is open in an editor of its own, with changes that are not saved', async ({ vs }) => {
    const flow = () => readFileSync(join(vs.folder, 'flows/ingest.json'), 'utf8');
    const before = flow();
    await vs.openFileAt('flows/ingest.json', '"func": "const mam');
    await vs.editCode('Call MAM › Address and token.js');
    await vs.page.keyboard.press('Control+Home');
    await vs.type('let mine;\n');
    await vs.page.keyboard.press('Control+G');
    await vs.quickInputBox.fill(':2:34');
    await vs.page.keyboard.press('Enter');
    await expect(vs.page.locator('.part.statusbar')).toContainText('Ln 2, Col 34');
    await vs.renameHere('MAM', 'MEDIA');
    await expect(vs.dialog).toContainText('Rename MAM to MEDIA in');
    await expect(vs.dialog).toContainText('Your unsaved changes there are saved with it');
    await screenshot(vs, 'rename-code-question');
    await vs.dialog.getByRole('button', { name: 'Preview…' }).click();
    await expect(vs.refactorRow('Address and token.js').getByRole('checkbox')).toBeChecked();
    await screenshot(vs, 'rename-code-preview');
    await vs.refactorPreview.getByRole('button', { name: 'Apply' }).click();
    await vs.confirmRecipients();
    await vs.openSidebar();
    await vs.expand(vs.row(`Space ${DEV}`));
    await expect(vs.row('Secret MEDIA')).toBeVisible();
    await expect(vs.row('Secret MAM')).toHaveCount(0);
    await screenshot(vs, 'rename-code-done');
    expect(flow()).toBe(
      before.replaceAll('SECRETS.MAM', 'SECRETS.MEDIA').replace('const mam', 'let mine;\\nconst mam'),
    );
    await expect(vs.editor).toContainText("global.get('SECRETS.MEDIA')");
  });

  test('a name inside a JSON secret, with F2 and in the tree', async ({ vs }) => {
    await vs.openFileAt('flows/playout.json', 'user: db.use');
    await vs.renameHere('DB › user', 'login name');
    await expect(vs.dialog).toContainText('Rename DB › user to login name in Newsroom - Ingest - DEV');
    await screenshot(vs, 'rename-path-question');
    await vs.dialog.getByRole('button', { name: 'Rename', exact: true }).click();
    await vs.confirmRecipients();
    await vs.openSidebar();
    await vs.expand(vs.row(`Space ${DEV}`));
    await vs.expand(vs.row('Secret DB'));
    await expect(vs.row('Key path login name')).toBeVisible();
    // The old name goes last: the rename has ended.
    await expect(vs.row('Key path user')).toHaveCount(0);
    expect(readFileSync(join(vs.folder, 'flows/playout.json'), 'utf8')).toContain('user: db[\\"login name\\"],');
    expect(readFileSync(join(vs.folder, 'scripts/archive-clip.js'), 'utf8')).toContain(
      'const { host, port, "login name": user, password } = SECRETS.DB;',
    );
    await vs.chooseInContextMenu(vs.row('Key path login name'), 'Rename Secret');
    await vs.answer('The new name', 'user');
    await vs.dialog.getByRole('button', { name: 'Rename', exact: true }).click();
    await expect(vs.row('Key path login name')).toHaveCount(0);
    expect(readFileSync(join(vs.folder, 'flows/playout.json'), 'utf8')).toContain('user: db[\\"user\\"],');
  });

  test('a credential: what is sealed for its name is asked for again', async ({ vs }) => {
    const before = project(vs.folder);
    const row = vs.row('External credential alert-mails');
    await vs.chooseInContextMenu(row, 'Rename Credential');
    await vs.answer('The new name', 'desk mails');
    await expect(vs.dialog).toContainText('Rename alert-mails to desk mails?');
    await vs.dialog.getByRole('button', { name: 'Rename', exact: true }).click();
    await vs.confirmRecipients();
    await expect(vs.quickInput).toContainText('enter what is sealed again');
    await expect(vs.quickInputBox).toHaveAttribute('type', 'password');
    await screenshot(vs, 'rename-credential-sealed');
    await vs.page.keyboard.press('Escape');
    await expect(vs.quickInput).toHaveCount(0);
    expect(project(vs.folder)).toEqual(before);

    await vs.chooseInContextMenu(row, 'Rename Credential');
    await vs.answer('The new name', 'desk mails');
    await vs.dialog.getByRole('button', { name: 'Rename', exact: true }).click();
    await vs.answer('Sealed when it is saved', 'key-' + 'ab'.repeat(16));
    await expect(vs.row('External credential desk mails')).toContainText('Mailgun');
    await expect(row).toHaveCount(0);
    const after = project(vs.folder);
    expect(after.get('flows/alerts.json')).toBe(before.get('flows/alerts.json')?.replace('alert-mails', 'desk mails'));
    expect(after.get('templates/breaking-news.mustache')).toContain('{{CREDENTIALS["desk mails"].sender}}');
  });

  test.describe('of a custom credential', () => {
    test.use({ prepare: async ({}, use) => use(withCustomCredential) });

    test('a field: sealed ones are asked for again, and the fields of other types stay', async ({ vs }) => {
      await vs.expand(vs.row('External credential intercom'));
      await vs.chooseInContextMenu(vs.row('Field token'), 'Rename Credential');
      await vs.answer('The new name', 'bearer');
      await expect(vs.dialog).toContainText('1 place changes:');
      await vs.dialog.getByRole('button', { name: 'Rename', exact: true }).click();
      await vs.confirmRecipients();
      await vs.answer('Sealed when it is saved', 'spoken words');
      await expect(vs.row('Field bearer')).toContainText('sealed');
      await expect(vs.row('Field token')).toHaveCount(0);
      expect(readFileSync(join(vs.folder, 'scripts/call.js'), 'utf8')).toBe('ring(CREDENTIALS.intercom.bearer);\n');
      // Every plain field of it is part of the destination that the others are sealed for.
      await vs.chooseInContextMenu(vs.row('Field host'), 'Rename Credential');
      await vs.answer('The new name', 'address');
      await vs.dialog.getByRole('button', { name: 'Rename', exact: true }).click();
      await vs.answer('Sealed when it is saved', 'spoken words');
      await expect(vs.row('Field address')).toContainText('intercom.example');
      await expect(vs.row('Field host')).toHaveCount(0);
    });
  });

  test('F2 beside a name of ours is VS Code’s own', async ({ vs }) => {
    await vs.openFileAt('scripts/archive-clip.js', 'run(cl');
    // VS Code reads the script first.
    await expect(async () => {
      await vs.page.keyboard.press('F2');
      await expect(vs.page.locator('.rename-box').first()).toBeVisible({ timeout: 4000 });
    }).toPass();
    await expect(vs.quickInput).toHaveCount(0);
    await screenshot(vs, 'rename-beside');
  });
});

/** All files of a project that a rename may touch, the store's too. */
function project(folder: string): Map<string, string> {
  const folders = ['flows', 'functions', 'scripts', 'templates', 'lab', 'secrets'];
  const files = folders.flatMap((name) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`));
  return new Map(
    ['flow-secrets.json', ...files].map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const),
  );
}

/** What it seals opens for nobody, as for everybody who is no runtime. */
function withCustomCredential(workspace: string): void {
  const file = join(workspace, 'secrets', 'credentials.json');
  const store = JSON.parse(readFileSync(file, 'utf8')) as { credentials: Record<string, unknown> };
  store.credentials['intercom'] = {
    type: 'custom',
    created_at: '2026-11-01T08:00:00Z',
    updated_at: '2026-11-01T08:00:00Z',
    fields: { host: 'intercom.example' },
    sealed: { token: 'x' },
    sealed_to: { token: [] },
  };
  writeFileSync(file, JSON.stringify(store));
  writeFileSync(join(workspace, 'scripts', 'call.js'), 'ring(CREDENTIALS.intercom.token);\n');
}
