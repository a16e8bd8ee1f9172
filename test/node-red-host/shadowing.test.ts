import assert from 'node:assert/strict';
import { chain, code, reading } from './chain.ts';
import { eventually } from './eventually.ts';
import { NodeRed, VERSIONS } from './node-red.ts';
import { pluginTarball, userDirWith } from './palette.ts';
import { CANARY, World } from './world.ts';

/** Flows that set SECRETS when asked to: one says so, the other hides the name. */
const NEVER = chain(
  'never',
  'tab',
  code('if (msg.never) global.set("SECRETS.API_KEY", 1); return msg;', { name: 'Rotate\nkeys' }),
);
const OTHERS = [
  { id: 'tab', type: 'tab', label: 'Sets' },
  ...chain('read', 'tab', reading('global.get("SECRETS").API_KEY ?? "none"')),
  ...chain('hidden', 'tab', code('global.set(["SECRE", "TS"].join(""), { API_KEY: "theirs" }); return msg;')),
  ...chain('meta', 'tab', code('if (msg.never) global.set("SECRETS_METADATA", {}); return msg;', { name: 'Meta' })),
];
const FLOWS = [...OTHERS, ...NEVER];

const SEEDS: Readonly<Record<string, string>> = {
  'with functionGlobalContext': '',
  'without functionGlobalContext': 'functionGlobalContext: undefined,',
};

for (const version of VERSIONS) {
  describe(`in Node-RED ${version}`, () => {
    let world: World;
    let userDir: Awaited<ReturnType<typeof userDirWith>>;

    before(async () => {
      world = await World.create();
      userDir = await userDirWith(await pluginTarball());
    });
    after(async () => {
      await userDir.remove();
      await world.dispose();
    });

    for (const [name, settings] of Object.entries(SEEDS)) {
      describe(`${name}, a flow that sets SECRETS`, () => {
        let nodeRed: NodeRed;
        const read = async (): Promise<string> => (await nodeRed.fetch('/read')).text();

        before(async () => {
          nodeRed = await NodeRed.start({ version, userDir: userDir.path, env: world.env, flows: FLOWS, settings });
        });
        after(() => nodeRed.stop());

        it('is named by its text, once', async () => {
          const pattern = /SECRETS\.API_KEY is set by a flow, in the node "Rotate\\nkeys" \(never-1\)/g;
          await nodeRed.logged(pattern);
          await nodeRed.logged(/SECRETS_METADATA is set by a flow, in the node "Meta" \(meta-1\)/);
          await nodeRed.deploy(FLOWS);
          await eventually(read, CANARY.text);
          assert.equal(nodeRed.log.match(pattern)?.length, 1);
        });

        it('is seen by what it set, and leaves ours when that is deleted', async () => {
          await nodeRed.fetch('/hidden');
          await eventually(read, 'theirs');
          await nodeRed.deploy(OTHERS);
          await nodeRed.logged(/SECRETS is set by a flow; no node/);
          assert.equal(await read(), 'theirs');
          assert.equal((await nodeRed.fetch('/context/global/SECRETS', { method: 'DELETE' })).status, 204);
          await eventually(read, CANARY.text);
        });
      });
    }
  });
}
