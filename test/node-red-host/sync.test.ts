import assert from 'node:assert/strict';
import { rename, rm, writeFile } from 'node:fs/promises';
import { text } from '../support/store.ts';
import { eventually } from './eventually.ts';
import { answering } from './flows.ts';
import { NodeRed, VERSIONS } from './node-red.ts';
import { pluginTarball, userDirWith } from './palette.ts';
import { CANARY, World } from './world.ts';

const FLOWS = answering(
  '{ key: (global.get("SECRETS") || {}).API_KEY, synced: (global.get("SECRETS_METADATA") || {}).synced_at }',
);
const SPACE_FILE = 'secrets/dev.space.json';

for (const version of VERSIONS) {
  describe(`in Node-RED ${version}, flows that run`, () => {
    let world: World;
    let userDir: Awaited<ReturnType<typeof userDirWith>>;
    let nodeRed: NodeRed;

    const read = async (): Promise<{ readonly key?: string; readonly synced?: string }> => {
      const answer = await nodeRed.fetch('/read');
      // A flow that restarts does not listen.
      return answer.ok ? ((await answer.json()) as object) : {};
    };
    const key = async (): Promise<unknown> => (await read()).key;

    before(async () => {
      world = await World.create();
      userDir = await userDirWith(await pluginTarball());
      nodeRed = await NodeRed.start({ version, userDir: userDir.path, env: world.env, flows: FLOWS });
    });
    after(async () => {
      await nodeRed.stop();
      await userDir.remove();
      await world.dispose();
    });

    it('read a new value as soon as the store has it', async () => {
      await world.test.store.setSecret(text('DEV', 'API_KEY', 'changed-on-disk'));
      await eventually(key, 'changed-on-disk');
    });

    it('keep the last good set while a file is torn, and read it again when it is mended', async () => {
      const good = await world.test.read(SPACE_FILE);
      const since = nodeRed.log.length;
      await world.test.write(SPACE_FILE, good.slice(0, 200));
      await nodeRed.logged(/\[flow-secrets\] dev\.space\.json/, since);
      assert.equal(await key(), 'changed-on-disk');
      await world.test.write(SPACE_FILE, good);
      await world.test.store.setSecret(text('DEV', 'API_KEY', 'mended'));
      await eventually(key, 'mended');
      assert.equal(nodeRed.log.slice(since).match(/\[warn\] \[flow-secrets\]/g)?.length, 1);
    });

    it('keep it while the store is gone', async () => {
      const since = nodeRed.log.length;
      await rename(world.test.path('secrets'), world.test.path('moved'));
      await nodeRed.logged(/\[flow-secrets\] There is no store in/, since);
      assert.deepEqual(await key(), 'mended');
      await rename(world.test.path('moved'), world.test.path('secrets'));
      await world.test.store.setSecret(text('DEV', 'API_KEY', 'back'));
      await eventually(key, 'back');
    });

    it('hear of a lost identity, and take it when it is there again', async () => {
      const since = nodeRed.log.length;
      await rm(world.identityFile);
      await nodeRed.logged(/\[error\] \[flow-secrets\] FLOW_SECRETS_IDENTITY_FILE: .* is not there/, since);
      await world.test.store.setSecret(text('DEV', 'API_KEY', CANARY.text));
      await writeFile(world.identityFile, world.runtime.secret.reveal());
      await eventually(key, CANARY.text);
    });

    for (const type of ['full', 'nodes', 'flows', 'reload'] as const) {
      it(`are synced by a deploy (${type})`, async () => {
        const { synced = '' } = await read();
        const changed = FLOWS.map((node) => ({ ...node, info: `deployed ${type}` }));
        await nodeRed.deploy(changed, type);
        await eventually(async () => ((await read()).synced ?? '') > synced, true);
      });
    }

    it('are synced by a deploy of one tab', async () => {
      const { synced = '' } = await read();
      const [tab, ...nodes] = FLOWS;
      const answer = await nodeRed.fetch('/flow/tab', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...tab, nodes, configs: [] }),
      });
      assert.ok(answer.ok);
      await eventually(async () => ((await read()).synced ?? '') > synced, true);
    });
  });
}
