import assert from 'node:assert/strict';
import { type Catalog } from '../../language/catalog.ts';
import { type RuntimeNames, type RuntimeStatus } from '../../node-red/status.ts';
import { Comms } from './comms.ts';
import { eventually } from './eventually.ts';
import { Installation } from './installation.ts';
import { type NodeRed, VERSIONS } from './node-red.ts';
import { CANARY } from './world.ts';

/** Users `reader` and `writer`, and one whose permissions are all for other things; the token is the name. */
const ADMIN_AUTH = `adminAuth: {
  type: 'credentials', users: [],
  tokens: (token) => Promise.resolve(
    { reader: { username: 'reader', permissions: 'read' }, writer: { username: 'writer', permissions: '*' },
      other: { username: 'other', permissions: ['flows.read', 'flows.write', 'status.read'] } }[token] ?? null) },`;

const ROUTES = [
  { method: 'GET', route: 'status', statuses: { nobody: 401, other: 401, reader: 200, writer: 200 } },
  { method: 'GET', route: 'names', statuses: { nobody: 401, other: 401, reader: 200, writer: 200 } },
  { method: 'POST', route: 'sync', statuses: { nobody: 401, other: 401, reader: 401, writer: 200 } },
  { method: 'POST', route: 'restore', statuses: { nobody: 401, other: 401, reader: 401, writer: 200 } },
  { method: 'POST', route: 'settings', statuses: { nobody: 401, other: 401, reader: 401, writer: 200 } },
] as const;

for (const version of VERSIONS) {
  describe(`in Node-RED ${version}, our part of the Admin API`, () => {
    let installation: Installation;
    let nodeRed: NodeRed;

    before(async () => {
      installation = await Installation.create();
      const settings = `${ADMIN_AUTH} httpAdminRoot: '/admin',`;
      nodeRed = await installation.start({ version, flows: [], settings });
    });
    after(() => installation.dispose());

    function ask(route: string, token?: string, init: RequestInit = {}): Promise<Response> {
      const headers = { ...(token && { authorization: `Bearer ${token}` }), ...(init.headers as object) };
      return nodeRed.fetch(`/admin/flow-secrets/${route}`, { ...init, headers });
    }

    for (const { method, route, statuses } of ROUTES) {
      it(`${method} ${route} asks for its permission`, async () => {
        const answers: Record<string, number> = {};
        for (const who of Object.keys(statuses)) {
          answers[who] = (await ask(route, who === 'nobody' ? undefined : who, { method })).status;
        }
        assert.deepEqual(answers, statuses);
      });
    }

    it('gives names, kinds and shapes of what is published, and no value and no folder', async () => {
      const text = await (await ask('names', 'reader')).text();
      const { complete, spaces, credentials } = JSON.parse(text) as Catalog;
      assert.ok(complete);
      assert.deepEqual(
        spaces.map(({ space, secrets }) => [space, secrets.map(({ key, kind }) => [key, kind])]),
        [
          [
            'DEV',
            [
              ['API_KEY', 'text'],
              ['DB', 'json'],
            ],
          ],
        ],
      );
      assert.deepEqual(
        credentials.credentials.map(({ name, type, fields, sealed }) => ({ name, type, fields, sealed })),
        [{ name: 'alert-mails', type: 'mailgun', fields: ['domain', 'sender'], sealed: ['apiKey'] }],
      );
      for (const value of Object.values(CANARY)) assert.ok(!text.includes(value));
      assert.ok(!text.includes(installation.world.test.root));
    });

    it('gives how loud rules speak, so that an editor judges flows as VS Code does', async () => {
      const rules = async (): Promise<unknown> => ((await (await ask('names', 'reader')).json()) as RuntimeNames).rules;
      await installation.world.setRules({ 'unknown-path': 'off', 'a-rule-of-tomorrow': 'error' });
      await eventually(rules, [['unknown-path', 'off']]);
      await installation.world.setRules({});
      await eventually(rules, []);
    });

    it('tells editors that something changed, and no more: who may not read, learns nothing there', async () => {
      const { world } = installation;
      const listeners = [await Comms.open(nodeRed, 'other', '/admin'), await Comms.open(nodeRed, 'reader', '/admin')];
      const told = (comms: Comms): readonly unknown[] => comms.of('flow-secrets/changed');
      const toldMore = (count: number): Promise<void> =>
        eventually(() => Promise.resolve(listeners.every((comms) => told(comms).length > count)), true);
      await toldMore(0);
      const before = Math.max(...listeners.map((comms) => told(comms).length));
      const { mend } = await world.breakConfig();
      await toldMore(before);
      await mend();
      for (const comms of listeners) {
        comms.close();
        assert.deepEqual(new Set(told(comms)), new Set([true]));
        // Node-RED itself shows the warnings of its log in the debug sidebar.
        const others = comms.told.filter(({ topic }) => topic !== 'flow-secrets/changed' && topic !== 'debug');
        assert.doesNotMatch(JSON.stringify(others), /flow-secrets|DEV|API_KEY|alert-mails/);
      }
    });

    it('changes no setting that there is not, and reads no long text', async () => {
      const post = (body: unknown): Promise<Response> =>
        ask('settings', 'writer', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      for (const body of [{ autoSync: 7 }, { syncOnSave: 'yes' }, { other: true }]) {
        assert.equal((await post(body)).status, 400, JSON.stringify(body));
      }
      assert.equal((await post({ other: 'x'.repeat(2000) })).status, 413);
      const changed = (await (await post({ autoSync: 30 })).json()) as RuntimeStatus;
      assert.deepEqual(changed.settings, { syncOnSave: true, autoSync: 30, mask: true });
    });

    it('answers no page of another site', async () => {
      const other = ['https://evil.example', 'null'].map((origin) => ({ origin }));
      for (const headers of [...other, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
        assert.equal((await ask('sync', 'writer', { method: 'POST', headers })).status, 403);
        assert.equal((await ask('names', 'reader', { headers })).status, 403);
      }
      const own = { origin: nodeRed.url, 'sec-fetch-site': 'same-origin' };
      assert.equal((await ask('sync', 'writer', { method: 'POST', headers: own })).status, 200);
    });
  });
}
