import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { type Input } from '../../cli/command.ts';
import { createIdentity, type Identity } from '../../store/identity/identity.ts';
import { protect } from '../../store/identity/protected-file.ts';
import { SecretValue } from '../../store/secret-value.ts';
import { cli, noInput, type Ran, type World } from './fixture.ts';
import { ok, Shell } from './shell.ts';

const PASSPHRASE = 'canary-passphrase';
const WORK_FACTOR = 6;

describe('a protected identity on the command line', () => {
  let shell: Shell;
  let world: World;
  let me: Identity;
  let file: string;
  beforeEach(async () => {
    shell = await Shell.create({});
    ({ world, me } = shell);
    await ok(shell.run('init'));
    await ok(shell.run('space', 'add', 'DEV'));
    await ok(shell.with('value', 'secret', 'set', 'DEV', 'A'));
    file = world.path('mine.age');
    await writeFile(file, await protect(`${me.secret.reveal()}\n`, new SecretValue(PASSPHRASE), WORK_FACTOR));
  });
  afterEach(() => world.dispose());

  /** Runs at a terminal where these answers are typed; what was asked comes back too. */
  async function typing(answers: readonly string[], ...args: string[]): Promise<Ran & { readonly asked: string[] }> {
    const asked: string[] = [];
    const input: Input = {
      ...noInput(world, { SOPS_AGE_KEY_FILE: file }),
      isTerminal: true,
      ask: (question, hidden) => {
        asked.push(`${hidden === true ? 'hidden' : 'shown'}: ${question}`);
        return Promise.resolve(answers[asked.length - 1] ?? '');
      },
    };
    const ran = await cli(world, args, '', input);
    assert.ok(!`${ran.out}${ran.err}`.includes(PASSPHRASE));
    return { ...ran, asked };
  }

  it('opens with the passphrase, asked for once and hidden', async () => {
    const { code, out, asked } = await typing([PASSPHRASE], 'secret', 'reveal', 'DEV', 'A');
    assert.deepEqual([code, out, asked.length], [0, 'value\n', 1]);
    assert.match(asked[0]!, /^hidden: Passphrase of .*mine\.age/);
  });

  it('asks again after a wrong one, and says so', async () => {
    const { code, err, asked } = await typing(['wrong', PASSPHRASE], 'secret', 'reveal', 'DEV', 'A');
    assert.deepEqual([code, asked.length], [0, 2]);
    assert.match(err, /That passphrase does not open .*mine\.age/);
  });

  it('stays locked after three wrong ones, and says why', async () => {
    const { code, err, asked } = await typing(['a', 'b', 'c', PASSPHRASE], 'secret', 'reveal', 'DEV', 'A');
    assert.deepEqual([code, asked.length], [1, 3]);
    assert.match(err, /"DEV" can't be opened now\. .*mine\.age is protected by a passphrase and locked/);
  });

  it('nothing is asked without a terminal: it says which is locked and how to unlock it', async () => {
    const locked = noInput(world, { SOPS_AGE_KEY_FILE: file });
    for (const args of [
      ['secret', 'reveal', 'DEV', 'A'],
      ['secret', 'set', 'DEV', 'B'],
      ['space', 'add', 'PROD'],
    ]) {
      const { code, err } = await cli(world, args, '', locked);
      assert.equal(code, 1, args.join(' '));
      assert.match(err, /mine\.age is protected by a passphrase and locked\. .*at a terminal.*SOPS_AGE_KEY_CMD/);
    }
    const { code, out } = await cli(world, ['space', 'list', '--json'], '', locked);
    assert.deepEqual([code, (JSON.parse(out) as { role: string }[])[0]!.role], [0, 'names']);
  });

  it('an identity in clear beside it opens what it opens', async () => {
    const clear = noInput(world, { SOPS_AGE_KEY_FILE: file, SOPS_AGE_KEY: me.secret.reveal() });
    assert.equal((await cli(world, ['secret', 'reveal', 'DEV', 'A'], '', clear)).out, 'value\n');
  });

  it('doctor names it, and init makes no other one', async () => {
    const locked = noInput(world, { SOPS_AGE_KEY_FILE: file });
    assert.match((await cli(world, ['doctor'], '', locked)).out, /note: identity: .*mine\.age is protected/);
    const { code, out } = await cli(world, ['init', '--json'], '', locked);
    assert.equal(code, 0);
    assert.ok(!('identity' in (JSON.parse(out) as object)));
  });

  it('a damaged one is told as such', async () => {
    const text = await protect('x'.repeat(200), new SecretValue(PASSPHRASE), WORK_FACTOR);
    const body = Buffer.from(text.split('\n').slice(1, -2).join(''), 'base64');
    await writeFile(file, body.subarray(0, -20));
    const { err } = await typing([PASSPHRASE], 'secret', 'reveal', 'DEV', 'A');
    assert.match(err, /mine\.age is a damaged age file/);
  });

  it('is none of a stranger’s', async () => {
    const stranger = await createIdentity('stranger');
    await writeFile(file, await protect(`${stranger.secret.reveal()}\n`, new SecretValue(PASSPHRASE), WORK_FACTOR));
    const { code, err } = await typing([PASSPHRASE], 'secret', 'reveal', 'DEV', 'A');
    assert.equal(code, 1);
    assert.match(err, new RegExp(`Ask an Owner to add your public key ${stranger.recipient}`));
  });
});
