import assert from 'node:assert/strict';
import {
  CatalogNotification,
  ChangedNotification,
  type FileState,
  FileStateRequest,
  ProjectsRequest,
  UsagesRequest,
} from '../../server/protocol.ts';
import { type TestWorkspace } from '../support/workspace.ts';
import { TestClient } from './support/client.ts';
import { functionFlow, makeNewsroom } from './support/newsroom.ts';

describe('our own messages', () => {
  let workspace: TestWorkspace;
  let client: TestClient;
  beforeEach(async () => {
    workspace = makeNewsroom();
    workspace.write(
      'flows/closed.json',
      functionFlow('global.get("SECRETS.API_KEY") + global.get("SECRETS")[msg.key]'),
    );
    workspace.write(
      'prod/closed.json',
      functionFlow('global.get("SECRETS.NOPE") + global.get("CREDENTIALS").twilio.from'),
    );
    client = await TestClient.start({ folders: [workspace.root] });
  });
  afterEach(async () => {
    await client.stop();
    workspace.dispose();
  });

  it('say what uses a secret, in closed files and unsaved editors', async () => {
    await client.open(workspace.path('flows/unsaved.json'), functionFlow('global.get("SECRETS.ONLY_DEV")'));
    const ask = (key: string) =>
      client.connection.sendRequest(UsagesRequest, {
        root: workspace.root,
        target: { kind: 'secret', space: 'DEV', key },
        fresh: true,
      });
    const closed = await ask('API_KEY');
    assert.deepEqual(
      closed.references.map(({ site, location }) => [site, location]),
      [['Ingest › Call MAM › func', 'flows/closed.json:12']],
    );
    assert.equal(closed.maybe.length, 1, 'the dynamic access may use it');
    assert.ok(closed.complete);
    assert.equal((await ask('ONLY_DEV')).references[0]?.location, 'flows/unsaved.json:12');
    assert.equal((await ask('NOTHING')).references.length, 0);
  });

  it('name the file that can’t be looked at', async () => {
    workspace.write('flows/torn.json', '[{"id":"1","type":"function","func":"SECRETS.');
    const { unreadable } = await client.connection.sendRequest(UsagesRequest, {
      root: workspace.root,
      target: { kind: 'credential', name: 'twilio' },
      fresh: true,
    });
    assert.ok(unreadable.some(({ uri }) => uri.endsWith('/flows/torn.json')));
  });

  it('count uses for the tree', async () => {
    const [project] = await client.connection.sendRequest(ProjectsRequest);
    assert.equal(project?.root, workspace.root);
    const dev = project.spaces.find(({ space }) => space === 'DEV');
    assert.equal(new Map(dev?.uses).get('API_KEY'), 1);
    assert.equal(new Map(dev?.uses).get('NOTHING'), 0);
    assert.ok(dev?.dynamic);
    const prod = project.spaces.find(({ space }) => space === 'PROD');
    assert.equal(new Map(prod?.missing).get('NOPE'), 1);
    assert.equal(new Map(project.credentials).get('twilio'), 1);
    assert.deepEqual(
      new Map(project.usedSecrets),
      new Map([
        ['API_KEY', 1],
        ['NOPE', 1],
      ]),
    );
  });

  it('tell when the counts are to be asked for again', async () => {
    await client.connection.sendRequest(ProjectsRequest);
    const changed = new Promise((resolve) => client.connection.onNotification(ChangedNotification, resolve));
    await client.open(workspace.path('flows/new.json'), functionFlow('global.get("SECRETS.API_KEY")'));
    await changed;
  });

  it('say how a file is bound, and whether its names are known', async () => {
    const state = async (file: string, text: string): Promise<FileState> => {
      const uri = await client.open(workspace.path(file), text);
      return client.connection.sendRequest(FileStateRequest, { uri });
    };
    const flow = functionFlow('global.get("SECRETS.API_KEY")');
    const bound = await state('flows/a.json', flow);
    assert.deepEqual(bound, {
      relevant: true,
      kind: 'flow',
      scope: 'bound',
      spaces: ['DEV', 'PROD'],
      catalog: 'complete',
      root: workspace.root,
    });
    assert.equal((await state('loose.json', flow)).scope, 'unbound');
    assert.equal((await state('package.json', '{"name": "x"}')).relevant, false);
    assert.equal((await client.connection.sendRequest(FileStateRequest, { uri: 'untitled:1' })).relevant, false);
  });
});

describe('flow-secrets/catalog', () => {
  it('takes the names of a store that the server can’t read', async () => {
    const workspace = makeNewsroom();
    workspace.config({ store: { kind: 'openbao' }, bindings: [{ files: ['flows/**'], spaces: ['DEV', 'PROD'] }] });
    const client = await TestClient.start({ folders: [workspace.root] });
    const shape = { kind: 'object', members: [['host', { kind: 'unknown' }]] };
    const secrets = [{ key: 'SENT', shape }];
    const times = { createdAt: '', updatedAt: '' };
    const spaces = ['DEV', 'PROD'].map((space) => ({
      space,
      source: 'bao',
      version: 3,
      changedBySops: false,
      secrets,
      ...times,
    }));
    const credentials = { complete: true, credentials: [] };
    await client.connection.sendNotification(CatalogNotification, {
      root: workspace.root,
      catalog: { complete: true, spaces, broken: [], credentials },
    });
    const uri = await client.open(
      workspace.path('flows/a.json'),
      functionFlow('global.get("SECRETS.SENT.host") + global.get("SECRETS.API_KEY")'),
    );
    assert.deepEqual(
      (await client.pull(uri)).map(({ code }) => code),
      ['unknown-secret'],
    );
    await client.connection.sendNotification(CatalogNotification, { root: workspace.root, catalog: { spaces: 7 } });
    assert.equal((await client.pull(uri)).length, 1, 'a malformed message changes nothing');
    await client.stop();
    workspace.dispose();
  });
});
