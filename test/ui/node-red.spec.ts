import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Page } from '@playwright/test';
import { type DemoNodeRed, startNodeRed } from '../../scripts/demo/node-red.ts';
import { RedEditor } from '../node-red-ui/red-editor.ts';
import { expect, screenshot, test as base } from './fixtures.ts';

const DEV = 'Newsroom - Ingest - DEV';
const OUT = join(import.meta.dirname, '..', '..', 'out', 'ui');
const NEW_TOKEN = 'canary-token-of-the-evening';

/** `test` with a real Node-RED on the store of the window's folder, and a second page of the browser. */
const test = base.extend<{ nodeRed: DemoNodeRed; nodeRedPage: Page }>({
  nodeRed: async ({ vs, shared }, use) => {
    const nodeRed = await startNodeRed(vs.folder, shared.demo.runtimeIdentityFile);
    await use(nodeRed);
    await nodeRed.stop();
  },

  nodeRedPage: async ({ shared }, use) => {
    const page = await shared.context.newPage();
    await use(page);
    await page.close();
  },
});

test.describe('Node-RED beside VS Code', () => {
  test('a flow answers with what was just saved in VS Code', async ({ vs, nodeRed, nodeRedPage }) => {
    const body = nodeRedPage.locator('body');
    await nodeRedPage.goto(nodeRed.healthUrl);
    await expect(body).toContainText(DEV);
    await expect(body).not.toContainText(fingerprint(NEW_TOKEN));

    await vs.expand(vs.row(`Space ${DEV}`));
    await vs.chooseInContextMenu(vs.row('Secret MAM'), 'Edit Secret');
    await vs.choose('An object or array');
    await vs.answer('stored in clear', '');
    const text = vs.webview().locator('textarea');
    await expect(text).toBeEditable();
    const mam = JSON.parse(await text.inputValue()) as Record<string, unknown>;
    await text.fill(JSON.stringify({ ...mam, token: NEW_TOKEN }, undefined, 2));
    await screenshot(vs, 'node-red-edit');
    await vs.webview().getByRole('button', { name: 'Save' }).click();
    await vs.confirmRecipients();

    await expect(async () => {
      await nodeRedPage.reload();
      await expect(body).toContainText(fingerprint(NEW_TOKEN), { timeout: 500 });
    }).toPass();

    const editor = await RedEditor.open(nodeRedPage, nodeRed.url);
    // Once its flows are there, Node-RED 5.0 goes back to the tab that it had before.
    await nodeRedPage.locator('#red-ui-workspace-tabs').getByText('Health').click();
    await nodeRedPage.evaluate('RED.sidebar.show("flow-secrets")');
    await expect(editor.tab).toBeVisible();
    await expect(editor.tab.getByRole('status')).toContainText('🆗 Synced');
    await nodeRedPage.screenshot({ path: join(OUT, 'node-red-sidebar.png') });
  });
});

/** As the example's flow shows a token. */
function fingerprint(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 8);
}
