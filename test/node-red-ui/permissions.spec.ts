import { expect } from '@playwright/test';
import { Installation } from '../node-red-host/installation.ts';
import { VERSIONS } from '../node-red-host/node-red.ts';
import { test } from './fixtures.ts';
import { FLOWS } from './flows.ts';

/** Two users, whose names are their tokens; one may do all that an editor needs, but know no names of ours. */
const ADMIN_AUTH = `adminAuth: {
  type: 'credentials', users: [],
  tokens: (token) => Promise.resolve(
    { other: { username: 'other', permissions: ['flows', 'nodes', 'plugins', 'settings', 'status', 'library', 'context'].map((name) => name + '.read') },
      reader: { username: 'reader', permissions: 'read' } }[token] ?? null) },`;

test('who may not read the names sees none, and is told why', async ({ shared }, info) => {
  const version = VERSIONS.find((name) => name === info.project.name)!;
  const installation = await Installation.create();
  try {
    const nodeRed = await installation.start({ version, flows: FLOWS, settings: ADMIN_AUTH });
    for (const who of ['other', 'reader']) {
      const page = await shared.newPage();
      await page.goto(`${nodeRed.url}/?access_token=${who}`);
      const tab = page.locator('.flow-secrets-sidebar');
      if (who === 'other') {
        await expect(tab.getByRole('alert', { includeHidden: true })).toContainText('flow-secrets.read');
        await expect(tab).not.toContainText(/DEV|API_KEY|alert-mails/);
      } else {
        await expect(tab).toContainText(/DEV.*API_KEY.*alert-mails/s);
      }
      await page.close();
    }
  } finally {
    await installation.dispose();
  }
});
