import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { createIdentity, isRecipient, parseIdentities } from '../../../store/identity/identity.ts';
import { runKeyCommand, splitCommand } from '../../../store/identity/key-command.ts';
import { loadIdentities, unsupportedKeys } from '../../../store/identity/load-identities.ts';
import { addToSopsKeysFile, saveIdentityFile } from '../../../store/identity/save-identity.ts';
import { sopsKeysFile, type UserEnvironment } from '../../../store/identity/user-folders.ts';
import { rejectsWith } from '../../support/rejects.ts';

describe('identities', () => {
  let home: string;
  let user: UserEnvironment;
  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'flow-secrets-home-'));
    user = { env: {}, home, platform: 'linux' };
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('all sources of SOPS count together, each identity once', async () => {
    const made = await Promise.all(['extra', 'variable', 'second', 'file', 'command', 'keys'].map(createIdentity));
    const [extra, variable, second, file, command, keys] = made;
    const secretOf = (index: number): string => made[index]!.secret.reveal();
    await writeFile(path.join(home, 'key.txt'), `# mine\n\n${secretOf(3)}\r\n${secretOf(1)}\n`);
    await mkdir(path.join(home, '.config/sops/age'), { recursive: true });
    await writeFile(path.join(home, '.config/sops/age/keys.txt'), secretOf(5));
    await writeFile(path.join(home, 'print key.mjs'), `console.log('${secretOf(4)}')`);
    const env = {
      SOPS_AGE_KEY: `${secretOf(1)} ${secretOf(2)}`,
      SOPS_AGE_KEY_FILE: path.join(home, 'key.txt'),
      SOPS_AGE_KEY_CMD: `'${process.execPath}' "${path.join(home, 'print key.mjs')}"`,
    };
    const loaded = await loadIdentities({ ...user, env, extra: [extra!] });
    assert.deepEqual(
      loaded.identities.map(({ recipient }) => recipient),
      [extra, variable, second, file, command, keys].map((identity) => identity!.recipient),
    );
    assert.deepEqual(loaded.problems, []);
    assert.deepEqual(await unsupportedKeys(user), []);
  });

  it('says what can not be used, without a part of a key', async () => {
    const secret = (await createIdentity('x')).secret.reveal();
    const torn = secret.slice(0, -4);
    await mkdir(path.join(home, '.ssh'));
    await writeFile(path.join(home, '.ssh/id_ed25519'), '');
    const env = {
      SOPS_AGE_KEY: `${torn} AGE-PLUGIN-YUBIKEY-1QQQ`,
      SOPS_AGE_KEY_FILE: path.join(home, 'missing.txt'),
      SOPS_AGE_KEY_CMD: "'unclosed",
      SOPS_AGE_SSH_PRIVATE_KEY_FILE: '/x',
    };
    const { identities, problems } = await loadIdentities({ ...user, env });
    assert.deepEqual(identities, []);
    assert.equal(problems.length, 4);
    assert.match(problems.join('\n'), /plugin[\s\S]*missing\.txt[\s\S]*quote/);
    assert.ok(!problems.join('\n').includes(torn.slice(20)));
    assert.equal((await unsupportedKeys({ ...user, env })).length, 2);
    const failing = await loadIdentities({
      ...user,
      env: { SOPS_AGE_KEY_CMD: `'${process.execPath}' -e "console.log('${secret}');process.exit(1)"` },
    });
    assert.equal(failing.identities.length, 0);
    assert.ok(!failing.problems.join('').includes(secret.slice(20)));
  });

  it('says why a key command gave nothing', async () => {
    const node = `'${process.execPath}' -e`;
    const hangs = `${node} "setInterval(() => {}, 1000)"`;
    await assert.rejects(runKeyCommand(hangs, user, 200), /did not answer within 0\.2 s .* terminal/);
    await assert.rejects(runKeyCommand('no-such-program --key', user), /program is not found/);
    await assert.rejects(runKeyCommand(`${node} "process.exit(3)"`, user), /it fails; run it in a terminal/);
    await assert.rejects(runKeyCommand('  ', user), /empty/);
  });

  it('lets a key command read nothing from a terminal', async () => {
    const reads = `'${process.execPath}' -e "process.stdin.on('end', () => console.log('read')).resume()"`;
    assert.equal(await runKeyCommand(reads, user), 'read\n');
  });

  it('reads a keys file with a byte order mark, and names a source that gives no key', async () => {
    const { secret, recipient } = await createIdentity('x');
    const file = path.join(home, 'keys.txt');
    await writeFile(file, `\uFEFF${secret.reveal()}\r\n`);
    const { identities, problems } = await loadIdentities({ ...user, env: { SOPS_AGE_KEY_FILE: file } });
    assert.deepEqual([identities.map((one) => one.recipient), problems], [[recipient], []]);
    await writeFile(file, '# nothing yet\n');
    const env = { SOPS_AGE_KEY_FILE: file, SOPS_AGE_KEY_CMD: `'${process.execPath}' -e ''` };
    const none = await loadIdentities({ ...user, env });
    assert.deepEqual(none.problems, ['SOPS_AGE_KEY_FILE gives no identity.', 'SOPS_AGE_KEY_CMD gives no identity.']);
  });

  it('runs a command once for all who ask meanwhile, and again for the next', async () => {
    const log = path.join(home, 'log');
    const prints = `require('node:fs').appendFileSync(process.argv[1], 'x')`;
    const env = { SOPS_AGE_KEY_CMD: `'${process.execPath}' -e "${prints}" '${log}'` };
    await Promise.all([loadIdentities({ ...user, env }), loadIdentities({ ...user, env })]);
    assert.equal(await readFile(log, 'utf8'), 'x');
    await loadIdentities({ ...user, env });
    assert.equal(await readFile(log, 'utf8'), 'xx');
  });

  it('finds nothing where nothing is', async () => {
    assert.deepEqual(await loadIdentities(user), { identities: [], locked: [], problems: [] });
  });

  it('shows no key when printed', async () => {
    const identity = await createIdentity('x');
    const secret = identity.secret.reveal();
    assert.match(secret, /^AGE-SECRET-KEY-1/);
    assert.ok(isRecipient(identity.recipient));
    assert.ok(
      !`${inspect(identity, { showHidden: true, depth: 9 })}${JSON.stringify(identity)}`.includes(secret.slice(20)),
    );
  });

  it('tells public keys from other text', async () => {
    const { recipient, secret } = await createIdentity('x');
    for (const text of [
      '',
      'age1',
      `${recipient}q`,
      recipient.slice(0, -1),
      secret.reveal(),
      'ssh-ed25519 AAAA',
      ` ${recipient}`,
    ]) {
      assert.ok(!isRecipient(text));
    }
  });

  it('adds to the keys file of sops, for its user alone', async () => {
    const [one, two] = await Promise.all(['1', '2'].map(createIdentity));
    const file = await addToSopsKeysFile(user, one!);
    assert.equal(file, path.join(home, '.config/sops/age/keys.txt'));
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.equal((await stat(path.dirname(file))).mode & 0o777, 0o700);
    await writeFile(file, (await readFile(file, 'utf8')).trimEnd());
    await addToSopsKeysFile(user, two!);
    const parsed = await parseIdentities(await readFile(file, 'utf8'), file);
    assert.deepEqual(
      parsed.identities.map(({ recipient }) => recipient),
      [one!.recipient, two!.recipient],
    );
    assert.deepEqual(parsed.problems, []);
  });

  it('saves to a new file only', async () => {
    const identity = await createIdentity('x');
    const file = path.join(home, 'edge.txt');
    await saveIdentityFile(file, identity);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const before = await readFile(file, 'utf8');
    await rejectsWith(saveIdentityFile(file, await createIdentity('y')), 'exists');
    assert.equal(await readFile(file, 'utf8'), before);
    await rejectsWith(saveIdentityFile(path.join(home, 'none/edge.txt'), identity), 'io');
  });

  it('knows the folders of each platform', () => {
    const fileOf = (platform: NodeJS.Platform, env: Record<string, string> = {}): string =>
      sopsKeysFile({ env, home: '/home/me', platform });
    assert.equal(fileOf('linux'), '/home/me/.config/sops/age/keys.txt');
    assert.equal(fileOf('linux', { XDG_CONFIG_HOME: '/x' }), '/x/sops/age/keys.txt');
    assert.equal(fileOf('darwin'), '/home/me/Library/Application Support/sops/age/keys.txt');
    assert.equal(fileOf('darwin', { XDG_CONFIG_HOME: '/x' }), '/x/sops/age/keys.txt');
    assert.equal(fileOf('win32', { APPDATA: '/data' }), '/data/sops/age/keys.txt');
  });

  const commands: readonly (readonly [line: string, words: readonly string[]])[] = [
    ['', []],
    ['  a  b ', ['a', 'b']],
    [`a 'b c' "d e" f\\ g`, ['a', 'b c', 'd e', 'f g']],
    [`a"b"'c' ""`, ['abc', '']],
    [`"a\\"b" '\\'`, ['a"b', '\\']],
  ];
  for (const [line, words] of commands) {
    it(`splits the command ${line}`, () => {
      assert.deepEqual(splitCommand(line), words);
    });
  }
});
