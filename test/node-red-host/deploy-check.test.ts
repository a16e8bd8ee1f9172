import assert from 'node:assert/strict';
import { text } from '../support/store.ts';
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

    /** What a deploy of a flow that reads this name says of it. */
    async function saidOf(name: string): Promise<string> {
      const since = nodeRed.log.length;
      await nodeRed.deploy(flow(name));
      await nodeRed.logged(/it runs[^]*Started/, since);
      return nodeRed.log.slice(since);
    }

    it('are those that flows can not read: after a failed sync the last good set counts', async () => {
      const { test } = installation.world;
      await test.store.setSecret(text('DEV', 'COMES_LATER', 'x'));
      const file = 'secrets/dev.space.json';
      const good = await test.read(file);
      await nodeRed.logged(/version 4/);
      const since = nodeRed.log.length;
      await test.write(file, good.slice(0, 200));
      await nodeRed.logged(/dev\.space\.json/, since);
      assert.doesNotMatch(await saidOf('COMES_LATER'), /unknown-/);
      assert.match(await saidOf('NEVER_THERE'), unknown('NEVER_THERE'));
      await test.write(file, good);
    });

    it('are told as loud as the project wants it', async () => {
      for (const severity of ['off', 'hint', 'error']) {
        await installation.world.setRules({ 'unknown-secret': severity });
        const since = nodeRed.log.length;
        await nodeRed.fetch('/flow-secrets/sync', { method: 'POST' });
        const log = nodeRed.log.slice(since) + (await saidOf('NEVER_THERE'));
        if (severity === 'error') assert.match(log, unknown('NEVER_THERE'));
        else assert.doesNotMatch(log, /unknown-/, severity);
      }
    });
  });
}
