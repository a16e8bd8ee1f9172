import { type Input } from '../../cli/command.ts';
import { run } from '../../cli/run.ts';
import { World } from '../workspace/fixture.ts';

export { World };

/** A space file as `sops` leaves it: names in clear, values encrypted. */
export function spaceFile(space: string, secrets: object): string {
  const seal = (value: unknown): unknown =>
    value !== null && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, seal(inner)]))
      : 'ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]';
  const sops = { age: [], lastmodified: '2026-11-20T09:30:00Z', mac: 'ENC[x]', encrypted_regex: '^secrets$' };
  return JSON.stringify({ space, secrets: seal(secrets), sops });
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** No terminal, nothing on standard input, and a user without an identity. */
export function noInput(world: World, env: Readonly<Record<string, string>> = {}): Input {
  return {
    isTerminal: false,
    ask: () => Promise.reject(new Error('Nothing is asked without a terminal.')),
    readAll: () => Promise.resolve(''),
    user: { env, home: world.path('.home'), platform: 'linux' },
  };
}

/** Runs the command line in a folder of the world. */
export async function cli(world: World, args: readonly string[], folder = '', input = noInput(world)): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = {
    out: (line: string) => out.push(line),
    write: (text: string) => out.push(text),
    err: (line: string) => err.push(line),
    program: ['flow-secrets'],
    cwd: folder === '' ? world.root : world.path(folder),
    input,
  };
  const code = await run(args, terminal);
  return { code, out: out.join('\n'), err: err.join('\n') };
}
