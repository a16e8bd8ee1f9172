import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { json, text } from '../support/store.ts';
import { flow } from '../workspace/fixture.ts';
import { cli } from './fixture.ts';
import { RenameWorld } from './rename-world.ts';

const canary = (): string => `canary-${randomBytes(9).toString('hex')}`;

describe('flow-secrets check --values', () => {
  let own: RenameWorld;
  const [token, host] = [canary(), canary()];

  before(async () => {
    own = await RenameWorld.create({
      'flows/leak.json': flow(`post("Bearer ${token}");`, 'return msg;'),
      'flows/json.json': flow(`const auth = "${Buffer.from(host).toString('base64')}";`),
      'flows/clean.json': flow('return global.get("SECRETS.TOKEN");'),
      'page.mustache': `<a href="https://h/?k=${token}">`,
    });
    await own.store.addSpace('DEV');
    await own.store.setSecret(text('DEV', 'TOKEN', token));
    await own.store.setSecret(json('DEV', 'DB', JSON.stringify({ host, port: 12345678, kind: 'localhost' })));
  });
  after(() => own.world.dispose());

  it('finds values in every kind of file, prints none, and fails the build', async () => {
    const { code, out, err } = await own.run('check', '--values');
    assert.equal(code, 1);
    assert.deepEqual(
      out.split('\n').map((line) => line.replace(/:\d+:\d+/, '')),
      [
        'flows/json.json warning known-value This is in base64 the value of “DB.host” in DEV: take it out of the file, and change it at its provider.',
        'flows/leak.json warning known-value This is the value of “TOKEN” in DEV: replace it by a reference, and change it at its provider.',
        'page.mustache warning known-value This is the value of “TOKEN” in DEV: replace it by a reference, and change it at its provider.',
      ],
    );
    for (const value of [token, host]) assert.ok(!(out + err).includes(value));
  });

  it('looks at what it is asked for', async () => {
    const { out, code } = await own.run('check', '--values', 'flows/clean.json', '--json');
    assert.deepEqual([out, code], ['[]', 0]);
  });

  it('says what it could not look for', async () => {
    const { code, out, err } = await cli(own.world, ['check', '--values']);
    assert.equal(code, 0);
    assert.equal(out, '');
    assert.match(err, /^not checked: secrets\/dev\.space\.json: Its values were not looked for: .*identity/m);
    assert.equal((await cli(own.world, ['check', '--values', '--require-complete'])).code, 2);
  });

  it('looks for no values without the option', async () => {
    const { out } = await own.run('check');
    assert.equal(out, '');
  });
});
