// The embedded store against `sops` on the same files: opening, changing, and names without a key. Ours runs in a process that has
// done the same before, as an editor has; `sops` is a whole process each time, as people run it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { ensureSops } from '../../scripts/lib/install.mjs';
import { DIST } from '../build.ts';
import { type Result } from '../goals.ts';
import { runProgram, timeOfCommand } from '../run.ts';
import { median, ms } from '../statistics.ts';

const ROUNDS = 5;
/** How often ours works in each round, after as many times that are not counted. */
const RUNS = '30';
const CLI = join(DIST, 'flow-secrets.cjs');

export async function measureStore(folder: string): Promise<readonly Result[]> {
  await ensureSops();
  const identity = await generateX25519Identity();
  process.env['SOPS_AGE_KEY'] = identity;
  try {
    const recipient = await identityToRecipient(identity);
    const [small, big, many] = ['small', 'big', 'many'].map((name) => join(folder, name));
    makeSpaces(small ?? '', recipient, 1, 10);
    makeSpaces(big ?? '', recipient, 1, 1_000);
    makeSpaces(many ?? '', recipient, 100, 20);
    return [
      ...measureSpace(small ?? '', 'storeOpen', 'storeChange'),
      ...measureSpace(big ?? '', 'storeOpenBig', 'storeChangeBig'),
      measureCommand(small ?? ''),
      measureCatalog(many ?? ''),
    ];
  } finally {
    delete process.env['SOPS_AGE_KEY'];
  }
}

/** Spaces as `sops` encrypts them; the first one is DEV. */
function makeSpaces(root: string, recipient: string, spaces: number, secrets: number): void {
  const folder = join(root, 'secrets');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(root, 'flow-secrets.json'), '{}');
  for (let index = 0; index < spaces; index++) {
    const file = join(folder, `s${index}.space.json`);
    const keys = Array.from({ length: secrets }, (_, key) => [`K${key}`, `value ${key} of ${index}`]);
    const space = index === 0 ? 'DEV' : `Space ${index}`;
    writeFileSync(file, JSON.stringify({ space, secrets: Object.fromEntries(keys) as object }));
    sops('encrypt', '--age', recipient, '--encrypted-regex', '^secrets$', '-i', file);
  }
}

function sops(...args: readonly string[]): void {
  execFileSync('sops', ['--disable-version-check', ...args], { stdio: 'ignore' });
}

function timeOfSops(...args: readonly string[]): number {
  return timeOfCommand('sops', ['--disable-version-check', ...args]);
}

function measureSpace(
  root: string,
  open: 'storeOpen' | 'storeOpenBig',
  change: 'storeChange' | 'storeChangeBig',
): readonly Result[] {
  const file = join(root, 'secrets', 's0.space.json');
  const times = { open: [] as number[], change: [] as number[], decrypt: [] as number[], set: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.decrypt.push(timeOfSops('decrypt', '--extract', '["secrets"]["K0"]', file));
    times.open.push(median(runProgram('store', root, RUNS, 'open') as number[]));
    times.set.push(timeOfSops('set', file, '["secrets"]["K1"]', `"${round}"`));
    times.change.push(median(runProgram('store', root, RUNS, 'change') as number[]));
  }
  return [ratio(open, times.open, times.decrypt, 'sops decrypt'), ratio(change, times.change, times.set, 'sops set')];
}

function measureCommand(root: string): Result {
  const file = join(root, 'secrets', 's0.space.json');
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < ROUNDS * 3; round++) {
    peer.push(timeOfSops('set', file, '["secrets"]["K1"]', `"c${round}"`));
    const began = performance.now();
    const args = [CLI, 'secret', 'set', 'DEV', 'K0', '--root', root];
    execFileSync(process.execPath, args, { input: `c${round}`, stdio: ['pipe', 'ignore', 'inherit'] });
    ours.push(performance.now() - began);
  }
  return ratio('storeCommand', ours, peer, 'sops set');
}

function measureCatalog(root: string): Result {
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    peer.push(median(runProgram('store', root, RUNS, 'parse') as number[]));
    ours.push(median(runProgram('store', root, RUNS, 'catalog') as number[]));
  }
  return ratio('storeCatalog', ours, peer, 'JSON.parse of them');
}

function ratio(goal: Result['goal'], ours: readonly number[], peer: readonly number[], name: string): Result {
  const [own, other] = [median(ours), median(peer)];
  return { goal, value: own / other, detail: `${ms(own)}, ${name} ${ms(other)}` };
}
