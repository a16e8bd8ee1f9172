import assert from 'node:assert/strict';
import { type PublishedGlobals } from '../../../node-red/plugin/globals.ts';
import { type Later } from '../../../node-red/plugin/later.ts';
import { type StoreReading } from '../../../node-red/plugin/read-store.ts';
import { Sync, type SyncReport } from '../../../node-red/plugin/sync.ts';
import { RuntimeSpace } from '../../../store/runtime/open-spaces.ts';

const READ_AT = '2026-11-01T08:00:00.000Z';

function space(name: string, value: string): RuntimeSpace {
  const names = { space: name, source: `/s/${name}.space.json`, version: 3, secrets: [] };
  const header = { createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-02-01T00:00:00Z', changedBySops: false };
  return new RuntimeSpace({ ...names, ...header }, [['KEY', { kind: 'string', value }]]);
}

function credentials(...names: readonly string[]): StoreReading['credentials'] & {} {
  return { credentials: names.map((name) => [name, { type: 'slack' }] as const), names: [], unopened: [] };
}

describe('a sync', () => {
  let root: string;
  let readings: Partial<StoreReading>[];
  let asked: (string | undefined)[];
  let published: PublishedGlobals;
  let reports: SyncReport[];
  let pauses: (() => void)[];
  let broken: boolean;
  let sync: Sync;

  const later: Later = (_pause, task) => {
    pauses.push(task);
    return () => {
      pauses = pauses.filter((other) => other !== task);
    };
  };

  beforeEach(() => {
    broken = false;
    [root, readings, asked, reports, pauses, published] = ['/one', [], [], [], [], {}];
    sync = new Sync({
      reader: {
        get root() {
          return root;
        },
        read: (last) => {
          asked.push(last);
          return Promise.resolve({ root, seen: 'x', readAt: READ_AT, problems: [], ...readings.shift() });
        },
      },
      globals: {
        publish: (values) => {
          if (values.SECRETS_METADATA && broken) throw new RangeError('canary');
          published = values;
        },
      },
      onSynced: (report) => reports.push(report),
      later,
    });
  });

  it('publishes secrets, metadata and credentials', async () => {
    readings = [{ space: space('DEV', '1'), credentials: credentials('mail') }];
    const status = await sync.run();
    assert.deepEqual(published.SECRETS, { KEY: '1' });
    assert.deepEqual(published.CREDENTIALS, { mail: { type: 'slack' } });
    assert.deepEqual(published.SECRETS_METADATA, {
      space: 'DEV',
      version: 3,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-02-01T00:00:00Z',
      issued_at: READ_AT,
      synced_at: status.syncedAt,
      keys: ['KEY'],
    });
    assert.ok(Object.isFrozen(published.SECRETS_METADATA));
    assert.ok(reports[0]?.complete);
  });

  it('keeps the last good state of a part that can’t be read', async () => {
    const problems = [{ severity: 'warning', message: 'It is torn.' }] as const;
    readings = [
      { space: space('DEV', '1'), credentials: credentials('mail') },
      { credentials: credentials('other'), problems },
      { space: space('DEV', '2'), problems },
    ];
    const good = await sync.run();
    const status = await sync.run();
    assert.deepEqual(published.SECRETS, { KEY: '1' });
    assert.deepEqual(published.CREDENTIALS, { other: { type: 'slack' } });
    assert.deepEqual([status.space, status.syncedAt, status.problems], ['DEV', good.syncedAt, ['It is torn.']]);
    assert.ok(!reports[1]?.complete);
    await sync.run();
    assert.deepEqual(published.SECRETS, { KEY: '2' });
    assert.deepEqual(published.CREDENTIALS, { other: { type: 'slack' } });
    assert.deepEqual(asked, [undefined, 'DEV', 'DEV']);
  });

  it('that is asked for while one runs begins after it, once for all who ask', async () => {
    readings = [{ space: space('DEV', '1') }, { space: space('DEV', '2') }];
    const first = sync.run();
    await Promise.all([first, sync.run(), sync.run()]);
    assert.equal(asked.length, 2);
    assert.deepEqual(published.SECRETS, { KEY: '2' });
  });

  it('says that a store is slow, and publishes what it holds when it answers', async () => {
    readings = [{ space: space('DEV', '1') }];
    const running = sync.run();
    for (const task of pauses) task();
    assert.match(sync.status.problems[0] ?? '', /\/one has not answered for 5 s/);
    await running;
    assert.deepEqual(sync.status.problems, []);
    assert.deepEqual(published.SECRETS, { KEY: '1' });
    assert.equal(pauses.length, 0);
  });

  it('takes everything back when another store is to be read', async () => {
    readings = [{ space: space('DEV', '1'), credentials: credentials('mail') }, {}];
    await sync.run();
    assert.ok(!sync.leaveOtherStore());
    root = '/two';
    assert.ok(sync.leaveOtherStore());
    assert.deepEqual(published, {});
    assert.equal(sync.status.space, undefined);
    await sync.run();
    assert.deepEqual(asked, [undefined, undefined]);
  });

  it('keeps how loud rules speak while flow-secrets.json can not be read', async () => {
    const rules = new Map([['unknown-path', 'off']] as const);
    readings = [{ rules }, {}, { rules: new Map() }];
    const seen = [];
    for (let count = 0; count < 3; count++) {
      await sync.run();
      seen.push([...sync.rules]);
    }
    assert.deepEqual(seen, [[...rules], [...rules], []]);
  });

  it('never rejects: a fault of ours is said, and the next sync may be good', async () => {
    readings = [{ space: space('DEV', '1'), credentials: credentials() }];
    readings.push(readings[0]!);
    broken = true;
    const { problems } = await sync.run();
    assert.match(problems.join(), /^The sync failed: a fault in Flow Secrets \(RangeError at /);
    assert.doesNotMatch(problems.join(), /canary/);
    assert.deepEqual(reports[0]?.problems, [{ severity: 'error', message: problems[0] }]);
    assert.equal(reports[0].complete, false);
    broken = false;
    assert.deepEqual((await sync.run()).problems, []);
    assert.deepEqual(published.SECRETS, { KEY: '1' });
  });

  it('drops what it read of a store that was left meanwhile', async () => {
    readings = [{ space: space('DEV', 'of one') }, { space: space('DEV', 'of two') }];
    const running = sync.run();
    root = '/two';
    await running;
    assert.deepEqual(published.SECRETS, { KEY: 'of two' });
    assert.equal(reports.length, 1);
  });
});
