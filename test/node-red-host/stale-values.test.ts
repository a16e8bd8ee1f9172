import assert from 'node:assert/strict';
import { text } from '../support/store.ts';
import { eventually } from './eventually.ts';
import { NodeRed, VERSIONS } from './node-red.ts';
import { pluginTarball, userDirWith } from './palette.ts';
import { World } from './world.ts';

/** A tab whose environment and On Start hold a value; GET /read tells what they hold. */
const FLOWS = [
  {
    id: 'tab',
    type: 'tab',
    label: 'Orders',
    env: [{ name: 'HELD', type: 'jsonata', value: '$globalContext("SECRETS.API_KEY")' }],
  },
  { id: 'in', type: 'http in', z: 'tab', url: '/read', method: 'get', wires: [['code']] },
  {
    id: 'code',
    type: 'function',
    z: 'tab',
    name: 'Call',
    initialize: 'context.set("held", global.get("SECRETS").API_KEY.length);',
    func: 'msg.payload = { held: context.get("held"), live: global.get("SECRETS").API_KEY.length }; return msg;',
    outputs: 1,
    wires: [['out']],
  },
  { id: 'out', type: 'http response', z: 'tab', wires: [] },
];

for (const version of VERSIONS) {
  describe(`in Node-RED ${version}, a flow that keeps an old value`, () => {
    let world: World;
    let userDir: Awaited<ReturnType<typeof userDirWith>>;
    let nodeRed: NodeRed;

    const read = async (): Promise<unknown> => {
      const answer = await nodeRed.fetch('/read');
      return answer.ok ? answer.json() : undefined;
    };

    before(async () => {
      world = await World.create();
      userDir = await userDirWith(await pluginTarball());
      await world.test.store.setSecret(text('DEV', 'API_KEY', '1'));
      nodeRed = await NodeRed.start({ version, userDir: userDir.path, env: world.env, flows: FLOWS });
    });
    after(async () => {
      await nodeRed.stop();
      await userDir.remove();
      await world.dispose();
    });

    it('is named after the change, with the deploy that helps', async () => {
      assert.deepEqual(await read(), { held: 1, live: 1 });
      await world.test.store.setSecret(text('DEV', 'API_KEY', '22'));
      await nodeRed.logged(
        /\[warn\] \[flow-secrets\] Values changed .*“Orders”.*env.*“Call” \(code\) on “Orders”, initialize.*Restart Flows/,
      );
      assert.deepEqual(await read(), { held: 1, live: 2 });
    });

    it('has the new value after that deploy', async () => {
      await nodeRed.deploy([], 'reload');
      await eventually(read, { held: 2, live: 2 });
    });
  });
}
