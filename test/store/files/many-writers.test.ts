import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { createIdentity } from '../../../store/identity/identity.ts';
import { requireSops, sops } from '../../support/sops.ts';
import { clock, type Report, type Task } from '../../support/store-worker.ts';
import { TestStore } from '../../support/store.ts';

// What is promised: a change that the store says is made stays made, whoever else of ours writes at the same time. `sops`
// takes no lock: it reads a file, works, and writes the whole of it. What comes between its reading and its writing is
// overwritten by it, and that is its own; what was there before it began, or came after it ended, stays.

const WORKER = path.resolve(import.meta.dirname, '../../support/store-worker.ts');
const WORKERS = 3;
const TASKS = 10;
/** Only we write to this one, so every answer of the store is known beforehand. */
const OURS = 'OURS';
/** `sops` writes to this one as well. */
const SHARED = 'SHARED';
/** How a change may be refused there: `sops` put something else in its place, or was writing just then. */
const REFUSALS = ['absent', 'exists', 'conflict', 'broken', 'tampered'];

const step = fc.record({
  what: fc.constantFrom(
    ...(['set', 'set', 'set', 'rename', 'remove'] as const),
    ...(['owner in', 'owner out', 'runtime in', 'runtime out'] as const),
  ),
  space: fc.constantFrom(OURS, SHARED),
  key: fc.constantFrom(0, 1),
  value: fc.nat(9),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const scripts = fc.array(fc.array(step, { minLength: TASKS, maxLength: TASKS }), {
  minLength: WORKERS,
  maxLength: WORKERS,
});

type Span = Pick<Report, 'from' | 'till'>;
/** What may stand at a place: one value, or several where `sops` may have put an earlier one back. */
type Possible = ReadonlySet<string | undefined>;

const ABSENT: Possible = new Set([undefined]);
const THERE: Possible = new Set(['there']);

/** What has to stand in the store after one worker's reports: nobody else changes the places that its tasks name. */
class Expected {
  readonly #places = new Map<string, Possible>();
  readonly #sopsRuns: readonly Span[];
  /** How often the space that is ours alone got a new version. */
  versions = 0;

  constructor(sopsRuns: readonly Span[]) {
    this.#sopsRuns = sopsRuns;
  }

  get places(): Iterable<readonly [place: string, possible: Possible]> {
    return this.#places;
  }

  note(report: Report): void {
    const { task, result } = report;
    const { refusal, effects } = this.#plan(task);
    // A runtime that leaves is looked for in all spaces.
    if (task.space === OURS && task.what !== 'runtime out') {
      assert.equal(result, refusal ?? 'done', JSON.stringify(report));
    } else {
      assert.ok(result === 'done' || REFUSALS.includes(result), JSON.stringify(report));
    }
    const isRaced = this.#sopsRuns.some(({ from, till }) => from < report.till && report.from < till);
    // A rename has two steps, and the second may be refused. What a runtime's change has written stays where sops went on from it.
    const isPartly = task.what === 'rename' || (task.what.startsWith('runtime') && isRaced);
    let isNew = false;
    for (const [place, after] of effects) {
      if (result !== 'done' && !(isPartly && place.startsWith(SHARED))) continue;
      const before = this.#at(place);
      const isCertain = result === 'done' && !(isRaced && place.startsWith(SHARED));
      this.#places.set(place, isCertain ? after : new Set([...before, ...after]));
      isNew ||= place.startsWith(OURS) && [...before].join() !== [...after].join();
    }
    if (isNew) this.versions++;
  }

  #at(place: string): Possible {
    return this.#places.get(place) ?? ABSENT;
  }

  /** What a task makes of the places, and how it is refused if all that stands there is certain. */
  #plan(task: Task): { readonly refusal?: string | false; readonly effects: readonly (readonly [string, Possible])[] } {
    const { space, key } = task;
    const isAbsent = (place: string): boolean => this.#at(place).has(undefined);
    const secret = `${space} secret ${key}`;
    switch (task.what) {
      case 'set':
        return { effects: [[secret, new Set([task.to])]] };
      case 'remove':
        return { ...(isAbsent(secret) && { refusal: 'absent' }), effects: [[secret, ABSENT]] };
      case 'rename': {
        const to = `${space} secret ${task.to}`;
        // The new name alone is a rename that is done already.
        const values = [...this.#at(secret), ...(isAbsent(secret) ? this.#at(to) : [])];
        const refusal = isAbsent(to) ? 'absent' : 'exists';
        return {
          ...(isAbsent(secret) === isAbsent(to) && { refusal }),
          effects: [
            [to, new Set(values.filter((value) => value !== undefined))],
            [secret, ABSENT],
          ],
        };
      }
      case 'owner in':
        return { effects: [[`${space} reader ${key}`, THERE]] };
      case 'owner out': {
        const reader = `${space} reader ${key}`;
        return { ...(isAbsent(reader) && { refusal: 'absent' }), effects: [[reader, ABSENT]] };
      }
      case 'runtime in': {
        const isRegistered = !isAbsent(`runtime ${key}`);
        const effects = [[`${space} reader ${key}`, THERE] as const, [`runtime ${key}`, THERE] as const];
        return { ...(isRegistered && { refusal: 'exists' }), effects };
      }
      case 'runtime out': {
        const places = [`${OURS} reader ${key}`, `${SHARED} reader ${key}`, `runtime ${key}`];
        return { effects: places.map((place) => [place, ABSENT] as const) };
      }
    }
  }
}

describe('many writers in processes of their own', function () {
  this.timeout(120_000);
  let readers: readonly string[];
  before(async function () {
    requireSops(this);
    readers = await Promise.all(Array.from({ length: WORKERS * 2 }, async () => (await createIdentity('x')).recipient));
  });

  /** The tasks of a worker, with names of its own. */
  function tasksOf(worker: number, steps: readonly Step[]): readonly Task[] {
    const [owner = '', runtime = ''] = readers.slice(worker * 2);
    const secret = (key: number): string => `W${worker}_${key}`;
    return steps.map(({ what, space, key, value }): Task => {
      if (what === 'set') return { what, space, key: secret(key), to: `value ${value}` };
      if (what === 'rename') return { what, space, key: secret(key), to: secret(1 - key) };
      if (what === 'remove') return { what, space, key: secret(key) };
      return { what, space, key: what.startsWith('owner') ? owner : runtime };
    });
  }

  it('lose nothing of ours, beside the real sops', async () => {
    await fc.assert(
      fc.asyncProperty(scripts, async (steps) => {
        const test = await TestStore.create();
        try {
          await test.store.create();
          for (const space of [OURS, SHARED]) await test.store.addSpace(space);
          const { reports, sopsRuns } = await runAll(
            test,
            steps.map((some, worker) => tasksOf(worker, some)),
          );
          await assertNothingLost(test, reports, sopsRuns);
        } finally {
          await test.dispose();
        }
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });
});

interface Ran {
  /** By worker, in order. */
  readonly reports: readonly (readonly Report[])[];
  readonly sopsRuns: readonly Span[];
}

/** Runs the workers at once, and `sops` again and again when each of them has gone on by two tasks. */
async function runAll(test: TestStore, tasks: readonly (readonly Task[])[]): Promise<Ran> {
  const reports: Report[][] = tasks.map(() => []);
  const sopsRuns: Span[] = [];
  let due = 2;
  const ended = tasks.map(async (some, worker) => {
    const env = { ...process.env, SOPS_AGE_KEY: test.me.secret.reveal() };
    const child = spawn(process.execPath, ['--import', 'tsx', WORKER, test.root], {
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const exit = once(child, 'exit');
    child.stdin.end(JSON.stringify(some));
    for await (const line of createInterface(child.stdout)) {
      reports[worker]!.push(JSON.parse(line) as Report);
      if (reports.some((list) => list.length < due)) continue;
      due += 2;
      sopsRuns.push(runSops(test, sopsRuns.length));
    }
    assert.deepEqual(await exit, [0, null]);
  });
  await Promise.all(ended);
  return { reports, sopsRuns };
}

function runSops(test: TestStore, run: number): Span {
  const file = test.path('secrets/shared.space.json');
  const from = clock();
  const args = run % 2 === 0 ? ['set', file, `["secrets"]["SOPS${run}"]`, '"by sops"'] : ['rotate', '-i', file];
  sops(test.me.secret.reveal(), args);
  return { from, till: clock() };
}

async function assertNothingLost(
  test: TestStore,
  reports: readonly (readonly Report[])[],
  sopsRuns: readonly Span[],
): Promise<void> {
  assert.deepEqual((await readdir(test.path('secrets'))).sort(), ['ours.space.json', 'shared.space.json']);
  const found = new Map<string, string>();
  for (const space of [OURS, SHARED]) {
    for (const { key, value } of await test.store.exportSecrets(space))
      found.set(`${space} secret ${key}`, value.reveal());
    for (const reader of await test.store.readersOf(space)) found.set(`${space} reader ${reader}`, 'there');
  }
  for (const { key } of (await test.config()).runtimes) found.set(`runtime ${key}`, 'there');

  let version = 1;
  for (const one of reports) {
    const expected = new Expected(sopsRuns);
    for (const report of one) expected.note(report);
    for (const [place, possible] of expected.places) {
      assert.ok(possible.has(found.get(place)), `${place}: ${JSON.stringify(one)}`);
    }
    version += expected.versions;
  }
  const { spaces } = await test.store.catalog();
  assert.equal(spaces.find(({ space }) => space === OURS)!.version, version);
  for (const file of ['ours', 'shared'])
    sops(test.me.secret.reveal(), ['decrypt', test.path(`secrets/${file}.space.json`)]);
}
