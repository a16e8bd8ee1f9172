import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from '../support/store.ts';
import { eventually } from './eventually.ts';
import { answering } from './flows.ts';
import { NodeRed, VERSIONS } from './node-red.ts';
import { pluginTarball, userDirWith } from './palette.ts';
import { CANARY, World } from './world.ts';

const KEY = answering('{ key: (global.get("SECRETS") || {}).API_KEY }');
const READS = 10_000;
/** Reads a leaf and the whole so many times in one message; a stored global beside makes the leaf's way the long one. */
const MANY = answering(`(() => {
  global.set('other', 1);
  const right = (read) => { let count = 0; for (let i = 0; i < ${READS}; i++) if (read() === 'db.example') count++; return count; };
  return { leaf: right(() => global.get('SECRETS.DB.host')), whole: right(() => global.get('SECRETS').DB.host) };
})()`);

for (const version of VERSIONS) {
  describe(`in Node-RED ${version}, hard cases:`, () => {
    let world: World;
    let userDir: Awaited<ReturnType<typeof userDirWith>>;
    const running: NodeRed[] = [];

    const start = async (options: Partial<Parameters<typeof NodeRed.start>[0]>): Promise<NodeRed> => {
      const nodeRed = await NodeRed.start({ version, userDir: userDir.path, env: world.env, ...options });
      running.push(nodeRed);
      return nodeRed;
    };

    beforeEach(async () => {
      world = await World.create();
      userDir = await userDirWith(await pluginTarball());
    });
    afterEach(async () => {
      for (const nodeRed of running.splice(0)) await nodeRed.stop();
      await userDir.remove();
      await world.dispose();
    });

    it('without an identity flows start, without values', async () => {
      const nodeRed = await start({ flows: KEY, env: { FLOW_SECRETS_ROOT: world.test.root } });
      assert.deepEqual(await nodeRed.json('/read'), {});
      assert.match(nodeRed.log, /\[warn\] \[flow-secrets\] There is no identity .*FLOW_SECRETS_IDENTITY_FILE/);
    });

    it(`${READS} reads in one message give the value each time`, async () => {
      const nodeRed = await start({ flows: MANY });
      assert.deepEqual(await nodeRed.json('/read'), { leaf: READS, whole: READS });
    });

    it('two Node-REDs on one store both follow it, one with its flow file in another folder', async () => {
      const elsewhere = world.test.path('flows-of-another-folder');
      await mkdir(elsewhere);
      await writeFile(path.join(elsewhere, 'flows.json'), JSON.stringify(KEY));
      const second = await userDirWith(await pluginTarball());
      try {
        const settings = `flowFile: ${JSON.stringify(path.join(elsewhere, 'flows.json'))}`;
        const both = [await start({ flows: KEY }), await start({ userDir: second.path, settings })];
        const keys = (): Promise<unknown> => Promise.all(both.map((nodeRed) => nodeRed.json('/read')));
        assert.deepEqual(await keys(), [{ key: CANARY.text }, { key: CANARY.text }]);
        await world.test.store.setSecret(text('DEV', 'API_KEY', 'changed'));
        await eventually(keys, [{ key: 'changed' }, { key: 'changed' }]);
        for (const nodeRed of running.splice(0)) await nodeRed.stop();
      } finally {
        await second.remove();
      }
    });
  });
}
