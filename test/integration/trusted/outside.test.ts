import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { discardChanges, findingsBecome, open, replace, workspaceFolder } from '../editor.ts';

/** The file of a space, found by its name inside. */
function spaceFile(stage: string): string {
  const folder = join(workspaceFolder(), 'secrets');
  const names = readdirSync(folder).filter((name) => name.endsWith('.space.json'));
  const found = names.find((name) => readFileSync(join(folder, name), 'utf8').includes(`- ${stage}"`));
  if (found === undefined) throw new Error(`No space ${stage} among ${names.join(', ')}`);
  return join(folder, found);
}

describe('changes from outside', () => {
  afterEach(discardChanges);

  it('takes a secret that the real sops has set', async () => {
    const playout = await open('flows/playout.json');
    await findingsBecome(playout, ['missing-in-space: TICKER_URL']);
    const file = spaceFile('PROD');
    const before = readFileSync(file);
    execFileSync(process.env['FLOW_SECRETS_SOPS'] ?? 'sops', [
      '--disable-version-check',
      'set',
      file,
      '["secrets"]["TICKER_URL"]',
      '"https://ticker.example"',
    ]);
    await findingsBecome(playout, []);
    writeFileSync(file, before);
    await findingsBecome(playout, ['missing-in-space: TICKER_URL']);
  });

  it('says nothing while a space file is torn', async () => {
    const ingest = await open('flows/ingest.json');
    await replace(ingest, 'SECRETS.NEWS_API_KEY', 'SECRETS.NEWS_API_KEZ');
    await findingsBecome(ingest, ['unknown-secret: NEWS_API_KEZ']);
    const file = spaceFile('DEV');
    const before = readFileSync(file);
    writeFileSync(file, before.subarray(0, before.length / 2));
    await findingsBecome(ingest, []);
    writeFileSync(file, before);
    await findingsBecome(ingest, ['unknown-secret: NEWS_API_KEZ']);
  });
});
