import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { browserStorage } from './browser-storage.ts';
import { expect, test } from './fixtures.ts';

const DEV = 'Newsroom - Ingest - DEV';
/** Typed in the course of the test, beside the values that the demo's store holds. */
const TYPED = ['canary typed as text', 'canary typed as JSON', 'canary draft that is given up'];

test.describe('values stay where they belong', () => {
  test('no value is written or shown anywhere', async ({ vs, shared }) => {
    const seen: string[] = [];
    const look = async (): Promise<void> => {
      seen.push(await vs.page.locator('body').innerText());
    };

    await vs.openSidebar();
    await vs.pressInRow(vs.row(`Space ${DEV}`), 'Add Secret');
    await vs.answer(`Add Secret to ${DEV}`, 'CANARY_TEXT');
    await vs.choose('A line of text');
    await vs.answer('stored in clear', '');
    await vs.answer('It is encrypted', TYPED[0] ?? '');
    await look();
    await vs.confirmRecipients();
    await vs.row('Secret CANARY_TEXT').waitFor();
    await vs.addJsonSecret(DEV, 'CANARY_JSON', JSON.stringify({ inside: TYPED[1] }));
    await vs.expand(vs.row('Secret CANARY_JSON'));
    await vs.showTooltip(vs.row('Key path inside'));
    await look();

    // A draft in the form, as the window is left with it.
    await vs.pressInRow(vs.row(`Space ${DEV}`), 'Add Secret');
    await vs.answer(`Add Secret to ${DEV}`, 'CANARY_DRAFT');
    await vs.choose('An object or array');
    await vs.answer('stored in clear', '');
    await vs
      .webview()
      .locator('textarea')
      .fill(JSON.stringify({ draft: TYPED[2] }));
    await vs.leaveForFileAt('flows/playout.json', 'SECRETS.TICKER');
    await vs.dialog.getByRole('button', { name: 'Discard' }).click();

    await vs.expand(vs.row('External credential alert-mails'));
    await vs.showTooltip(vs.row('Field apiKey'));
    await vs.command('Show or Focus Hover');
    await vs.hover().first().waitFor();
    await look();
    await vs.openProblems();
    await look();

    const values = [...shared.demo.values, ...TYPED];
    const written = [shared.server.dataDir, vs.folder].flatMap(filesBelow);
    // The log is there, and holds what client and server said.
    expect(written.some(({ file, content }) => file.endsWith('.log') && content.includes('textDocument/'))).toBe(true);
    const found = values.flatMap((value) => [
      ...seen.filter((text) => text.includes(value)).map(() => 'on the screen'),
      ...written.filter(({ content }) => content.includes(value)).map(({ file }) => file),
    ]);
    expect(found).toEqual([]);
    const storage = await browserStorage(vs.page);
    expect(values.filter((value) => storage.includes(value))).toEqual([]);
  });
});

/** Every file below a folder. */
function filesBelow(folder: string): { readonly file: string; readonly content: Buffer }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => lstatSync(file).isFile())
    .map((file) => ({ file, content: readFileSync(file) }));
}
