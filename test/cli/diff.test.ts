import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { json, TestStore, text } from '../support/store.ts';
import { cli, noInput, spaceFile, World } from './fixture.ts';

describe('flow-secrets diff', () => {
  let world: World;
  afterEach(() => world.dispose());

  it('compares names and kinds without a key, and says why values are not compared', async () => {
    world = await World.create({
      'flow-secrets.json': '{}',
      'secrets/dev.space.json': spaceFile('DEV', { KEY: 'x', DB: { host: 'x', port: { a: 'x' } }, ONLY: { a: 'x' } }),
      'secrets/prod.space.json': spaceFile('PROD', { KEY: 'x', DB: { host: 'x', port: 'x' }, NEW: 'x' }),
    });
    const { code, out, err } = await cli(world, ['diff', 'DEV', 'PROD']);
    assert.equal(code, 0);
    assert.deepEqual(out.split('\n'), [
      'other kind: DB.port (json in DEV, text in PROD)',
      'only in PROD: NEW (text)',
      'only in DEV: ONLY (json)',
    ]);
    assert.match(err, /values can't be compared: /);
    assert.deepEqual(JSON.parse((await cli(world, ['diff', 'DEV', 'PROD', '--json'])).out), [
      { key: 'DB', path: [], state: 'both', a: 'json', b: 'json' },
      { key: 'DB', path: ['host'], state: 'both', a: 'text', b: 'text' },
      { key: 'DB', path: ['port'], state: 'other-kind', a: 'json', b: 'text' },
      { key: 'KEY', path: [], state: 'both', a: 'text', b: 'text' },
      { key: 'NEW', path: [], state: 'only-b', b: 'text' },
      { key: 'ONLY', path: [], state: 'only-a', a: 'json' },
    ]);
  });

  it('tells equal from different where the identity opens both, and prints no value', async () => {
    world = await World.create({});
    const test = await TestStore.create();
    try {
      await test.store.create();
      for (const space of ['DEV', 'PROD']) {
        await test.store.addSpace(space);
        await test.store.setSecret(text(space, 'SAME', 'never shown'));
        await test.store.setSecret(json(space, 'DB', `{"host":"never shown in ${space}","port":1}`));
      }
      const input = noInput(world, { SOPS_AGE_KEY: test.me.secret.reveal() });
      const { code, out, err } = await cli(world, ['diff', 'DEV', 'PROD', '--root', test.root], '', input);
      assert.deepEqual([code, out, err], [0, 'other value: DB.host', '']);
      const printed = await cli(world, ['diff', 'DEV', 'PROD', '--json', '--root', test.root], '', input);
      assert.match(printed.out, /"key":"SAME".*"values":"equal"/);
      assert.ok(!printed.out.includes('never shown'));
    } finally {
      await test.dispose();
    }
  });

  it('is wrong use with other than two spaces, and refused for one that is not there or is broken', async () => {
    world = await World.create({ 'flow-secrets.json': '{}', 'secrets/dev.space.json': spaceFile('DEV', {}) });
    assert.equal((await cli(world, ['diff', 'DEV'])).code, 2);
    for (const spaces of [
      ['DEV', 'NONE'],
      ['NONE', 'DEV'],
    ]) {
      const { code, err } = await cli(world, ['diff', ...spaces]);
      assert.equal(code, 1);
      assert.match(err, /no space "NONE"/);
    }
    await writeFile(world.path('secrets/none.space.json'), '{');
    assert.equal((await cli(world, ['diff', 'DEV', 'NONE'])).code, 2);
  });
});
