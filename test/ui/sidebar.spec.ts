import { expect, screenshot, test } from './fixtures.ts';

const DEV = 'Newsroom - Ingest - DEV';

test.describe('1. the sidebar', () => {
  test('lists spaces, their secrets and the paths of JSON secrets', async ({ vs }) => {
    await vs.openSidebar();
    const dev = vs.row(`Space ${DEV}`);
    await expect(dev).toContainText(/v\d+ · 11 secrets/);
    await expect(vs.row('Space Newsroom - Ingest - PROD')).toContainText('9 secrets');
    await vs.expand(dev);
    await expect(vs.row('Secret FTP_PASSWORD')).toContainText('text · unused');
    await expect(vs.row('Secret NEWS_API_KEY')).toContainText('text · 1 use');
    const mam = vs.row('Secret MAM');
    await expect(mam).toContainText(/JSON · \d uses/);
    await vs.expand(mam);
    for (const path of ['url', 'token', 'timeout', 'collections']) {
      await expect(vs.row(`Key path ${path}`)).toBeVisible();
    }
    await screenshot(vs, 'sidebar');
    await vs.showTooltip(dev);
    await expect(vs.hover()).toContainText(/Version: .*Created at: .*Updated at: .*Issued at: .*Role: Owner/s);
    await screenshot(vs, 'space-tooltip');
  });

  test('lists credentials; plain fields can be read, sealed ones never', async ({ vs }) => {
    await vs.openSidebar();
    const mails = vs.row('External credential alert-mails');
    await expect(mails).toContainText(/Mailgun · .* · 3 uses/);
    await vs.expand(mails);
    await expect(vs.row('Field domain')).toContainText('mg.newsroom.example');
    await expect(vs.row('Field apiKey')).toContainText('sealed');
    await screenshot(vs, 'credentials');
  });

  test('adds a text secret: its name is checked while it is typed, its value masked', async ({ vs }) => {
    await vs.openSidebar();
    const dev = vs.row(`Space ${DEV}`);
    await vs.pressInRow(dev, 'Add Secret');
    await vs.quickInputBox.fill('1st');
    await expect(vs.quickInput).toContainText('begin with a letter');
    await vs.quickInputBox.fill('DB');
    await expect(vs.quickInput).toContainText('has DB already');
    await vs.quickInputBox.fill('weather');
    await expect(vs.quickInput).toContainText('Advice');
    await screenshot(vs, 'add-secret-name');
    await vs.answer(`Add Secret to ${DEV}`, 'WEATHER_TOKEN');
    await vs.choose('A line of text');
    await vs.answer('stored in clear', 'Of the weather office');
    await expect(vs.quickInputBox).toHaveAttribute('type', 'password');
    await vs.answer('It is encrypted', 'sunny and dry');
    await vs.confirmRecipients();
    const added = vs.row('Secret WEATHER_TOKEN');
    await expect(added).toContainText('text · unused');
    await vs.showTooltip(added);
    await expect(vs.hover()).toContainText('Note: Of the weather office');
    await screenshot(vs, 'secret-added');
  });

  test('adds a JSON secret in a form that checks it', async ({ vs }) => {
    await vs.openSidebar();
    await vs.pressInRow(vs.row(`Space ${DEV}`), 'Add Secret');
    await vs.answer(`Add Secret to ${DEV}`, 'GRAPHICS_ENGINE');
    await vs.choose('An object or array');
    await vs.answer('stored in clear', '');
    const form = vs.webview();
    await form.locator('textarea').fill('{ "host": "graphics.example", }');
    await expect(form.getByRole('status')).toContainText('can’t be saved');
    await expect(form.getByRole('button', { name: 'Save' })).toBeDisabled();
    await screenshot(vs, 'json-form');
    await form.locator('textarea').fill('{ "host": "graphics.example", "port": 7000 }');
    await form.getByRole('button', { name: 'Save' }).click();
    await vs.confirmRecipients();
    await vs.expand(vs.row('Secret GRAPHICS_ENGINE'));
    await expect(vs.row('Key path port')).toBeVisible();
  });

  test('copies a reference as each place needs it', async ({ vs }) => {
    await vs.openSidebar();
    await vs.expand(vs.row(`Space ${DEV}`));
    await vs.expand(vs.row('Secret MAM'));
    for (const [form, text] of [
      ['Function code', 'global.get("SECRETS.MAM.token")'],
      ['Typed input', 'SECRETS.MAM.token'],
      ['JSONata', '$globalContext("SECRETS.MAM.token")'],
      ['Mustache', '{{{global.SECRETS.MAM.token}}}'],
    ] as const) {
      await vs.pressInRow(vs.row('Key path token'), 'Copy Reference');
      await vs.choose(form);
      await expect.poll(() => vs.clipboard()).toBe(text);
    }
  });

  test('copies a value only for an Owner, and says that it goes again', async ({ vs, shared }) => {
    await vs.openSidebar();
    await vs.expand(vs.row(`Space ${DEV}`));
    await vs.chooseInContextMenu(vs.row('Secret NEWS_API_KEY'), 'Copy Value');
    await expect.poll(async () => shared.demo.values.includes(await vs.clipboard())).toBe(true);
    await expect(vs.page.locator('.part.statusbar')).toContainText('NEWS_API_KEY');
  });
});
