import assert from 'node:assert/strict';
import { NodeRed, VERSIONS } from './node-red.ts';
import { pluginTarball, userDirWith } from './palette.ts';
import { addProbeNode } from './probe-node.ts';
import { expectedText, PROBE_FLOWS, PROBES } from './probes.ts';
import { World } from './world.ts';

const SETTINGS = `
  contextStorage: { default: { module: 'memory' }, file: { module: 'localfilesystem' } },`;

for (const version of VERSIONS) {
  describe(`in Node-RED ${version} a flow reads`, () => {
    let world: World;
    let userDir: Awaited<ReturnType<typeof userDirWith>>;
    let nodeRed: NodeRed;

    before(async () => {
      world = await World.create();
      userDir = await userDirWith(await pluginTarball());
      await addProbeNode(userDir.path);
      nodeRed = await NodeRed.start({
        version,
        userDir: userDir.path,
        env: world.env,
        flows: PROBE_FLOWS,
        settings: SETTINGS,
      });
    });
    after(async () => {
      await nodeRed.stop();
      await userDir.remove();
      await world.dispose();
    });

    for (const probe of PROBES) {
      it(probe.title, async () => {
        assert.equal(await (await nodeRed.fetch(`/${probe.id}`)).text(), expectedText(probe, version));
      });
    }
  });
}
