import assert from 'node:assert/strict';
import { Installation } from './installation.ts';
import { type NodeRed, VERSIONS } from './node-red.ts';

function flow(name: string): readonly object[] {
  const func = `return { payload: global.get("SECRETS.${name}") };`;
  const initialize = 'node.warn("it runs");';
  return [
    { id: 'tab', type: 'tab', label: 'Ingest' },
    { id: 'code', type: 'function', z: 'tab', name: 'fetch token', func, initialize, outputs: 1, wires: [[]] },
  ];
}

function unknown(name: string): RegExp {
  return new RegExp(
    `\\[warn\\] \\[flow-secrets\\] unknown-secret: “${name}” is not in DEV: .* Node “fetch token” \\(code\\) on “Ingest”, func\\.`,
  );
}

for (const version of VERSIONS) {
  describe(`in Node-RED ${version}, unknown names`, () => {
    let installation: Installation;
    let nodeRed: NodeRed;

    before(async () => {
      installation = await Installation.create();
      nodeRed = await installation.start({ version, flows: flow('AT_START') });
      await nodeRed.logged(/it runs/);
    });
    after(() => installation.dispose());

    it('are told with their node before it runs, at the start', () => {
      const { log } = nodeRed;
      assert.match(log, unknown('AT_START'));
      assert.ok(log.search(unknown('AT_START')) < log.indexOf('it runs'), log);
      assert.equal(log.match(/AT_START/g)?.length, 1, log);
    });

    it('and at each deploy, which is not held up', async () => {
      const deploys = [
        ['DEPLOYED', 'full'],
        ['DEPLOYED', 'full'],
        ['CHANGED', 'nodes'],
        ['API_KEY', 'flows'],
      ] as const;
      for (const [name, type] of deploys) {
        const since = nodeRed.log.length;
        await nodeRed.deploy(flow(name), type);
        await nodeRed.logged(/it runs[^]*Started/, since);
        const log = nodeRed.log.slice(since);
        if (name === 'API_KEY') assert.doesNotMatch(log, /unknown-/);
        else assert.ok(log.search(unknown(name)) < log.indexOf('it runs') && unknown(name).test(log), log);
      }
    });
  });
}
