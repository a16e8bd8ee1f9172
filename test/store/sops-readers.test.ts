import assert from 'node:assert/strict';
import { type JsonObject, memberOf, parseJson, serializeJson, withMember } from '../../store/catalog/json-tree.ts';
import { createIdentity, type Identity } from '../../store/identity/identity.ts';
import { rejectsWith } from '../support/rejects.ts';
import { requireSops, sops } from '../support/sops.ts';
import { TestStore, text } from '../support/store.ts';

// Files whose readers are more, or others, than plain age recipients; each made or judged by the real command.

const FILE = 'secrets/dev.space.json';
const DOCUMENT = JSON.stringify({ space: 'DEV', version: 1, secrets: { A: 'a', L: [1, null, ''] } });
const KMS =
  '[{"arn":"arn:aws:kms:eu-west-1:1:key/x","created_at":"2026-11-01T08:00:00Z","enc":"AAAA","aws_profile":""}]';
const PGP = '[{"created_at":"2026-11-01T08:00:00Z","enc":"none","fp":"85D77543B3D624B63CEA9E6DBC17301B491B3F21"}]';
const SSH = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f';

describe('readers of a file of sops', function () {
  this.timeout(60_000);
  let test: TestStore;
  let ana: Identity;

  before(function () {
    requireSops(this);
  });
  beforeEach(async () => {
    test = await TestStore.create();
    ana = await createIdentity('ana');
    await test.store.create();
  });
  afterEach(() => test.dispose());

  /** Encrypts by a creation rule, as a project would that uses sops already. */
  async function encryptByRule(rule: object): Promise<void> {
    const rules = { creation_rules: [{ path_regex: 'dev', encrypted_regex: '^secrets$', ...rule }] };
    await test.write('.sops.yaml', JSON.stringify(rules));
    await test.write(FILE, DOCUMENT);
    sops(test.me.secret.reveal(), ['--config', test.path('.sops.yaml'), 'encrypt', '-i', test.path(FILE)]);
  }

  async function encrypt(...recipients: readonly string[]): Promise<void> {
    await test.write(FILE, DOCUMENT);
    const args = ['encrypt', '--age', recipients.join(','), '--encrypted-regex', '^secrets$', '-i', test.path(FILE)];
    sops(test.me.secret.reveal(), args);
  }

  async function sopsPart(): Promise<JsonObject> {
    return memberOf(parseJson(await test.read(FILE)), 'sops') as JsonObject;
  }

  async function editSopsPart(edit: (part: JsonObject) => JsonObject): Promise<void> {
    const tree = parseJson(await test.read(FILE)) as JsonObject;
    await test.write(FILE, serializeJson(withMember(tree, 'sops', edit(await sopsPart())), '\t'));
  }

  function secretsFor(identity: Identity): unknown {
    const plain = JSON.parse(sops(identity.secret.reveal(), ['decrypt', test.path(FILE)])) as { secrets: unknown };
    return plain.secrets;
  }

  const oneGroup: readonly (readonly [what: string, rule: object])[] = [
    ['one key group', {}],
    ['one key group with a threshold', { shamir_threshold: 1 }],
  ];
  for (const [what, rule] of oneGroup) {
    it(`${what}: any of its keys opens the file, and it is changed in turns`, async () => {
      await encryptByRule({ ...rule, key_groups: [{ age: [test.me.recipient, ana.recipient] }] });
      assert.equal((await test.store.readSecret('DEV', 'A')).value.reveal(), 'a');
      await test.store.setSecret(text('DEV', 'B', 'b'));
      sops(ana.secret.reveal(), ['set', test.path(FILE), '["secrets"]["C"]', '"c"']);
      await test.store.setSecret(text('DEV', 'A', 'A'));
      assert.deepEqual(secretsFor(ana), { A: 'A', L: [1, null, ''], B: 'b', C: 'c' });
    });
  }

  it('one key group that stands as a group is read, and written as sops writes it', async () => {
    await encrypt(test.me.recipient, ana.recipient);
    await editSopsPart((part) => {
      const group: JsonObject = { kind: 'object', members: [['age', memberOf(part, 'age')!]] };
      const groups = { kind: 'array', items: [group] } as const;
      return { kind: 'object', members: [...part.members.filter(([name]) => name !== 'age'), ['key_groups', groups]] };
    });
    assert.deepEqual(secretsFor(ana), { A: 'a', L: [1, null, ''] });
    assert.deepEqual(
      (await test.store.ownersOf('DEV')).map(({ key }) => key),
      [test.me.recipient, ana.recipient],
    );
    await test.store.setSecret(text('DEV', 'B', 'b'));
    assert.deepEqual(secretsFor(ana), { A: 'a', L: [1, null, ''], B: 'b' });
    assert.equal(memberOf(await sopsPart(), 'key_groups'), undefined);
  });

  it('several key groups: names only, and why', async () => {
    const groups = [{ age: [test.me.recipient] }, { age: [ana.recipient] }];
    await encryptByRule({ shamir_threshold: 2, key_groups: groups });
    await assertNamesOnly(/needs several keys together \(key groups\); use the sops command/);
  });

  it('keys of other kinds alone: names only, and why', async () => {
    await encrypt(test.me.recipient);
    await editSopsPart((part) =>
      withMember(withMember(withMember(part, 'age', parseJson('[]')), 'kms', parseJson(KMS)), 'pgp', parseJson(PGP)),
    );
    await assertNamesOnly(/sealed to pgp:85D7.*, kms:arn:.* only, which can't be used here.*--add-age/);
  });

  async function assertNamesOnly(reason: RegExp): Promise<void> {
    const before = await test.read(FILE);
    const catalog = await test.store.catalog();
    assert.equal(catalog.complete, true);
    assert.deepEqual(
      catalog.spaces[0]!.secrets.map(({ key }) => key),
      ['A', 'L'],
    );
    const role = await test.store.role('DEV');
    assert.equal(role.role, 'names');
    assert.match(role.reason!, reason);
    assert.match(role.reason!, /dev\.space\.json/);
    await rejectsWith(test.store.setSecret(text('DEV', 'B', 'b')), 'broken');
    await rejectsWith(test.store.addOwner('DEV', ana.recipient), 'broken');
    assert.equal(await test.read(FILE), before);
  }

  describe('a key beside ours that can’t be used here', () => {
    beforeEach(() => encrypt(test.me.recipient, ana.recipient));

    it('of another kind is asked about, kept by a change, and hinders a new data key', async () => {
      await editSopsPart((part) => withMember(part, 'kms', parseJson(KMS)));
      await test.store.setSecret(text('DEV', 'B', 'b'));
      assert.ok(test.asked.some(({ key }) => key.startsWith('kms:arn:')));
      assert.deepEqual(memberOf(await sopsPart(), 'kms'), parseJson(KMS));
      assert.deepEqual(secretsFor(test.me), { A: 'a', L: [1, null, ''], B: 'b' });
      const before = await test.read(FILE);
      const refused = await rejectsWith(test.store.removeOwner('DEV', ana.recipient), 'broken');
      assert.match(refused.message, /kms:arn:.*sops rotate --rm-age/);
      assert.equal(await test.read(FILE), before);
    });

    it('of SSH is kept by a change, and hinders a new data key', async () => {
      sops(test.me.secret.reveal(), ['rotate', '--add-age', SSH, '-i', test.path(FILE)]);
      await test.store.setSecret(text('DEV', 'B', 'b'));
      assert.ok((await test.store.ownersOf('DEV')).some(({ key }) => key === SSH));
      assert.deepEqual(secretsFor(ana), { A: 'a', L: [1, null, ''], B: 'b' });
      const before = await test.read(FILE);
      const refused = await rejectsWith(test.store.removeOwner('DEV', ana.recipient), 'broken');
      assert.ok(refused.message.includes(SSH));
      assert.equal(await test.read(FILE), before);
    });
  });
});
