import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { FLOWS } from './flows.ts';

const MANAGER = { id: 'manager', type: 'secret-manager', z: 'tab1', name: '', x: 200, y: 200, wires: [['code']] };

test.describe('a Secret Manager node whose type nobody registers', () => {
  test.beforeEach(async ({ shared }) => {
    await shared.nodeRed.deploy([...FLOWS, MANAGER]);
  });
  test.afterEach(async ({ shared }) => {
    await shared.nodeRed.deploy(FLOWS);
  });

  test('can be deleted, and undo brings it back', async ({ editor }) => {
    const notice = editor.page.locator('.red-ui-notification', { hasText: 'no flow starts' });
    await notice.getByRole('button', { name: 'Delete' }).click();
    await expect(notice).toBeHidden();
    const isThere = (): Promise<unknown> => editor.page.evaluate('Boolean(RED.nodes.node("manager"))');
    expect(await isThere()).toBe(false);
    await editor.page.evaluate('RED.history.pop()');
    expect(await isThere()).toBe(true);
  });

  test('can be kept, which the browser remembers', async ({ editor }) => {
    const notice = editor.page.locator('.red-ui-notification', { hasText: 'no flow starts' });
    await notice.getByRole('button', { name: 'Keep' }).click();
    await expect(notice).toBeHidden();
    await expect
      .poll(() => editor.page.evaluate('localStorage.getItem("flow-secrets.kept-managers")'))
      .toBe('["manager"]');
  });
});
