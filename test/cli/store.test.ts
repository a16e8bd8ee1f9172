import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createIdentity } from '../../store/identity/identity.ts';
import { requireSops, sops } from '../support/sops.ts';
import { bind, World } from '../workspace/fixture.ts';
import { cli, noInput } from './fixture.ts';
import { ok, Shell } from './shell.ts';

const CANARY = 'canary-9e41';

describe('the store from the command line', () => {
  let shell: Shell;
  beforeEach(async () => {
    shell = await Shell.withSpace({ 'a.js': 'SECRETS.USED; CREDENTIALS["mails"].apiKey' });
  });
  afterEach(() => shell.world.dispose());

  it('space list says that there is no store, or no space', async () => {
    const world = await World.create({});
    try {
      const { code, out, err } = await cli(world, ['space', 'list']);
      assert.deepEqual([code, out], [0, '']);
      assert.match(err, /no store yet/);
      await cli(world, ['init']);
      assert.match((await cli(world, ['space', 'list', '--json'])).err, /no space in .* yet/);
    } finally {
      await world.dispose();
    }
  });

  describe('init', () => {
    it('makes the configuration, the folder, and without an identity one in the sops keys file', async () => {
      const world = await World.create({});
      try {
        const { code, out } = await cli(world, ['init', '--root', 'new/deep']);
        assert.equal(code, 0);
        const keys = world.path('.home/.config/sops/age/keys.txt');
        assert.ok(out.includes(keys) && out.includes(world.path('new/deep/secrets')));
        assert.equal((await stat(keys)).mode & 0o777, 0o600);
        assert.match(await readFile(keys, 'utf8'), /AGE-SECRET-KEY-/);
        assert.deepEqual((await readdir(world.path('new/deep'))).sort(), ['flow-secrets.json', 'secrets']);
        assert.ok(!out.includes('AGE-SECRET-KEY-'));
        const again = await cli(world, ['init', '--root', 'new/deep', '--json']);
        assert.deepEqual(JSON.parse(again.out), {
          root: world.path('new/deep'),
          folder: world.path('new/deep/secrets'),
        });
      } finally {
        await world.dispose();
      }
    });

    it('any other command refuses a root that is not there, and makes none', async () => {
      const { code, err } = await shell.run('space', 'list', '--root', 'nowhere');
      assert.equal(code, 2);
      assert.match(err, /nowhere is no folder/);
      assert.ok(!(await readdir(shell.world.root)).includes('nowhere'));
    });
  });

  describe('spaces', () => {
    it('are listed with versions, times and role', async () => {
      await ok(shell.with('v', 'secret', 'set', 'DEV', 'A'));
      const [row] = (await shell.json('space', 'list')) as Record<string, unknown>[];
      const { created_at, updated_at, ...rest } = row!;
      assert.deepEqual(rest, { space: 'DEV', file: 'secrets/dev.space.json', version: 2, role: 'owner', secrets: 1 });
      for (const time of [created_at, updated_at]) assert.match(String(time), /^\d{4}-\d\d-\d\dT[\d:]+Z$/);
      const stranger = shell.as(await createIdentity('stranger'));
      assert.equal(((await stranger.json('space', 'list')) as { role: string }[])[0]!.role, 'names');
    });

    it('a broken one makes exit 2, and the good ones are printed', async () => {
      await writeFile(shell.world.path('secrets/torn.space.json'), '{');
      const { code, out, err } = await shell.run('space', 'list', '--json');
      assert.equal(code, 2);
      assert.equal((JSON.parse(out) as unknown[]).length, 1);
      assert.match(err, /secrets\/torn\.space\.json/);
    });

    it('one that was changed without its key makes exit 2, with the reason', async () => {
      const file = shell.world.path('secrets/dev.space.json');
      await writeFile(file, (await readFile(file, 'utf8')).replace('"version": 1', '"version": 9'));
      const { code, out, err } = await shell.run('space', 'list');
      assert.equal(code, 2);
      assert.match(out, /^DEV: version 9, .* names, /);
      assert.match(err, /^DEV: dev\.space\.json: Its MAC does not fit.*version control\.$/);
      const stranger = await shell.as(await createIdentity('stranger')).run('space', 'list');
      assert.deepEqual([stranger.code, stranger.err], [0, ''], 'who has no key can not know');
    });

    it('one that came another way is told', async () => {
      const old = await shell.read('secrets/dev.space.json');
      await ok(shell.with('v', 'secret', 'set', 'DEV', 'A'));
      await writeFile(shell.world.path('secrets/dev.space.json'), old);
      const { code, err } = await shell.run('space', 'list');
      assert.equal(code, 0);
      assert.match(err, /version 1, but you have seen version 2/);
    });

    it('one that sops changed is told until it is counted', async function () {
      requireSops(this);
      const file = shell.world.path('secrets/dev.space.json');
      const past = (await readFile(file, 'utf8')).replaceAll(
        /"(updated_at)": "[^"]*"/g,
        '"$1": "2026-01-01T00:00:00Z"',
      );
      const anew = JSON.stringify({ ...(JSON.parse(past) as object), sops: undefined });
      await writeFile(file, anew);
      const regex = ['--encrypted-regex', '^secrets$'];
      sops(shell.me.secret.reveal(), ['encrypt', '--age', shell.me.recipient, ...regex, '-i', file]);
      assert.match(await ok(shell.run('space', 'list')), /^DEV: version 1, .*, changed by sops since$/);
      await ok(shell.with('v', 'secret', 'set', 'DEV', 'A'));
      assert.match(await ok(shell.run('space', 'list')), /^DEV: version 3, .* 1 secret$/);
    });

    it('one whose file is torn can be told from one that is not there', async () => {
      await writeFile(shell.world.path('secrets/torn.space.json'), '{');
      for (const [words, exit] of [
        [['secret', 'list'], 2],
        [['owner', 'list'], 2],
        [['history'], 2],
        [['secret', 'set'], 2],
        [['secret', 'reveal'], 2],
      ] as const) {
        const more = words[1] === 'set' || words[1] === 'reveal' ? ['A'] : [];
        const torn = await shell.with('v', ...words, 'torn', ...more);
        assert.equal(torn.code, exit, words.join(' '));
        assert.match(torn.err, /torn\.space\.json: It can't be read/);
        const absent = await shell.with('v', ...words, 'NONE', ...more);
        assert.equal(absent.code, 1, words.join(' '));
        assert.match(absent.err, /There is no space "NONE" in .*torn\.space\.json/);
      }
    });

    it('a taken name is refused, a bad one is wrong use', async () => {
      assert.equal((await shell.run('space', 'add', 'DEV')).code, 1);
      assert.equal((await shell.run('space', 'add', ' DEV')).code, 2);
      assert.equal((await shell.run('space', 'add')).code, 2);
    });

    it('one whose secrets are used stays; else it goes', async () => {
      await ok(shell.with('v', 'secret', 'set', 'DEV', 'USED'));
      const { code, err } = await shell.run('space', 'remove', 'DEV');
      assert.equal(code, 1);
      assert.match(err, /a\.js:1:9 SECRETS\.USED/);
      await writeFile(shell.world.path('a.js'), '');
      await ok(shell.run('space', 'remove', 'DEV'));
      assert.deepEqual(await shell.json('space', 'list'), []);
    });

    it('a folder of the store that leads outside is refused', async () => {
      const outside = await World.create({});
      try {
        await mkdir(shell.world.path('sub'));
        await writeFile(shell.world.path('sub/flow-secrets.json'), '{}');
        await symlink(outside.root, shell.world.path('sub/secrets'));
        assert.equal((await shell.run('space', 'add', 'X', '--root', 'sub')).code, 2);
        assert.deepEqual(await readdir(outside.root), []);
      } finally {
        await outside.dispose();
      }
    });
  });

  describe('secrets', () => {
    it('are set from standard input, without one final line end, and revealed exactly', async () => {
      const values = ['plain', 'two\nlines\n', ' blanks ', '', 'tab\t\u001b[31m\u202e', '\uFEFFbom', 'é😀'];
      for (const [index, value] of values.entries()) {
        const out = await ok(shell.with(`${value}\n`, 'secret', 'set', 'DEV', 'A'));
        assert.match(out, new RegExp(`Set A in DEV \\(version ${index + 2}\\)`));
        assert.equal(await ok(shell.run('secret', 'reveal', 'DEV', 'A')), `${value}\n`);
      }
      assert.equal(await ok(shell.with('é😀', 'secret', 'set', 'DEV', 'A')), 'A in DEV is so already.');
    });

    it('a value in an argument is not repeated, and told with what to do about the shell’s history', async () => {
      const { code, err } = await shell.run('secret', 'set', 'DEV', 'TOKEN=canary-4f0a');
      assert.equal(code, 2);
      assert.match(err, /value of TOKEN comes from standard input.*history/);
      assert.ok(!err.includes('canary'));
    });

    it('are typed at a prompt that shows nothing', async () => {
      const asked: unknown[] = [];
      const base = noInput(shell.world, { SOPS_AGE_KEY: shell.me.secret.reveal() });
      const ask = (question: string, hidden?: boolean): Promise<string> => {
        asked.push([question, hidden]);
        return Promise.resolve('typed');
      };
      await cli(shell.world, ['secret', 'set', 'DEV', 'A'], '', { ...base, isTerminal: true, ask });
      assert.deepEqual(asked, [['Value of A: ', true]]);
      assert.equal(await ok(shell.run('secret', 'reveal', 'DEV', 'A')), 'typed\n');
    });

    it('a change by somebody else while the value is typed is a lost race, and stays', async () => {
      await ok(shell.with('old', 'secret', 'set', 'DEV', 'A'));
      await ok(shell.with('b', 'secret', 'set', 'DEV', 'B'));
      const base = noInput(shell.world, { SOPS_AGE_KEY: shell.me.secret.reveal() });
      const typing = (meanwhile: string) => ({
        ...base,
        readAll: async () => {
          await ok(shell.with('theirs', 'secret', 'set', 'DEV', meanwhile));
          return 'mine';
        },
      });
      const lost = await cli(shell.world, ['secret', 'set', 'DEV', 'A'], '', typing('A'));
      assert.equal(lost.code, 1);
      assert.match(lost.err, /Somebody else changed the same part of the space "DEV"/);
      assert.equal(await ok(shell.run('secret', 'reveal', 'DEV', 'A')), 'theirs\n');
      assert.equal((await cli(shell.world, ['secret', 'set', 'DEV', 'A'], '', typing('B'))).code, 0);
      assert.equal(await ok(shell.run('secret', 'reveal', 'DEV', 'A')), 'mine\n');
    });

    it('JSON keeps its order and numbers, and its kind without --type', async () => {
      await ok(shell.with('{"b":1.50,"a":[1e21,null]}', 'secret', 'set', 'DEV', 'J', '--type', 'json'));
      assert.equal(await ok(shell.run('secret', 'reveal', 'DEV', 'J')), '{"b":1.50,"a":[1e21,null]}\n');
      await ok(shell.with('{"b":2}', 'secret', 'set', 'DEV', 'J'));
      assert.equal(await ok(shell.run('secret', 'reveal', 'DEV', 'J')), '{"b":2}\n');
      for (const [value, kind] of [
        ['5', 'json'],
        ['true', 'json'],
        ['null', 'json'],
        ['"t"', 'text'],
      ]) {
        await ok(shell.with(value!, 'secret', 'set', 'DEV', 'K', '--type', 'json'));
        const rows = (await shell.json('secret', 'list', 'DEV')) as { key: string; kind: string }[];
        assert.equal(rows.find(({ key }) => key === 'K')!.kind, kind, value);
      }
      const twice = await shell.with(`{"a":"${CANARY}","a":2}`, 'secret', 'set', 'DEV', 'J', '--type', 'json');
      assert.equal(twice.code, 2);
      assert.ok(!twice.err.includes(CANARY));
      assert.equal((await shell.with('x', 'secret', 'set', 'DEV', 'J', '--type', 'yaml')).code, 2);
    });

    it('are listed by name, kind and path, with their uses and never a value', async () => {
      await ok(shell.with(CANARY, 'secret', 'set', 'DEV', 'USED', '--note', 'a note'));
      const tree = `{"host":"${CANARY}","auth":{"user name":1,"it's":2},"list":[{"x":1}],"none":{}}`;
      await ok(shell.with(tree, 'secret', 'set', 'DEV', 'DB', '--type', 'json'));
      const { out } = await shell.run('secret', 'list', 'DEV', '--json');
      assert.ok(!out.includes(CANARY));
      const rows = JSON.parse(out) as Record<string, unknown>[];
      assert.deepEqual(
        rows.map(({ key, kind, paths, uses }) => ({ key, kind, paths, uses })),
        [
          { key: 'USED', kind: 'text', paths: [], uses: 1 },
          { key: 'DB', kind: 'json', paths: ['host', 'auth["user name"]', `auth["it's"]`, 'list[0].x'], uses: 0 },
        ],
      );
      assert.deepEqual(Object.keys(rows[0]!), ['key', 'kind', 'paths', 'created_at', 'updated_at', 'uses']);
      assert.equal((await shell.run('secret', 'list', 'NONE')).code, 1);
    });

    it('a used one stays; else it goes, and there is no force', async () => {
      await ok(shell.with('v', 'secret', 'set', 'DEV', 'USED'));
      const refused = await shell.run('secret', 'remove', 'DEV', 'USED');
      assert.equal(refused.code, 1);
      assert.match(refused.err, /The secret USED of DEV stays, as it is used:\na\.js:1:9/);
      assert.equal((await shell.run('secret', 'remove', 'DEV', 'USED', '--force')).code, 2);
      await writeFile(shell.world.path('torn.json'), '[{"id":');
      await writeFile(shell.world.path('a.js'), '');
      assert.match((await shell.run('secret', 'remove', 'DEV', 'USED')).err, /torn\.json/);
      await writeFile(shell.world.path('torn.json'), '[]');
      assert.match(await ok(shell.run('secret', 'remove', 'DEV', 'USED')), /Removed USED from DEV \(version 3\)/);
      assert.equal((await shell.run('secret', 'remove', 'DEV', 'USED')).code, 1);
    });

    it('who is no Owner can do nothing with values', async () => {
      await ok(shell.with(CANARY, 'secret', 'set', 'DEV', 'A'));
      const before = await shell.read('secrets/dev.space.json');
      const stranger = shell.as(await createIdentity('stranger'));
      for (const args of [
        ['secret', 'reveal', 'DEV', 'A'],
        ['secret', 'set', 'DEV', 'A'],
        ['secret', 'remove', 'DEV', 'A'],
        ['owner', 'add', 'DEV', stranger.me.recipient],
      ]) {
        const { code, out, err } = await stranger.with('x', ...args);
        assert.equal(code, 1, args.join(' '));
        assert.match(err, /not an Owner of the space "DEV"/);
        assert.ok(!(out + err).includes(CANARY));
      }
      assert.equal(await shell.read('secrets/dev.space.json'), before);
    });

    it('sops reads them', async function () {
      requireSops(this);
      await ok(shell.with('by us', 'secret', 'set', 'DEV', 'A'));
      const file = shell.world.path('secrets/dev.space.json');
      assert.equal(sops(shell.me.secret.reveal(), ['decrypt', '--extract', '["secrets"]["A"]', file]), 'by us');
      sops(shell.me.secret.reveal(), ['set', file, '["secrets"]["A"]', '"by sops"']);
      assert.equal(((await shell.json('space', 'list')) as { version: number }[])[0]!.version, 2);
      assert.match(await ok(shell.with('again', 'secret', 'set', 'DEV', 'A')), /version 4/);
    });
  });

  describe('history', () => {
    it('says who changed what, by name where there is one', async () => {
      await writeFile(
        shell.world.path('flow-secrets.json'),
        JSON.stringify({ ...(JSON.parse(bind(['a.js', 'DEV'])) as object), owners: { Me: shell.me.recipient } }),
      );
      await ok(shell.with('v', 'secret', 'set', 'DEV', 'A'));
      const out = await ok(shell.run('history', 'DEV'));
      assert.match(out, /^1 \S+Z Me: created\n2 \S+Z Me: added A$/);
      assert.equal((await shell.run('history', 'NONE')).code, 1);
      execFileSync('git', ['init', '--quiet'], { cwd: shell.world.root });
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@x', 'commit', '-qm', '1', '--allow-empty'], {
        cwd: shell.world.root,
      });
      assert.match((await shell.run('history', 'DEV', 'NONE')).err, /No commit of DEV has a secret "NONE"/);
      const rows = (await shell.json('history', 'DEV')) as { added: string[] }[];
      assert.deepEqual(rows[1]!.added, ['A']);
    });
  });

  it('takes options anywhere, and names after -- as they are', async () => {
    await ok(shell.run('space', 'add', '--', '--odd'));
    await ok(shell.with('v', '--note', 'n', 'secret', '--type', 'text', 'set', '--', '--odd', 'A'));
    assert.equal(await ok(shell.run('secret', 'reveal', '--', '--odd', 'A')), 'v\n');
  });
});
