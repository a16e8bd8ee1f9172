import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createIdentity, type Identity } from '../../store/identity/identity.ts';
import { World } from '../workspace/fixture.ts';
import { cli, noInput, type Ran } from './fixture.ts';

/** The command line as one user runs it in a folder. */
export class Shell {
  readonly world: World;
  readonly me: Identity;
  constructor(world: World, me: Identity) {
    this.world = world;
    this.me = me;
  }

  static async create(files: Readonly<Record<string, string>> = {}): Promise<Shell> {
    return new Shell(await World.create(files), await createIdentity('test'));
  }

  /** The same with a store, and the space DEV in it. */
  static async withSpace(files: Readonly<Record<string, string>> = {}): Promise<Shell> {
    const shell = await Shell.create(files);
    await ok(shell.run('init'));
    await ok(shell.run('space', 'add', 'DEV'));
    return shell;
  }

  /** Runs with `input` on standard input. */
  with(input: string, ...args: string[]): Promise<Ran> {
    const base = noInput(this.world, { SOPS_AGE_KEY: this.me.secret.reveal() });
    return cli(this.world, args, '', { ...base, readAll: () => Promise.resolve(input) });
  }

  run(...args: string[]): Promise<Ran> {
    return this.with('', ...args);
  }

  /** Runs, expects success, and reads its JSON. */
  async json(...args: string[]): Promise<unknown> {
    const { code, out, err } = await this.run(...args, '--json');
    assert.equal(code, 0, err);
    return JSON.parse(out);
  }

  as(identity: Identity): Shell {
    return new Shell(this.world, identity);
  }

  read(file: string): Promise<string> {
    return readFile(this.world.path(file), 'utf8');
  }
}

/** What a command prints that has to succeed. */
export async function ok(ran: Promise<Ran>): Promise<string> {
  const { code, out, err } = await ran;
  assert.equal(code, 0, err);
  return out;
}
