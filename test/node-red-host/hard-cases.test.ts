import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from '../support/store.ts';
import { eventually } from './eventually.ts';
import { chain, code } from './chain.ts';
import { answering } from './flows.ts';
import { holdFile } from '../support/held-file.ts';
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

    it('a disk that does not answer holds flows for 5 s, no more, and Node-RED never', async () => {
      const held = [];
      for (const file of ['dev.space.json', 'credentials.json']) {
        held.push(await holdFile(world.test.path(`secrets/${file}`)));
      }
      const nodeRed = await start({ flows: KEY });
      assert.match(nodeRed.log, /\[warn\] \[flow-secrets\] The store in .* has not answered for 5 s/);
      assert.deepEqual(await nodeRed.json('/read'), {});
      const more = [...KEY, { id: 'more', type: 'tab', label: 'Written while the store hangs' }];
      await nodeRed.deploy(more);
      assert.match(await nodeRed.read('flows.json'), /Written while/);
      assert.match(JSON.stringify(await nodeRed.json('/flow-secrets/status')), /has not answered/);
      for (const { release } of held) await release();
      await eventually(() => nodeRed.json('/read'), { key: CANARY.text });
    });

    it('a fault of ours at the start leaves flows running, and the status says it', async () => {
      const settings = 'functionGlobalContext: new Proxy({}, { isExtensible() { throw new Error("canary"); } }),';
      const nodeRed = await start({ flows: KEY, settings });
      assert.deepEqual(await nodeRed.json('/read'), {});
      assert.match(nodeRed.log, /\[error\] \[flow-secrets\] SECRETS and CREDENTIALS are not published: a fault in/);
      const status = JSON.stringify(await nodeRed.json('/flow-secrets/status'));
      assert.match(status, /are not published: a fault in Flow Secrets \(Error at .*Please report it/);
      assert.doesNotMatch(nodeRed.log + status, /canary/);
    });

    it('a context store without a cache serves what it can: callbacks and typed inputs', async () => {
      const settings = `contextStorage: { default: { module: 'localfilesystem', config: { cache: false } } },`;
      const later = code('global.get("SECRETS.API_KEY", (error, key) => { msg.payload = { key }; node.send(msg); });');
      const typed = {
        type: 'change',
        rules: [{ t: 'set', p: 'payload.key', pt: 'msg', to: 'SECRETS.API_KEY', tot: 'global' }],
      };
      const tab = { id: 'tab', type: 'tab', label: 'Reads' };
      const flows = [tab, ...chain('later', 'tab', later), ...chain('typed', 'tab', typed)];
      const nodeRed = await start({ flows, settings });
      for (const address of ['/later', '/typed']) {
        assert.deepEqual(await nodeRed.json(address), { key: CANARY.text });
      }
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
