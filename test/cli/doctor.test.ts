import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { installMergeDriver } from '../../store/git/merge-driver.ts';
import { createIdentity } from '../../store/identity/identity.ts';
import { requireSops, sops } from '../support/sops.ts';
import { World } from '../workspace/fixture.ts';
import { cli, noInput } from './fixture.ts';
import { ok, Shell } from './shell.ts';

describe('flow-secrets doctor', () => {
  let shell: Shell;
  beforeEach(async () => {
    shell = await Shell.withSpace();
  });
  afterEach(() => shell.world.dispose());

  /** The problems, as `about: message`. */
  async function problems(...args: string[]): Promise<string> {
    const { out } = await shell.run('doctor', ...args);
    const lines = out.split('\n').filter((line) => line.startsWith('problem: '));
    return lines.map((line) => line.slice('problem: '.length)).join('\n');
  }

  it('finds nothing wrong with a good workspace', async () => {
    const { code, out } = await shell.run('doctor');
    assert.equal(code, 0);
    assert.equal(out, 'note: git: The store is in no git repository, so earlier values can not be restored.');
  });

  it('says that there is no store yet, and no identity', async () => {
    const world = await World.create({});
    try {
      const { code, out } = await cli(world, ['doctor'], '', noInput(world));
      assert.equal(code, 0);
      assert.match(out, /note: identity: .*init/);
      assert.match(out, /note: store: .*flow-secrets init/);
      const env = { SOPS_AGE_KEY_FILE: '/nowhere/keys.txt' };
      const missing = await cli(world, ['doctor', '--json'], '', noInput(world, env));
      assert.equal(missing.code, 1);
      const rows = JSON.parse(missing.out) as { severity: string; about: string; message: string }[];
      assert.ok(rows.some(({ severity, message }) => severity === 'problem' && message.includes('/nowhere/keys.txt')));
    } finally {
      await world.dispose();
    }
  });

  const cases: readonly (readonly [what: string, make: () => Promise<unknown>, says: RegExp])[] = [
    ['a torn configuration', () => writeFile(shell.world.path('flow-secrets.json'), '{'), /^flow-secrets\.json: It is/],
    [
      'a configuration that git could not merge',
      () => writeFile(shell.world.path('flow-secrets.json'), '{\n<<<<<<< HEAD\n"a": 1\n=======\n>>>>>>> theirs\n}\n'),
      /^flow-secrets\.json: .*conflict markers of a git merge.*both sides/,
    ],
    [
      'a file in the place of the store’s folder',
      async () => {
        await rm(shell.world.path('secrets'), { recursive: true });
        await writeFile(shell.world.path('secrets'), '');
      },
      /^flow-secrets\.json: .*secrets is a file\. Move it away, or name another folder/,
    ],
    [
      'keys that are none',
      () => {
        const config = { owners: { Ana: 'age1x' }, runtimes: { edge: { key: 'age1y', spaces: ['DEV'] } } };
        return writeFile(shell.world.path('flow-secrets.json'), JSON.stringify(config));
      },
      /^flow-secrets\.json: owners\["Ana"\]: "age1x" is no age public key[^\n]*\nflow-secrets\.json: runtimes\["edge"\]: "age1y" is no age public key[^\n]*$/,
    ],
    [
      'creation rules that new spaces can not follow',
      () => writeFile(shell.world.path('.sops.yaml'), 'creation_rules:\n  - path_regex: x(\n    age: age1x\n'),
      /^\.sops\.yaml: .*path_regex "x\(".*add a space/,
    ],
    [
      'a space that was never encrypted',
      () => writeFile(shell.world.path('secrets/x.space.json'), '{"space":"X","secrets":{"A":"a"}}'),
      /^secrets\/x\.space\.json: .*sops encrypt --age PUBLIC_KEY --encrypted-regex '\^secrets\$' -i FILE/,
    ],
    [
      'a space that lost its "sops" part',
      async () => {
        const file = shell.world.path('secrets/dev.space.json');
        await ok(shell.with('v', 'secret', 'set', 'DEV', 'A'));
        const tree = JSON.parse(await readFile(file, 'utf8')) as object;
        await writeFile(file, JSON.stringify({ ...tree, sops: undefined }));
      },
      /^secrets\/dev\.space\.json: .*"sops" part is gone.*Restore it from version control/,
    ],
    [
      'a repository that git can not read',
      async () => {
        await mkdir(shell.world.path('.git'));
        await writeFile(shell.world.path('.git/HEAD'), 'torn');
      },
      /^git: git rev-parse failed in \S+secrets: .*git status in that folder says more/,
    ],
    [
      'a merge driver that can not start',
      async () => {
        const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: shell.world.root });
        git('init', '--quiet');
        await installMergeDriver(shell.world.path('secrets'), ['/no where/node', '/nowhere/flow-secrets']);
      },
      /^git: .*merge driver.*\/no where\/node.*merge-driver --install/,
    ],
    [
      'a store that is gone, while others name its spaces',
      async () => {
        await ok(shell.run('runtime', 'add', 'one', '--space', 'DEV', '--identity-file', '.one'));
        await rm(shell.world.path('secrets'), { recursive: true });
      },
      /^DEV: The runtime one is to open it, but no file declares it: restore its file from version control/,
    ],
    ['a torn space', () => writeFile(shell.world.path('secrets/x.space.json'), '{'), /^secrets\/x\.space\.json: /],
    [
      'a space that was changed without its key',
      async () => {
        const file = shell.world.path('secrets/dev.space.json');
        await writeFile(file, (await readFile(file, 'utf8')).replace('"version": 1', '"version": 9'));
      },
      /^DEV: dev\.space\.json: Its MAC does not fit/,
    ],
    ['torn credentials', () => writeFile(shell.world.path('secrets/credentials.json'), '{'), /credentials\.json/],
    [
      'a credential of a type that nobody knows',
      () => writeFile(shell.world.path('secrets/credentials.json'), '{"credentials":{"c":{"type":"telegraph"}}}'),
      /^c: Its type "telegraph" is not known here \(known: slack, /,
    ],
    [
      'fields of credentials in clear that are to be sealed',
      () => {
        const mail = { type: 'mailgun', fields: { apiKey: 'canary' }, sealed: {} };
        const mine = { type: 'custom', fields: { url: 'x' }, sealed: { token: 'canary', pin: 1 } };
        const text = JSON.stringify({ credentials: { mail, mine } });
        return writeFile(shell.world.path('secrets/credentials.json'), text);
      },
      /^mail: apiKey stands in clear in the file: [^\n]*\nmine: token stands in clear[^\n]*\nmine: pin stands in clear[^\n]*$/,
    ],
    [
      'values of a space in clear',
      async () => {
        const file = shell.world.path('secrets/dev.space.json');
        const text = await readFile(file, 'utf8');
        await writeFile(file, text.replace('"secrets": {}', '"secrets": {"A": {"b": 5432}, "E": "", "N": null}'));
      },
      /^DEV: A stands in clear in the file/m,
    ],
    ['a torn flow', () => writeFile(shell.world.path('flows.json'), '[{"id":'), /^flows\.json: /],
    [
      'a binding to a space that no file declares',
      () => writeFile(shell.world.path('flow-secrets.json'), '{"bindings":[{"files":["**"],"spaces":["GONE"]}]}'),
      /^GONE: A binding names it/,
    ],
    [
      'a runtime that can not open its space',
      async () => {
        const { recipient } = await createIdentity('r');
        const config = { runtimes: { edge: { key: recipient, spaces: ['DEV'] } } };
        await writeFile(shell.world.path('flow-secrets.json'), JSON.stringify(config));
      },
      /^DEV: .*runtime edge, which can't open it/,
    ],
    [
      'a runtime of a space that no file declares',
      async () => {
        const { recipient } = await createIdentity('r');
        const config = { runtimes: { edge: { key: recipient, spaces: ['GONE'] } } };
        await writeFile(shell.world.path('flow-secrets.json'), JSON.stringify(config));
      },
      /^GONE: The runtime edge is to open it/,
    ],
    [
      'a store whose new spaces git would not see',
      async () => {
        execFileSync('git', ['init', '--quiet'], { cwd: shell.world.root });
        execFileSync('git', ['add', 'secrets'], { cwd: shell.world.root });
        await writeFile(shell.world.path('.gitignore'), '*.space.json\n');
      },
      /^secrets: Git ignores it/,
    ],
    [
      'a credential that a later runtime can not open, and one that has gone can',
      async () => {
        const add = ['runtime', 'add', 'one', '--space', 'DEV', '--identity-file', '.one'];
        await ok(shell.run(...add));
        await ok(shell.with('{"webhookUrl":"x"}', 'credential', 'set', 'hook', '--type', 'slack-webhook'));
        await ok(shell.run('runtime', 'remove', 'one'));
        await ok(shell.run('runtime', 'add', 'two', '--space', 'DEV', '--identity-file', '.two'));
      },
      /hook: The runtime two can't open webhookUrl: enter it again[\s\S]*hook: age1\S+, which is no runtime any more/,
    ],
  ];
  for (const [what, make, says] of cases) {
    it(`finds ${what}`, async () => {
      await make();
      assert.match(await problems(), says);
      assert.equal((await shell.run('doctor')).code, 1);
    });
  }

  it('finds a reader that nobody confirmed', async function () {
    requireSops(this);
    const other = await createIdentity('other');
    const file = shell.world.path('secrets/dev.space.json');
    const { secret } = shell.me;
    const tree = JSON.parse(await readFile(file, 'utf8')) as object;
    assert.ok('sops' in tree);
    await writeFile(
      shell.world.path('.sops.yaml'),
      JSON.stringify({ creation_rules: [{ age: `${shell.me.recipient},${other.recipient}` }] }),
    );
    sops(secret.reveal(), ['--config', shell.world.path('.sops.yaml'), 'updatekeys', '--yes', file]);
    assert.match(await problems(), new RegExp(`${other.recipient} reads it .*owner remove DEV ${other.recipient}`));
    const config = { runtimes: { edge: { key: other.recipient, spaces: ['DEV'] } } };
    await writeFile(shell.world.path('flow-secrets.json'), JSON.stringify(config));
    assert.match(await problems(), new RegExp(`edge: ${other.recipient} reads it .*runtime remove edge`));
  });

  it('says one thing of a torn file that may be a space which others name', async () => {
    await ok(shell.run('runtime', 'add', 'one', '--space', 'DEV', '--identity-file', '.one'));
    const config = JSON.parse(await shell.read('flow-secrets.json')) as object;
    const bindings = [{ files: ['**'], spaces: ['DEV'] }];
    await writeFile(shell.world.path('flow-secrets.json'), JSON.stringify({ ...config, bindings }));
    await writeFile(shell.world.path('secrets/dev.space.json'), '<<<<<<< ours');
    assert.match(await problems(), /^secrets\/dev\.space\.json: .*$/);
  });

  it('tells an old revision that was put back, until it is accepted', async () => {
    const file = shell.world.path('secrets/dev.space.json');
    const old = await readFile(file);
    await ok(shell.with('v', 'secret', 'set', 'DEV', 'A'));
    await writeFile(file, old);
    assert.match(await problems(), /^DEV: .*version 1, but you have seen version 2.*--accept "DEV"/);
    const { code, err } = await shell.with('w', 'secret', 'set', 'DEV', 'B');
    assert.equal(code, 0);
    assert.match(err, /version 1, but you have seen version 2.*--accept "DEV"/, 'a change tells it, too');
    await writeFile(file, old);
    assert.equal(await problems('--accept', 'DEV'), '');
    assert.equal(await problems(), '');
  });

  it('only notes a state that git explains, with its commit', async () => {
    const repository = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org'];
    const git = (...args: string[]): unknown =>
      execFileSync('git', [...repository, ...args], { cwd: shell.world.root });
    git('init', '--quiet');
    git('add', 'secrets');
    git('commit', '--quiet', '-m', 'one');
    await ok(shell.with('v', 'secret', 'set', 'DEV', 'A'));
    await ok(shell.run('doctor'));
    git('stash', '--quiet');
    const out = await ok(shell.run('doctor'));
    assert.match(out, /^note: DEV: .*version 1, and you have seen version 2: .*\(Ana, .*--accept "DEV"/m);
  });
});
