import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createIdentity, type Identity } from '../../store/identity/identity.ts';
import { requireSops, sops } from '../support/sops.ts';
import { ok, Shell } from './shell.ts';

const CANARY = 'canary-9e41';

describe('Owners, runtimes and credentials from the command line', () => {
  let shell: Shell;
  beforeEach(async () => {
    shell = await Shell.withSpace({ 'a.js': 'SECRETS.USED; CREDENTIALS["mails"].apiKey' });
  });
  afterEach(() => shell.world.dispose());

  describe('Owners and runtimes', () => {
    it('are listed, added and removed, one version each', async () => {
      const ana = shell.as(await createIdentity('ana'));
      await writeFile(shell.world.path('flow-secrets.json'), JSON.stringify({ owners: { Ana: ana.me.recipient } }));
      assert.match(await ok(shell.run('owner', 'add', 'DEV', ana.me.recipient)), /version 2/);
      assert.deepEqual(await shell.json('owner', 'list', 'DEV'), [
        { recipient: shell.me.recipient },
        { recipient: ana.me.recipient, name: 'Ana' },
      ]);
      await ok(ana.with('v', 'secret', 'set', 'DEV', 'A', '--confirm', shell.me.recipient));
      const { out, err } = await shell.run('owner', 'remove', 'DEV', ana.me.recipient);
      assert.match(out, /version 4/);
      assert.match(err, /Past versions/);
      assert.equal((await ana.run('secret', 'reveal', 'DEV', 'A')).code, 1);
      assert.equal((await shell.run('owner', 'remove', 'DEV', shell.me.recipient)).code, 1);
      assert.equal((await shell.run('owner', 'add', 'DEV', 'age1nonsense')).code, 2);
    });

    it('a key that is not confirmed is refused, printed in full, and confirmed by an option', async function () {
      requireSops(this);
      const other = await createIdentity('other');
      const file = shell.world.path('secrets/dev.space.json');
      sops(shell.me.secret.reveal(), ['rotate', '--add-age', other.recipient, '-i', file]);
      const refused = await shell.with('v', 'secret', 'set', 'DEV', 'A');
      assert.equal(refused.code, 1);
      assert.ok(refused.err.includes(other.recipient));
      await ok(shell.with('v', 'secret', 'set', 'DEV', 'A', '--confirm', other.recipient));
      await ok(shell.with('w', 'secret', 'set', 'DEV', 'A'));
    });

    it('a runtime gets an identity of its own, in a file of its own', async () => {
      const facts = (await shell.json('runtime', 'add', 'edge', '--space', 'DEV', '--identity-file', 'edge.txt')) as {
        key: string;
        spaces: unknown;
      };
      assert.deepEqual(facts.spaces, [{ space: 'DEV', version: 2 }]);
      const file = shell.world.path('edge.txt');
      assert.equal((await stat(file)).mode & 0o777, 0o600);
      assert.deepEqual(await shell.json('runtime', 'list'), [{ name: 'edge', key: facts.key, spaces: ['DEV'] }]);
      const before = await readFile(file, 'utf8');
      const again = await shell.run('runtime', 'add', 'two', '--space', 'DEV', '--identity-file', 'edge.txt');
      assert.equal(again.code, 1);
      assert.equal(await readFile(file, 'utf8'), before);
      assert.equal((await shell.run('runtime', 'add', 'edge', '--space', 'DEV', '--identity-file', 'x.txt')).code, 1);
      assert.ok(!(await readdir(shell.world.root)).includes('x.txt'));
      const runtime = new Shell(shell.world, { ...shell.me, secret: (await identityIn(before)).secret });
      assert.equal(((await runtime.json('space', 'list')) as { role: string }[])[0]!.role, 'names');
      const { out, err } = await shell.run('runtime', 'remove', 'edge');
      assert.match(out, /from DEV \(version 3\)/);
      assert.match(err, /Past versions/);
      assert.deepEqual(await shell.json('runtime', 'list'), []);
    });

    it('an identity that git would take is told of', async () => {
      execFileSync('git', ['init', '--quiet'], { cwd: shell.world.root });
      const told = await shell.run('runtime', 'add', 'one', '--space', 'DEV', '--identity-file', 'one.txt');
      assert.equal(told.code, 0);
      assert.match(told.err, /git does not ignore .*one\.txt/);
      await writeFile(shell.world.path('.gitignore'), '*.txt\n');
      const ignored = await shell.run('runtime', 'add', 'two', '--space', 'DEV', '--identity-file', 'two.txt');
      assert.equal(ignored.err, '');
    });

    it('a runtime needs a space and a key', async () => {
      const key = (await createIdentity('r')).recipient;
      for (const args of [
        ['--key', key],
        ['--space', 'DEV'],
        ['--space', 'DEV', '--key', key, '--identity-file', 'f'],
      ]) {
        assert.equal((await shell.run('runtime', 'add', 'edge', ...args)).code, 2);
      }
      assert.equal((await shell.run('runtime', 'add', 'edge', '--space', 'NONE', '--key', key)).code, 1);
      await ok(shell.run('runtime', 'add', 'edge', '--space', 'DEV', '--key', key));
    });
  });

  describe('credentials', () => {
    beforeEach(async () => {
      await ok(shell.run('runtime', 'add', 'edge', '--space', 'DEV', '--identity-file', 'edge.txt'));
    });
    const mailgun = ['--type', 'mailgun', 'domain=mg.example.org', 'sender=a@example.org'];

    it('are set from arguments and standard input, and listed without what is sealed', async () => {
      const { code, out, err } = await shell.with(`{"apiKey":"${CANARY}"}`, 'credential', 'set', 'mails', ...mailgun);
      assert.equal(code, 0, err);
      assert.equal(out, 'Set the credential mails (version 1).');
      const [row] = (await shell.json('credential', 'list')) as Record<string, unknown>[];
      const { created_at, updated_at, ...rest } = row!;
      assert.ok(created_at !== undefined && updated_at !== undefined);
      assert.deepEqual(rest, {
        name: 'mails',
        type: 'mailgun',
        fields: { domain: 'mg.example.org', sender: 'a@example.org' },
        sealed: ['apiKey'],
        uses: 1,
      });
      assert.ok(!(await shell.read('secrets/credentials.json')).includes(CANARY));
    });

    it('keep what is absent, clear what is empty, and ask again when the destination changes', async () => {
      await ok(shell.with('{"apiKey":"k"}', 'credential', 'set', 'mails', ...mailgun, 'region=eu'));
      assert.match(await ok(shell.run('credential', 'set', 'mails', 'sender=b@example.org')), /version 2/);
      const moved = await shell.run('credential', 'set', 'mails', 'domain=other.example.org');
      assert.equal(moved.code, 2);
      assert.match(moved.err, /apiKey/);
      await ok(shell.with('{"apiKey":"k"}', 'credential', 'set', 'mails', 'region='));
      const [row] = (await shell.json('credential', 'list')) as { fields: object }[];
      assert.deepEqual(row!.fields, { domain: 'mg.example.org', sender: 'b@example.org' });
    });

    it('bad input is wrong use, without a part of a value', async () => {
      const cases: readonly (readonly [input: string, args: readonly string[]])[] = [
        ['', ['x']],
        ['', ['x', '--type', 'nonsense']],
        ['', ['x', ...mailgun]],
        ['', ['x', ...mailgun, 'domain']],
        [`"${CANARY}"`, ['x', ...mailgun]],
        [`{"apiKey":["${CANARY}"]}`, ['x', ...mailgun]],
        [`{"nonsense":"${CANARY}"}`, ['x', ...mailgun]],
        [`{"apiKey":"${CANARY}"}`, ['x', ...mailgun, 'apiKey=y']],
        [`{"apiKey":"${CANARY}"}`, ['x', ...mailgun, 'region=mars']],
      ];
      for (const [input, args] of cases) {
        const { code, out, err } = await shell.with(input, 'credential', 'set', ...args);
        assert.equal(code, 2, `${args.join(' ')}: ${err}`);
        assert.ok(!(out + err).includes(CANARY), err);
      }
    });

    it('a sealed field in an argument is refused, with what to do about the shell’s history', async () => {
      const { code, err } = await shell.run('credential', 'set', 'x', ...mailgun, `apiKey=${CANARY}`);
      assert.equal(code, 2);
      assert.match(err, /apiKey is sealed: it comes from standard input.*history/);
      assert.ok(!err.includes(CANARY));
    });

    it('a used one stays; else it goes', async () => {
      await ok(shell.with('{"apiKey":"k"}', 'credential', 'set', 'mails', ...mailgun));
      const refused = await shell.run('credential', 'remove', 'mails');
      assert.equal(refused.code, 1);
      assert.match(refused.err, /a\.js:1:\d+ CREDENTIALS\["mails"\]\.apiKey/);
      await writeFile(shell.world.path('a.js'), '');
      await ok(shell.run('credential', 'remove', 'mails'));
      assert.deepEqual(await shell.json('credential', 'list'), []);
    });
  });
});

async function identityIn(text: string): Promise<Identity> {
  const line = text.split('\n').find((one) => one.startsWith('AGE-SECRET-KEY-'))!;
  const { identityOf } = await import('../../store/identity/identity.ts');
  return identityOf(line, join('edge.txt'));
}
