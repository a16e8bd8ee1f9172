import assert from 'node:assert/strict';
import { Installation } from './installation.ts';
import { type NodeRed, VERSIONS } from './node-red.ts';
import { addProbeNode } from './probe-node.ts';
import { expectedText, PROBE_FLOWS, PROBES } from './probes.ts';

const SETTINGS = `
  contextStorage: { default: { module: 'memory' }, file: { module: 'localfilesystem' } },`;

for (const version of VERSIONS) {
  describe(`in Node-RED ${version} a flow reads`, () => {
    let installation: Installation;
    let nodeRed: NodeRed;

    before(async () => {
      installation = await Installation.create();
      await addProbeNode(installation.userDir);
      nodeRed = await installation.start({
        version,
        flows: PROBE_FLOWS,
        settings: SETTINGS,
      });
    });
    after(() => installation.dispose());

    for (const probe of PROBES) {
      it(probe.title, async () => {
        assert.equal(await (await nodeRed.fetch(`/${probe.id}`)).text(), expectedText(probe, version));
      });
    }
  });
}
