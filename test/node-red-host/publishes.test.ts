import assert from 'node:assert/strict';
import { answering } from './flows.ts';
import { Installation } from './installation.ts';
import { type NodeRed, VERSIONS } from './node-red.ts';
import { CANARY } from './world.ts';

for (const version of VERSIONS) {
  describe(`in Node-RED ${version}, flows`, () => {
    let installation: Installation;
    let nodeRed: NodeRed;

    before(async () => {
      installation = await Installation.create();
      const flows = answering(
        '{ secrets: global.get("SECRETS"), metadata: global.get("SECRETS_METADATA"), credentials: global.get("CREDENTIALS") }',
      );
      nodeRed = await installation.start({ version, flows });
    });
    after(() => installation.dispose());

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
