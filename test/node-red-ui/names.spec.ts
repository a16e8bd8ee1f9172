import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';
import { FLOWS } from './flows.ts';
import { type RedEditor } from './red-editor.ts';

const UNKNOWN = '“NOPE” is not in DEV: add it, or correct the name.';

/** Opens a node's dialog and puts the cursor into its code, which is taken away. */
async function openCode(redEditor: RedEditor, node: string, editor: string): Promise<void> {
  const { page } = redEditor;
  await redEditor.edit(node);
  await page.locator(`#${editor} .view-lines`).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
}

function suggestions(page: Page) {
  return page.locator('.suggest-widget.visible .monaco-list-row');
}

/** What stands in an editor, as people see it. */
function codeIn(page: Page, editor: string) {
  return page.locator(`#${editor} .view-lines`);
}

/** The messages of our markers. */
function markers(page: Page): Promise<unknown> {
  return page.evaluate(
    'monaco.editor.getModelMarkers({ owner: "flow-secrets" }).map(({ code, message }) => `${code.value ?? code}: ${message}`)',
  );
}

test.describe('names', () => {
  test('are completed in a function, and accepted', async ({ editor }) => {
    const { page } = editor;
    await openCode(editor, 'code', 'node-input-func-editor');
    await page.keyboard.type('msg.a = global.get("SECRETS.');
    await expect(suggestions(page)).toHaveText([/API_KEY/, /DB/]);
    await page.keyboard.type('D');
    await page.keyboard.press('Enter');
    await page.keyboard.type('.pass');
    await expect(suggestions(page)).toHaveText([/password/]);
    await page.keyboard.press('Enter');
    await expect(codeIn(page, 'node-input-func-editor')).toContainText('global.get("SECRETS.DB.password")');
    await page.keyboard.press('End');
    await page.keyboard.type(';\nmsg.b = global.get("CREDENTIALS").al');
    await expect(suggestions(page)).toHaveText([/alert-mails/]);
    await page.keyboard.press('Enter');
    await expect(codeIn(page, 'node-input-func-editor')).toContainText('global.get("CREDENTIALS")["alert-mails"]');
    await expect.poll(() => markers(page)).toEqual([]);
  });

  test('that are unknown are marked in a function as in VS Code, until they are mended', async ({ editor }) => {
    const { page } = editor;
    await openCode(editor, 'code', 'node-input-func-editor');
    await page.keyboard.type('return global.get("SECRETS.NOPE")');
    await expect.poll(() => markers(page)).toEqual([`unknown-secret: ${UNKNOWN}`]);
    await expect(page.locator('#node-input-func-editor .squiggly-error').first()).toBeVisible();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('return global.get("SECRETS.API_KEY")');
    await expect.poll(() => markers(page)).toEqual([]);
  });

  test('that are unknown are as loud as the project and the node want it', async ({ editor, shared }) => {
    const { page } = editor;
    await openCode(editor, 'code', 'node-input-func-editor');
    await page.keyboard.type('return global.get("SECRETS.NOPE")');
    const marked = `unknown-secret: ${UNKNOWN}`;
    await expect.poll(() => markers(page)).toEqual([marked]);
    await shared.world.setRules({ 'unknown-secret': 'off' });
    await expect.poll(() => markers(page)).toEqual([]);
    await shared.world.setRules({});
    await expect.poll(() => markers(page)).toEqual([marked]);
    await page.locator('a[href="#editor-tab-description"]:visible').first().click();
    await page.locator('[id^="node-info-input-info-editor"] .view-lines').click();
    await page.keyboard.type('flow-secrets-ignore unknown-secret -- comes later');
    await expect.poll(() => markers(page)).toEqual([]);
  });

  test('are completed and marked in a template', async ({ editor }) => {
    const { page } = editor;
    await openCode(editor, 'page', 'node-input-template-editor');
    await page.keyboard.type('{{{global.SECRETS.');
    await expect(suggestions(page)).toHaveText([/API_KEY/, /DB/]);
    await page.keyboard.type('NOPE}}}');
    await expect.poll(() => markers(page)).toEqual([`unknown-secret: ${UNKNOWN}`]);
  });

  test('are completed in a typed input', async ({ editor }) => {
    const { page } = editor;
    await editor.edit('set');
    const field = page
      .locator('.node-input-rule-property-value + .red-ui-typedInput-container .red-ui-typedInput-input')
      .last();
    await field.fill('');
    await field.pressSequentially('SECRETS.D');
    const menu = page.locator('.red-ui-autoComplete-container');
    await expect(menu.getByText('SECRETS.DB', { exact: true })).toBeVisible();
    await field.pressSequentially('B.');
    await menu.getByText('SECRETS.DB.host').click();
    await expect(field).toHaveValue('SECRETS.DB.host');
  });

  test('that are unknown are told at a deploy, which goes on', async ({ editor, shared }) => {
    const { page } = editor;
    await openCode(editor, 'code', 'node-input-func-editor');
    // At once: Node-RED asks before it deploys code that its own check saw half typed.
    await page.keyboard.insertText('return global.get("SECRETS.NOPE")');
    await page.locator('#node-dialog-ok').click();
    await page.locator('#red-ui-header-button-deploy:not(.disabled)').click();
    const warning = page.locator('.red-ui-notification-warning');
    await expect(warning).toContainText(UNKNOWN);
    await shared.nodeRed.logged(
      /unknown-secret: “NOPE” is not in DEV: .* Node “Ask the shop” \(code\) on “Orders”, func\./,
    );
    await page.evaluate('RED.workspaces.show("tab2")');
    await warning.getByRole('button', { name: 'Orders › Ask the shop › func' }).click();
    await expect(page.locator('[id="code"]')).toBeVisible();
    await warning.getByText('Close').click();
    await expect(warning).toBeHidden();
    await shared.nodeRed.deploy(FLOWS);
  });
});
