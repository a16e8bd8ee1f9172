import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, screenshot, test } from './fixtures.ts';

test.describe('2. the editor', () => {
  test('completes names and paths inside JSON strings', async ({ vs }) => {
    await vs.openFileAt('flows/ingest.json', '"v": "SECRETS.NEWS_API_KEY');
    await vs.deleteBack('NEWS_API_KEY'.length + 1);
    await vs.type('.');
    await expect(vs.suggestions().filter({ hasText: 'NEWS_API_KEY' })).toBeVisible();
    await screenshot(vs, 'completion');
    await vs.type('MAM');
    await vs.accept('MAM');
    await vs.type('.');
    await vs.accept('collections');
    await expect(vs.editor).toContainText('"v": "SECRETS.MAM.collections"');
  });

  test('offers the whole access as ghost text, with the list open and closed', async ({ vs }) => {
    await vs.openFileAt('flows/ingest.json', 'const mam = global.get(');
    await vs.deleteForward("'SECRETS.MAM');".length);
    await vs.type('\\"SECRETS.');
    await expect(vs.suggestions().first()).toBeVisible();
    await expect(vs.ghostText().first()).toBeVisible();
    await screenshot(vs, 'ghost-text-list-open');
    await vs.page.keyboard.press('Escape');
    await expect(vs.suggestions()).toHaveCount(0);
    await expect(vs.ghostText().first()).toBeVisible();
    await screenshot(vs, 'ghost-text');
    await vs.page.keyboard.press('Tab');
    await expect(vs.editor).toContainText('global.get(\\"SECRETS.');
    await expect(vs.editor).toContainText('\\")');
  });

  test('reports an unknown name, and changes it into the one that was meant', async ({ vs }) => {
    await vs.expand(vs.row('Space Newsroom - Ingest - DEV'));
    await vs.openFileAt('flows/ingest.json', 'SECRETS.NEWS_API_KEY');
    await vs.deleteBack(1);
    await vs.type('Z');
    await expect(vs.squiggles('error')).toBeVisible();
    await vs.openProblems();
    await expect(vs.problems().filter({ hasText: 'unknown-secret' })).toContainText('NEWS_API_KEZ');
    await screenshot(vs, 'unknown-secret');
    const meant = (await vs.quickFixes()).filter({ hasText: 'NEWS_API_KEY' });
    await meant.first().waitFor();
    await screenshot(vs, 'quick-fix');
    await meant.first().click();
    await expect(vs.squiggles('error')).toHaveCount(0);
    await expect(vs.editor).toContainText('SECRETS.NEWS_API_KEY');
  });

  test('creates the secret that a flow uses already', async ({ vs }) => {
    await vs.openFileAt('lab/camera-wall.json', 'SECRETS.LAB_CAMERA_URL');
    await vs.type('_2');
    await expect(vs.squiggles('error')).toBeVisible();
    await (
      await vs.quickFixes()
    )
      .filter({ hasText: /create/i })
      .first()
      .click();
    await expect(vs.quickInputBox).toHaveValue('LAB_CAMERA_URL_2');
    await vs.page.keyboard.press('Enter');
    await vs.choose('A line of text');
    await vs.answer('stored in clear', '');
    await vs.answer('It is encrypted', 'https://camera.example');
    await vs.confirmRecipients();
    await expect(vs.squiggles('error')).toHaveCount(0);
  });

  test('tells in a hover what a name is and where it exists', async ({ vs }) => {
    await vs.openFileAt('flows/playout.json', 'SECRETS.RUNDOWN');
    await vs.command('Show or Focus Hover');
    await expect(vs.hover()).toContainText('Secret RUNDOWN_URL · text');
    for (const stage of ['DEV', 'STAGING', 'PROD'])
      await expect(vs.hover()).toContainText(`Ingest - ${stage}, updated`);
    await screenshot(vs, 'hover');
  });

  test('goes to the definition and finds all references', async ({ vs }) => {
    await vs.openFileAt('flows/alerts.json', 'SECRETS.RUNDOWN');
    await vs.findReferences();
    for (const file of ['alerts.json', 'playout.json', 'breaking-news.mustache', 'slack-summary.yaml']) {
      await expect(vs.references().filter({ hasText: file }).first()).toBeVisible();
    }
    await screenshot(vs, 'references');
    await vs.openFileAt('lab/camera-wall.json', 'SECRETS.LAB');
    await vs.page.keyboard.press('F12');
    await expect(vs.tab(/space\.json/)).toBeVisible();
  });
});

test.describe('2. the editor: a file without a binding', () => {
  test.use({
    prepare: async ({}, use) => {
      await use((workspace) => {
        cpSync(join(workspace, 'lab'), join(workspace, 'drafts'), { recursive: true });
      });
    },
  });

  test('says so in the language status, which binds it', async ({ vs }) => {
    await vs.openFileAt('drafts/camera-wall.json', 'SECRETS');
    await vs.showLanguageStatus();
    await vs.languageStatus().filter({ hasText: 'No binding' }).getByRole('button', { name: 'Bind' }).click();
    await vs.choose('DEV');
    await vs.page.keyboard.press('Enter');
    await vs.showLanguageStatus();
    await expect(vs.languageStatus().filter({ hasText: 'Newsroom - Ingest - DEV' })).toContainText('Names are checked');
    await screenshot(vs, 'language-status');
    expect(readFileSync(join(vs.folder, 'flow-secrets.json'), 'utf8')).toContain('drafts/camera-wall.json');
  });
});
