import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { parseJson, serializeJson, string, withMember } from '../../../store/catalog/json-tree.ts';
import { SopsDocument } from '../../../store/files/sops/document.ts';
import { OpenedKeys } from '../../../store/files/sops/opened-keys.ts';
import { createIdentity, type Identity } from '../../../store/identity/identity.ts';
import { openSpaces, type RuntimeSpace, type RuntimeSpaces } from '../../../store/runtime/open-spaces.ts';
import { json, TestStore, text } from '../../support/store.ts';

const FILE = 'secrets/dev.space.json';

describe('the spaces that a runtime opens', () => {
  let test: TestStore;
  let runtime: Identity;

  beforeEach(async () => {
    test = await TestStore.create();
    runtime = await createIdentity('runtime');
    await test.setConfig({ runtimes: { edge: { key: runtime.recipient, spaces: ['DEV'] } } });
    await test.store.create();
    await test.store.addSpace('DEV');
    await test.store.setSecret(text('DEV', 'KEY', 'canary-1'));
  });
  afterEach(() => test.dispose());

  const open = (only?: string): Promise<RuntimeSpaces> =>
    openSpaces(
      { root: test.root, folder: test.path('secrets'), identities: [runtime], opened: new OpenedKeys() },
      only,
    );

  async function opened(): Promise<RuntimeSpace> {
    const { opened: spaces, refused } = await open();
    assert.deepEqual(refused, []);
    return spaces[0]!;
  }

  it('are those it is a recipient of; of others only the names are told', async () => {
    await test.store.addSpace('PROD');
    const spaces = await open();
    assert.deepEqual(
      spaces.opened.map(({ space }) => space),
      ['DEV'],
    );
    assert.deepEqual([spaces.refused, spaces.foreign], [[], ['PROD']]);
  });

  it('are frozen through and through, keep any name, and show no value by accident', async () => {
    await test.store.setSecret(
      json('DEV', 'DB', '{ "__proto__": { "x": [1, { "y": "canary-2" }] }, "10": 1.5, "2": null }'),
    );
    const space = await opened();
    const secrets = space.reveal();
    const db = secrets['DB'] as Record<string, unknown>;
    assert.deepEqual(Object.keys(db).sort(), ['10', '2', '__proto__']);
    const nested = Object.getOwnPropertyDescriptor(db, '__proto__')?.value as { x: readonly [number, object] };
    assert.deepEqual(nested, { x: [1, { y: 'canary-2' }] });
    for (const part of [secrets, db, nested, nested.x, nested.x[1]]) assert.ok(Object.isFrozen(part));
    assert.deepEqual(space.keys, ['KEY', 'DB']);
    assert.doesNotMatch(JSON.stringify(space) + inspect(space, { depth: 9, showHidden: true }), /canary/);
  });

  const damages: readonly (readonly [string, (good: string) => string, RegExp])[] = [
    ['torn', (good) => good.slice(0, -30), /can't be read/],
    ['empty', () => '', /can't be read: it is empty/],
    ['changed in its clear part', (good) => good.replace('"version": 2', '"version": 7'), /MAC/],
    ['not encrypted', () => '{ "space": "DEV", "secrets": { "KEY": "canary-1" } }', /not encrypted/],
    [
      'joined with a second key twice',
      (good) => good.replace('"secrets": {', '"secrets": { "A": "", "A": "",'),
      /"A" twice/,
    ],
  ];
  for (const [what, damage, problem] of damages) {
    it(`are none in part from a file that is ${what}`, async () => {
      const good = await test.read(FILE);
      assert.notEqual(damage(good), good);
      await test.write(FILE, damage(good));
      const { opened: spaces, refused } = await open();
      assert.deepEqual(spaces, []);
      assert.equal(refused.length, 1);
      assert.match(refused[0]?.problem ?? '', problem);
      assert.doesNotMatch(refused[0]?.problem ?? '', /canary/);
    });
  }

  it('are none of two files of one name', async () => {
    await test.write('secrets/copy.space.json', await test.read(FILE));
    const { opened: spaces, refused } = await open();
    assert.deepEqual(spaces, []);
    assert.deepEqual(
      refused.map(({ space }) => space),
      ['DEV', 'DEV'],
    );
  });

  it('are not judged where another one is asked for', async () => {
    await test.write('secrets/other.space.json', '{ "space": "OTHER", "secrets": {} }');
    const { opened: spaces, refused } = await open('DEV');
    assert.deepEqual([spaces.length, refused], [1, []]);
  });

  it('may hold a thousand secrets of 10 KB', async () => {
    const tree = parseJson(await test.read(FILE));
    const document = await SopsDocument.open(tree, [runtime]);
    const value = 'x'.repeat(10_000);
    const members = Array.from({ length: 1000 }, (_, index) => [`KEY_${index}`, string(value)] as const);
    const plain = withMember(document.plain(), 'secrets', { kind: 'object', members });
    await test.write(FILE, serializeJson(document.seal(plain, '2026-11-01T08:00:00Z').tree, '\t'));
    const space = await opened();
    assert.equal(space.keys.length, 1000);
    assert.equal(space.reveal()['KEY_999'], value);
  });
});
