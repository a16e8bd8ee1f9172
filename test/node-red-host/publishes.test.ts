import assert from 'node:assert/strict';
import { answering } from './flows.ts';
import { NodeRed, VERSIONS } from './node-red.ts';
import { pluginTarball, userDirWith } from './palette.ts';
import { CANARY, World } from './world.ts';

for (const version of VERSIONS) {
  describe(`in Node-RED ${version}, flows`, () => {
    let world: World;
    let userDir: Awaited<ReturnType<typeof userDirWith>>;
    let nodeRed: NodeRed;

    before(async () => {
      world = await World.create();
      userDir = await userDirWith(await pluginTarball());
      const flows = answering(
        '{ secrets: global.get("SECRETS"), metadata: global.get("SECRETS_METADATA"), credentials: global.get("CREDENTIALS") }',
      );
      nodeRed = await NodeRed.start({ version, userDir: userDir.path, env: world.env, flows });
    });
    after(async () => {
      await nodeRed.stop();
      await userDir.remove();
      await world.dispose();
    });

    it('read secrets, metadata and credentials from their first message on', async () => {
      const { secrets, metadata, credentials } = (await nodeRed.json('/read')) as Record<
        string,
        Record<string, unknown>
      >;
      assert.equal(secrets?.['API_KEY'], CANARY.text);
      assert.equal((secrets['DB'] as { password: string }).password, CANARY.nested);
      assert.equal(metadata?.['space'], 'DEV');
      assert.deepEqual(metadata['keys'], ['API_KEY', 'DB']);
      const fields = { type: 'mailgun', domain: 'mg.example', sender: 'alerts@mg.example', apiKey: CANARY.sealed };
      assert.deepEqual(credentials?.['alert-mails'], fields);
    });

    it('are the only ones that do: the Admin API does not', async () => {
      for (const address of ['/context/global', '/context/global/SECRETS', '/context/global/CREDENTIALS']) {
        const answer = await (await nodeRed.fetch(address)).text();
        assert.doesNotMatch(answer, /canary|API_KEY|mg\.example/);
      }
    });
  });
}
