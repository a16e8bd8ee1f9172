import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { protect } from '../../store/identity/protected-file.ts';
import { SecretValue } from '../../store/secret-value.ts';
import { expect, screenshot, test } from './fixtures.ts';

const PASSPHRASE = 'canary passphrase of the demo';
/** Cheap; what the user gets is 18. */
const WORK_FACTOR = 10;

test.describe('identities', () => {
  test('a protected one is opened by its passphrase, and closed again by Lock', async ({ vs, shared }) => {
    const file = join(shared.demo.env['XDG_CONFIG_HOME'] ?? '', 'sops', 'age', 'keys.txt');
    const plain = readFileSync(file, 'utf8');
    writeFileSync(file, await protect(plain, new SecretValue(PASSPHRASE), WORK_FACTOR));
    try {
      await vs.command('Flow Secrets: Refresh');
      const closed = vs.row('Protected by a passphrase');
      await expect(closed).toContainText('names only');
      await screenshot(vs, 'identity-protected');
      await closed.click();
      await vs.answer(/Passphrase of .*keys\.txt/, 'wrong');
      await expect(vs.quickInput).toContainText('That passphrase does not open');
      await screenshot(vs, 'identity-passphrase');
      await vs.answer('That passphrase does not open', PASSPHRASE);
      await expect(closed).toHaveCount(0);
      await vs.command('Flow Secrets: Lock');
      const locked = vs.row('Locked');
      await expect(locked).toContainText('names only');
      await expect(vs.page.locator('.statusbar').getByText('Secrets locked')).toBeVisible();
      await screenshot(vs, 'identity-locked');
      // What was opened is forgotten: the passphrase is asked for again.
      await vs.page.locator('.statusbar').getByText('Secrets locked').click();
      await vs.answer(/Passphrase of .*keys\.txt/, PASSPHRASE);
      await expect(locked).toHaveCount(0);
      await expect(vs.page.locator('.statusbar').getByText('Secrets locked')).toHaveCount(0);
    } finally {
      writeFileSync(file, plain);
    }
  });

  test('a new one can go to the secret storage, of which is said what is not known', async ({ vs, shared }) => {
    const file = join(shared.demo.env['XDG_CONFIG_HOME'] ?? '', 'sops', 'age', 'keys.txt');
    const plain = readFileSync(file, 'utf8');
    writeFileSync(file, '');
    try {
      await vs.command('Flow Secrets: Refresh');
      await vs.command('Flow Secrets: Copy My Public Key');
      await expect(vs.quickInput).toContainText('May be weak: a browser keeps it as this VS Code’s server decides.');
      await screenshot(vs, 'identity-place');
      await vs.page.keyboard.press('Escape');
    } finally {
      writeFileSync(file, plain);
    }
  });
});
