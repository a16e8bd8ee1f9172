import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { createIdentity } from '../../store/identity/identity.ts';
import { rejectsWith } from '../support/rejects.ts';
import { requireSops, sops } from '../support/sops.ts';
import { ALLOW, json, TestStore, text } from '../support/store.ts';

// Both ways with the real command: it reads, verifies and edits what we write, and we what it writes.

const FILE = 'secrets/dev.space.json';

/** Values of every type, and spellings that JavaScript would change. What sops makes of each stands beside it. */
const VALUES: readonly (readonly [ours: string, fromSops: string])[] = [
  ['"text"', '"text"'],
  ['""', '""'],
  ['null', 'null'],
  ['true', 'true'],
  ['0', '0'],
  ['-0', '0'],
  ['-0.0', '-0'],
  ['1.0', '1'],
  ['1.50', '1.5'],
  ['1e21', '1e+21'],
  ['1e-7', '1e-7'],
  ['0.1', '0.1'],
  ['9007199254740993', '9007199254740993'],
  ['9223372036854775807', '9223372036854775807'],
  ['12345678901234567890', '12345678901234567000'],
  ['123456789012345678901234567890', '1.2345678901234568e+29'],
  ['2.2250738585072014e-308', '2.2250738585072014e-308'],
  ['1.7976931348623157e308', '1.7976931348623157e+308'],
  ['[]', '[]'],
  ['{}', '{}'],
  ['[1,"1",[2,[3]],{"a":null},1,"1"]', '[1,"1",[2,[3]],{"a":null},1,"1"]'],
  ['{"2":1,"1":2,"__proto__":3,"constructor":4,"":5,"a:b":{"c":6},"é😀":7}', ''],
];

describe('with the real sops', function () {
  this.timeout(60_000);
  let test: TestStore;
  let identity: string;

  before(function () {
    requireSops(this);
  });
  beforeEach(async () => {
    test = await TestStore.create();
    identity = test.me.secret.reveal();
    await test.store.create();
    await test.store.addSpace('DEV');
  });
  afterEach(() => test.dispose());

  function run(...args: readonly string[]): string {
    return sops(identity, [...args.slice(0, -1), test.path(args.at(-1)!)]);
  }

  /** A space made by hand, as someone without our tools would. */
  async function encrypt(document: unknown, ...args: readonly string[]): Promise<void> {
    await test.write(FILE, typeof document === 'string' ? document : JSON.stringify(document));
    run('encrypt', '--age', test.me.recipient, ...args, '-i', FILE);
  }

  it('sops decrypts and verifies every value that we write', async () => {
    for (const [index, [value]] of VALUES.entries()) await test.store.setSecret(json('DEV', `V${index}`, value));
    const plain = run('decrypt', FILE);
    for (const [index, [value, expected]] of VALUES.entries()) {
      const printed = run('decrypt', '--extract', `["secrets"]["V${index}"]`, FILE);
      const wanted = JSON.parse(expected === '' ? value : expected) as unknown;
      // A text is printed bare.
      assert.deepEqual(typeof wanted === 'string' ? printed : JSON.parse(printed), wanted, value);
    }
    assert.match(plain, /9007199254740993/);
  });

  it('we read every value that sops writes', async () => {
    const secrets = VALUES.map(([value], index) => `"V${index}": ${value}`).join(',');
    await encrypt(`{"space":"DEV","secrets":{${secrets}}}`, '--encrypted-regex', '^secrets$');
    for (const [index, [value, normalised]] of VALUES.entries()) {
      const read = await test.store.readSecret('DEV', `V${index}`);
      const found = read.kind === 'text' ? read.value.reveal() : (JSON.parse(read.value.reveal()) as unknown);
      assert.deepEqual(found, JSON.parse(normalised === '' ? value : normalised), value);
    }
    assert.equal((await test.store.readSecret('DEV', 'V12')).value.reveal(), '9007199254740993');
    assert.equal((await test.store.readSecret('DEV', `V${VALUES.length - 1}`)).value.reveal(), VALUES.at(-1)![0]);
  });

  it("a version that the file's settings encrypt is counted on", async () => {
    const file = { space: 'DEV', version: 7, secrets: { A: 'a' } };
    await encrypt(file, '--unencrypted-regex', '^(space|keys)$');
    assert.equal((await test.store.catalog()).spaces[0]!.version, 1, 'without a key nobody can tell');
    assert.deepEqual(await test.store.setSecret(text('DEV', 'A', 'ours')), { changed: true, version: 8 });
    sops(identity, ['set', test.path(FILE), '["secrets"]["B"]', '"by sops"']);
    assert.deepEqual(await test.store.setSecret(text('DEV', 'A', 'again')), { changed: true, version: 10 });
    assert.equal((JSON.parse(run('decrypt', FILE)) as { version: number }).version, 10);
  });

  it('edits by sops and by us take turns', async () => {
    await test.store.setSecret(text('DEV', 'A', 'ours'));
    sops(identity, ['set', test.path(FILE), '["secrets"]["B"]', '"by sops"']);
    const changed = (await test.store.catalog()).spaces[0]!;
    assert.equal(changed.version, 2);
    assert.equal(changed.changedBySops, true);
    assert.equal((await test.store.readSecret('DEV', 'B')).value.reveal(), 'by sops');

    assert.deepEqual(await test.store.setSecret(text('DEV', 'A', 'again')), { changed: true, version: 4 });
    assert.equal((await test.store.catalog()).spaces[0]!.changedBySops, false);
    const document = JSON.parse(run('decrypt', FILE)) as { version: number; secrets: unknown };
    assert.deepEqual(document.secrets, { A: 'again', B: 'by sops' });
    assert.equal(document.version, 4);

    sops(identity, ['unset', test.path(FILE), '["secrets"]["A"]']);
    await rejectsWith(test.store.readSecret('DEV', 'A'), 'absent');
    assert.equal((await test.store.removeSecret('DEV', 'B', ALLOW)).version, 6);
    assert.deepEqual((JSON.parse(run('decrypt', FILE)) as { secrets: unknown; keys: unknown }).secrets, {});
  });

  it('a rotated file and one with another reader stay usable', async () => {
    await test.store.setSecret(json('DEV', 'DB', '{"host":"h","ports":[1,2]}'));
    run('rotate', '-i', FILE);
    assert.equal((await test.store.readSecret('DEV', 'DB')).value.reveal(), '{"host":"h","ports":[1,2]}');
    const other = await createIdentity('other');
    run('rotate', '--add-age', other.recipient, '-i', FILE);
    await test.store.setSecret(text('DEV', 'A', 'a'));
    assert.deepEqual(
      test.asked.map(({ key }) => key),
      [other.recipient],
      'a reader that sops added is confirmed first',
    );
    assert.equal(sops(other.secret.reveal(), ['decrypt', '--extract', '["secrets"]["A"]', test.path(FILE)]), 'a');
  });

  it('updatekeys follows the creation rules, and so does a new space', async () => {
    const other = await createIdentity('other');
    const rule = { path_regex: '\\.space\\.json$', age: `${test.me.recipient},${other.recipient}` };
    await test.write('.sops.yaml', JSON.stringify({ creation_rules: [rule] }));
    run('--config', test.path('.sops.yaml'), 'updatekeys', '--yes', FILE);
    assert.deepEqual(
      (await test.store.ownersOf('DEV')).map(({ key }) => key).sort(),
      [test.me.recipient, other.recipient].sort(),
    );
    await test.store.addSpace('PROD');
    assert.ok(sops(other.secret.reveal(), ['decrypt', test.path('secrets/prod.space.json')]).includes('"PROD"'));
  });

  it('sops edits a file of ours in an editor', async () => {
    await test.store.setSecret(text('DEV', 'A', 'before'));
    const editor = test.path('editor.mjs');
    await test.write(
      'editor.mjs',
      `#!${process.execPath}\nimport fs from 'node:fs';const f=process.argv[2];fs.writeFileSync(f, fs.readFileSync(f,'utf8').replace('before','after'));`,
    );
    await chmod(editor, 0o755);
    sops(identity, [test.path(FILE)], { EDITOR: editor });
    assert.equal((await test.store.readSecret('DEV', 'A')).value.reveal(), 'after');
  });

  it('a space made by hand counts from 1 and has the times of sops', async () => {
    await encrypt({ space: 'DEV', secrets: { A: 'a', 'odd-name': 'b' } }, '--encrypted-regex', '^secrets$');
    const space = (await test.store.catalog()).spaces[0]!;
    assert.equal(space.version, 1);
    assert.equal(space.changedBySops, false);
    assert.match(space.createdAt, /^\d{4}-.*Z$/);
    assert.deepEqual(await test.store.setSecret(text('DEV', 'odd-name', 'c')), { changed: true, version: 2 });
    assert.equal((JSON.parse(run('decrypt', FILE)) as { version: number }).version, 2);
  });

  const settings: readonly (readonly [name: string, args: readonly string[]])[] = [
    ['encrypted_regex with more', ['--encrypted-regex', '^(?:secrets|private_.*)$']],
    ['unencrypted_regex', ['--unencrypted-regex', '^(space|version|created_at|updated_at|keys|plain)$']],
    ['encrypted_suffix', ['--encrypted-suffix', 'secrets']],
    ['mac_only_encrypted', ['--encrypted-regex', '^secrets$', '--mac-only-encrypted']],
  ];
  for (const [name, args] of settings) {
    it(`keeps to the settings of a file: ${name}`, async () => {
      const document = {
        space: 'DEV',
        plain: { n: 1.5, t: true },
        private_x: 'p',
        secrets: { A: 'a', L: [1, 'x', null, ''] },
      };
      await encrypt(document, ...args);
      assert.equal((await test.store.readSecret('DEV', 'L')).value.reveal(), '[1,"x",null,""]');
      await test.store.setSecret(text('DEV', 'B', 'b'));
      const after = JSON.parse(run('decrypt', FILE)) as typeof document;
      assert.deepEqual(after.secrets, { ...document.secrets, B: 'b' });
      assert.deepEqual(after.plain, document.plain);
    });
  }

  it('refuses to leave a value in clear', async () => {
    const document = { space_clear: 'x', space: 'DEV', secrets: { A: 'a' } };
    await encrypt(document, '--unencrypted-regex', '^(space|.*_clear)$');
    const before = await test.read(FILE);
    const error = await rejectsWith(test.store.setSecret(text('DEV', 'B_clear', 'canary-value')), 'bad-value');
    assert.match(error.message, /B_clear in clear/);
    await rejectsWith(test.store.setSecret(json('DEV', 'C', '{"x":[{"y_clear":1}]}')), 'bad-value');
    assert.equal(await test.read(FILE), before);
  });

  it('says how to mend a file whose space is encrypted', async () => {
    await encrypt({ space: 'DEV', secrets: { A: 'a' } });
    const catalog = await test.store.catalog();
    assert.equal(catalog.complete, false);
    assert.match(catalog.broken[0]!.problem, /encrypted-regex/);
  });

  it('keeps the indentation that the project’s settings of sops give a file', async () => {
    await test.write('.sops.yaml', `creation_rules:\n  - age: ${test.me.recipient}\nstores:\n  json:\n    indent: 2\n`);
    const config = ['--config', test.path('.sops.yaml')];
    await test.store.setSecret(text('DEV', 'A', 'a'));
    sops(identity, [...config, 'set', test.path(FILE), '["secrets"]["A"]', '"b"']);
    const before = (await test.read(FILE)).split('\n');
    assert.ok(before.some((line) => line.startsWith('    "A"')));
    await test.store.setSecret(text('DEV', 'A', 'c'));
    const after = new Set((await test.read(FILE)).split('\n'));
    assert.ok(before.filter((line) => !after.has(line)).length < 10);
  });

  it('rewriting by sops changes only what changed', async () => {
    await test.store.setSecret(json('DEV', 'A', '{"html":"<&>","list":[true,1.5]}'));
    const before = (await test.read(FILE)).split('\n');
    sops(identity, ['set', test.path(FILE), '["secrets"]["A"]["new"]', '1']);
    const after = new Set((await test.read(FILE)).split('\n'));
    const gone = before.filter((line) => !after.has(line)).map((line) => line.trim().split(':')[0]);
    assert.ok(gone.length <= 4, gone.join());
  });
});
