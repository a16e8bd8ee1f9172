import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { armor, Decrypter, Encrypter } from 'age-encryption';
import fc from 'fast-check';
import { createIdentity, type Identity } from '../../../store/identity/identity.ts';
import { loadIdentities } from '../../../store/identity/load-identities.ts';
import { isAgeFile, OpenedFiles, protect, readProtectedFile } from '../../../store/identity/protected-file.ts';
import { addToSopsKeysFile, saveIdentityFile } from '../../../store/identity/save-identity.ts';
import { WrongPassphrase } from '../../../store/identity/scrypt-stanza.ts';
import { type UserEnvironment } from '../../../store/identity/user-folders.ts';
import { SecretValue } from '../../../store/secret-value.ts';
import { ageAtTerminal, requireAge } from '../../support/age.ts';
import { rejectsWith } from '../../support/rejects.ts';

const PASSPHRASE = 'canary horse battery staple ü';
/** Cheap, so that the tests are quick; what the user gets is 18. */
const WORK_FACTOR = 6;

/** As the library of age's author makes it: independent of our own recipient. */
async function ageP(text: string, passphrase = PASSPHRASE): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  return encrypter.encrypt(text);
}

function linesOf(...identities: readonly Identity[]): string {
  return ['# keys', ...identities.map(({ secret }) => secret.reveal()), ''].join('\n');
}

describe('protected identity files', () => {
  let home: string;
  let user: UserEnvironment;
  let me: Identity;
  let other: Identity;
  before(async () => {
    me = await createIdentity('me');
    other = await createIdentity('other');
  });
  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'flow-secrets-home-'));
    user = { env: {}, home, platform: 'linux' };
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  async function keysFile(content: Uint8Array | string): Promise<string> {
    const file = path.join(home, '.config/sops/age/keys.txt');
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    return file;
  }

  for (const form of ['binary', 'armored'] as const) {
    it(`opens one made by the library, ${form}`, async () => {
      const bytes = await ageP(linesOf(me, other));
      const file = await keysFile(form === 'binary' ? bytes : armor.encode(bytes));
      const opened = new OpenedFiles();
      const before = await loadIdentities({ ...user, opened });
      assert.deepEqual(
        [before.identities, before.problems, before.locked.map(({ origin }) => origin)],
        [[], [], [file]],
      );
      await opened.open(before.locked[0]!, new SecretValue(PASSPHRASE));
      const after = await loadIdentities({ ...user, opened });
      assert.deepEqual(after.locked, []);
      assert.deepEqual(
        after.identities.map(({ recipient, origin }) => [recipient, origin]),
        [me, other].map(({ recipient }) => [recipient, file]),
      );
      opened.clear();
      assert.deepEqual((await loadIdentities({ ...user, opened })).identities, []);
    });
  }

  it('recognises one in every source, once, beside identities in clear', async () => {
    const text = armor.encode(await ageP(linesOf(me)));
    const inFile = path.join(home, 'mine.age');
    await writeFile(inFile, await ageP(linesOf(other)));
    await keysFile(linesOf(other));
    const env = { SOPS_AGE_KEY: text, SOPS_AGE_KEY_FILE: inFile };
    const { identities, locked, problems } = await loadIdentities({ ...user, env, files: [inFile] });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      identities.map(({ recipient }) => recipient),
      [other.recipient],
    );
    assert.deepEqual(
      locked.map(({ origin }) => origin),
      ['SOPS_AGE_KEY', inFile],
    );
  });

  it('a file of the user is read too, and a missing one is silent', async () => {
    const file = path.join(home, 'plain.txt');
    await writeFile(file, linesOf(me));
    const { identities, problems } = await loadIdentities({ ...user, files: [file, path.join(home, 'gone.txt')] });
    assert.deepEqual([identities.map(({ recipient }) => recipient), problems], [[me.recipient], []]);
  });

  it('tells a wrong passphrase from a damaged file, without a word of either', async () => {
    const bytes = await ageP(linesOf(me));
    const opened = new OpenedFiles();
    const file = readProtectedFile(bytes, 'keys.txt');
    await assert.rejects(opened.open(file, new SecretValue('wrong')), WrongPassphrase);
    const torn = readProtectedFile(bytes.subarray(0, -5), 'keys.txt');
    await assert.rejects(opened.open(torn, new SecretValue(PASSPHRASE)), (error: unknown) => {
      assert.ok(error instanceof Error && !(error instanceof WrongPassphrase));
      assert.match(error.message, /^keys\.txt is a damaged age file/);
      assert.ok(!inspect(error).includes('canary'));
      return true;
    });
    assert.equal(opened.get(file), undefined);
  });

  it('a file that changed is locked anew', async () => {
    const opened = new OpenedFiles();
    await keysFile(await ageP(linesOf(me)));
    const [locked] = (await loadIdentities({ ...user, opened })).locked;
    await opened.open(locked!, new SecretValue(PASSPHRASE));
    await keysFile(await ageP(linesOf(other)));
    const { identities, locked: again } = await loadIdentities({ ...user, opened });
    assert.deepEqual([identities.length, again.length], [0, 1]);
  });

  const refused: readonly (readonly [what: string, make: () => Promise<Uint8Array | string>, problem: RegExp])[] = [
    ['one sealed to a key', () => sealedTo(other.recipient), /no passphrase opens/],
    [
      'too much work',
      () => Promise.resolve('age-encryption.org/v1\n-> scrypt bBHaNGzHUkgSyyAuMTQcvw 30\n'),
      /more work .*2\^30, at most 2\^20/,
    ],
    [
      'a number that overflows',
      () => Promise.resolve(`age-encryption.org/v1\n-> scrypt bBHaNGzHUkgSyyAuMTQcvw ${'9'.repeat(400)}\n`),
      /no passphrase opens/,
    ],
    ['torn armor', () => Promise.resolve('-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n'), /damaged/],
    ['a bare header', () => Promise.resolve('age-encryption.org/v1\n'), /no passphrase opens/],
  ];
  for (const [what, make, problem] of refused) {
    it(`refuses ${what} and says why`, async () => {
      const file = await keysFile(await make());
      const { identities, locked, problems } = await loadIdentities(user);
      assert.deepEqual([identities, locked, problems.length], [[], [], 1]);
      assert.match(problems[0]!, problem);
      assert.ok(problems[0]!.startsWith(file));
    });
  }

  it('survives whatever bytes begin like an age file', async () => {
    const head = fc.constantFrom(
      'age-encryption.org/v1\n-> scrypt bBHaNGzHUkgSyyAuMTQcvw 4\n',
      '-----BEGIN AGE ENCRYPTED FILE-----\n',
      '',
    );
    await fc.assert(
      fc.asyncProperty(head, fc.uint8Array({ maxLength: 300 }), async (start, rest) => {
        await keysFile(Buffer.concat([Buffer.from(start), rest]));
        const { locked } = await loadIdentities(user);
        for (const file of locked) await assert.rejects(new OpenedFiles().open(file, new SecretValue('x')));
      }),
      { numRuns: 60 },
    );
  });

  it('is made armored for its user alone, and never appended to', async () => {
    const file = path.join(home, 'mine.age');
    await saveIdentityFile(file, me, { passphrase: new SecretValue(PASSPHRASE) });
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const bytes = await readFile(file);
    assert.ok(isAgeFile(bytes));
    assert.match(bytes.toString(), /^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    const opened = new OpenedFiles();
    await opened.open(readProtectedFile(bytes, file), new SecretValue(PASSPHRASE));
    assert.equal(opened.get(readProtectedFile(bytes, file))?.identities[0]?.recipient, me.recipient);
    const keys = await keysFile(bytes);
    await rejectsWith(addToSopsKeysFile(user, other), 'exists');
    assert.deepEqual(await readFile(keys), bytes);
  });

  it('the library of age’s author opens what we make', async () => {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(PASSPHRASE);
    const made = await protect(linesOf(me), new SecretValue(PASSPHRASE), WORK_FACTOR);
    assert.equal(await decrypter.decrypt(armor.decode(made), 'text'), linesOf(me));
  });

  it('the real age opens what we make', async function () {
    requireAge(this);
    const file = path.join(home, 'mine.age');
    const plain = path.join(home, 'plain.txt');
    await writeFile(file, await protect(linesOf(me), new SecretValue(PASSPHRASE), WORK_FACTOR));
    await ageAtTerminal(`-d -o '${plain}' '${file}'`, `${PASSPHRASE}\n`);
    assert.equal(await readFile(plain, 'utf8'), linesOf(me));
  });

  it('opens what the real age -p makes', async function () {
    requireAge(this);
    const file = path.join(home, 'made.age');
    const plain = path.join(home, 'plain.txt');
    await writeFile(plain, linesOf(me));
    await ageAtTerminal(`-p -a -o '${file}' '${plain}'`, `${PASSPHRASE}\n${PASSPHRASE}\n`);
    const opened = new OpenedFiles();
    const locked = readProtectedFile(await readFile(file), file);
    await opened.open(locked, new SecretValue(PASSPHRASE));
    assert.equal(opened.get(locked)?.identities[0]?.recipient, me.recipient);
  });
});

async function sealedTo(recipient: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return armor.encode(await encrypter.encrypt('x'));
}
