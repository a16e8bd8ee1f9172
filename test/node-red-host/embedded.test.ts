import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chain, reading } from './chain.ts';
import { contextRequests } from './context-requests.ts';
import { Installation } from './installation.ts';
import { type NodeRed, VERSIONS } from './node-red.ts';
import { rawRequest } from './wire.ts';
import { CANARY } from './world.ts';

/** An application that runs Node-RED in an Express app of its own, and gives it no server. */
const APPLICATION = `
const [, , program, , userDir] = process.argv;
const { createRequire } = require('node:module');
const from = createRequire(program);
const express = from('express');
const RED = from('./lib/red.js');
const settings = { ...require(userDir + '/settings.js'), userDir, disableEditor: true };
const app = express();
RED.init(settings);
app.use('/red', RED.httpAdmin);
app.use('/', RED.httpNode);
app.listen(settings.uiPort, settings.uiHost);
RED.start();
process.once('SIGTERM', () => RED.stop().then(() => process.exit()));
`;

const FLOWS = [{ id: 'tab', type: 'tab' }, ...chain('read', 'tab', reading('global.get("SECRETS.API_KEY")'))];

for (const version of VERSIONS) {
  describe(`Node-RED ${version} in an application without telling it the server`, () => {
    let installation: Installation;
    let nodeRed: NodeRed;

    before(async () => {
      installation = await Installation.create();
      const launcher = path.join(installation.userDir, 'application.cjs');
      await writeFile(launcher, APPLICATION);
      nodeRed = await installation.start({ version, flows: FLOWS, launcher });
    });
    after(() => installation.dispose());

    it('has its Admin API guarded', async () => {
      assert.equal(await (await nodeRed.fetch('/read')).text(), CANARY.text);
      const asked = contextRequests('/red', nodeRed.url, 'tab', 'read-1');
      const answers = await Promise.all(
        asked.map(async (line) => [line, await rawRequest(nodeRed.url, line)] as const),
      );
      assert.deepEqual(
        answers.filter(([, answer]) => /canary|mg\.example/.test(answer)),
        [],
      );
      assert.ok(answers.some(([, answer]) => answer.includes('"(undefined)"')));
    });
  });
}
