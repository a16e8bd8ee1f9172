import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, screenshot, test } from './fixtures.ts';
import { type Workbench } from './workbench.ts';

const FILE = 'scripts/post-clip.js';
const value = `canary-${randomBytes(9).toString('hex')}`;

test.describe('6. values in files', () => {
  test.use({
    prepare: async ({}, use) => {
      await use((workspace) => {
        writeFileSync(join(workspace, FILE), `const clipToken = '${value}';\npost(clipToken);\n`);
      });
    },
  });

  test('makes a literal a secret, and a reference of the literal', async ({ vs }) => {
    await extract(vs);
    await expect(vs.editor).toContainText('const clipToken = SECRETS.CLIP_TOKEN;');
    await expect(vs.message('change it at its provider')).toBeVisible();
    await screenshot(vs, 'extracted');
    await vs.openSidebar();
    await vs.expand(vs.row('Space Newsroom - Ingest - DEV'));
    await expect(vs.row('Secret CLIP_TOKEN').first()).toBeVisible();
  });

  test('finds a value that stands in a file, and replaces it', async ({ vs }) => {
    await extract(vs);
    await expect(vs.editor).toContainText('SECRETS.CLIP_TOKEN');
    await vs.page.keyboard.press('Control+Z');
    await expect(vs.editor).toContainText(value);
    await expect(vs.squiggles('warning')).toBeVisible();
    await vs.openProblems();
    await expect(vs.problems().filter({ hasText: 'known-value' })).toContainText('the value of “CLIP_TOKEN”');
    await screenshot(vs, 'known-value');
    const fix = (await vs.quickFixes()).filter({ hasText: 'Replace by a reference to “CLIP_TOKEN”' });
    await fix.first().click();
    await expect(vs.editor).toContainText('const clipToken = SECRETS.CLIP_TOKEN;');
    await expect(vs.squiggles('warning')).toHaveCount(0);
  });
});

/** Extracts the literal of the file to all spaces that the file runs in. */
async function extract(vs: Workbench): Promise<void> {
  await vs.openFileAt(FILE, "clipToken = 'can");
  await vs.command('Flow Secrets: Extract to Secret…');
  await expect(vs.quickInputBox).toHaveAttribute('placeholder', /Which spaces/);
  await screenshot(vs, 'extract-spaces');
  await vs.page.keyboard.press('Enter');
  await expect(vs.quickInputBox).toHaveValue('CLIP_TOKEN');
  await screenshot(vs, 'extract-key');
  await vs.page.keyboard.press('Enter');
  // Each space is sealed to for the first time, or to keys that were confirmed with the one before.
  await vs.confirmRecipients();
}
