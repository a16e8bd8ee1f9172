import { expect } from '@playwright/test';
import { CANARY } from '../node-red-host/world.ts';
import { json } from '../support/store.ts';
import { test } from './fixtures.ts';

/** Names that must show as they are. */
const ODD = { '<img src=x onerror="document.title=1">': 'a', ['__proto__']: 'b', '🔑 key': 'c' };

test('lists names, kinds, paths and uses, shows the node of a use, and no value', async ({ editor }) => {
  await expect(editor.row('API_KEY, text, uses: 1')).toBeVisible();
  await expect(editor.row('alert-mails, mailgun, uses: 0')).toBeVisible();
  await editor.row('DB, json').click();
  await expect(editor.row('Path DB.list[0].x')).toBeVisible();
  await editor.page.evaluate('RED.workspaces.show("tab2")');
  await expect(editor.page.locator('g[id="code"]')).toHaveCount(0);
  await editor.row('Show Orders › Ask the shop, func · DB.host').click();
  await expect(editor.page.locator('g[id="code"]')).toBeVisible();
  await editor.row('alert-mails').click();
  await expect(editor.row('Sealed field apiKey')).toBeVisible();
  const page = await editor.page.content();
  for (const value of Object.values(CANARY)) expect(page).not.toContain(value);
});

test('counts the uses in flows that are not deployed', async ({ editor }) => {
  await expect(editor.row('API_KEY, text, uses: 1')).toBeVisible();
  await editor.importNodes([
    {
      id: 'new',
      type: 'change',
      z: 'tab1',
      x: 200,
      y: 220,
      wires: [[]],
      name: '<b>new</b>',
      rules: [{ t: 'set', p: 'x', pt: 'msg', to: 'SECRETS.API_KEY', tot: 'global' }],
    },
  ]);
  await editor.row('API_KEY, text, uses: 2').click();
  await expect(editor.row('Show Orders › <b>new</b>, rules[0].to')).toBeVisible();
});

test('is used with the keyboard alone', async ({ editor }) => {
  const { page } = editor;
  await editor.row('API_KEY').focus();
  await page.keyboard.press('c');
  await page.keyboard.press('ArrowDown');
  await expect(editor.row('Copy for function code')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor.tab).toContainText('Copied global.get("SECRETS.API_KEY")');
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe('global.get("SECRETS.API_KEY")');
  await page.keyboard.press('Escape');
  await expect(editor.row('API_KEY')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(editor.row('DB, json')).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(editor.row('Path DB.host')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(editor.row('DB, json')).toHaveAttribute('aria-expanded', 'false');
});

test('shows names as they are, and finds them', async ({ editor, shared }) => {
  const { store } = shared.world.test;
  await store.setSecret(json('DEV', 'ODD', JSON.stringify(ODD)));
  await expect(editor.row('ODD')).toBeVisible();
  await editor.tab.getByRole('searchbox').fill('onerror');
  await expect(editor.row('API_KEY')).toHaveCount(0);
  await editor.row('ODD').click();
  for (const name of ['ODD.<img src=x', 'ODD.__proto__', 'ODD.🔑 key'])
    await expect(editor.row(`Path ${name}`)).toBeVisible();
  expect(await editor.page.title()).not.toBe('1');
  await store.removeSecret('DEV', 'ODD', () => Promise.resolve());
});
