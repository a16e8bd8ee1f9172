import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';

test.describe('4. changes from outside', () => {
  test('shows what the real sops has changed, in the tree and in the flows', async ({ vs, shared }) => {
    await vs.openFileAt('flows/playout.json', 'SECRETS.TICKER_URL');
    await expect(vs.squiggles('warning')).toBeVisible();
    await vs.openSidebar();
    const prod = vs.row('Space Newsroom - Ingest - PROD');
    await expect(prod).toContainText('9 secrets');
    const file = spaceFile(vs.folder, 'PROD');
    const before = readFileSync(file);
    const set = ['--disable-version-check', 'set', file, '["secrets"]["TICKER_URL"]', '"https://ticker.example"'];
    execFileSync('sops', set, { env: { ...process.env, ...shared.demo.env } });
    await expect(prod).toContainText('10 secrets');
    await expect(vs.squiggles('warning')).toHaveCount(0);
    // As `git checkout` puts an old file back.
    writeFileSync(file, before);
    await expect(prod).toContainText('9 secrets');
    await expect(vs.squiggles('warning')).toBeVisible();
  });
});

/** The file of a space, found by its name inside. */
function spaceFile(workspace: string, stage: string): string {
  const folder = join(workspace, 'secrets');
  const files = readdirSync(folder).map((name) => join(folder, name));
  const found = files.find(
    (file) => file.endsWith('.space.json') && readFileSync(file, 'utf8').includes(`- ${stage}"`),
  );
  if (found === undefined) throw new Error(`No space ${stage}`);
  return found;
}
