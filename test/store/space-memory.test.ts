import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  following,
  isChangedUnseen,
  isSuspicious,
  knowsKey,
  type SeenSpace,
  SpaceMemory,
} from '../../store/space-memory.ts';

function seenAs(keyDigest: string, version: number, digest = 'cc'): SeenSpace {
  return { keyDigest, version, updatedAt: '2026-11-01T08:00:00Z', digest, earlierKeys: [], earlierDigests: [] };
}

describe('what was seen of a space', () => {
  let folder: string;
  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'flow-secrets-seen-')), 'deep');
  });
  afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }));

  it('is kept by store and space, for the next window too, for this user alone', async () => {
    const memory = new SpaceMemory(folder);
    await memory.remember('/a', 'DEV', seenAs('aa', 3));
    await memory.remember('/a', '__proto__', seenAs('bb', 1));
    await memory.remember('/a', 'DEV', seenAs('aa', 4));
    const again = new SpaceMemory(folder);
    assert.deepEqual(await again.recall('/a', 'DEV'), seenAs('aa', 4));
    assert.deepEqual(await again.recall('/a', '__proto__'), seenAs('bb', 1));
    assert.equal(await again.recall('/b', 'DEV'), undefined);
    for (const name of await readdir(folder)) assert.equal((await stat(path.join(folder, name))).mode & 0o777, 0o600);
  });

  it('that can not be read is not seen, and one that can not be kept is no error', async () => {
    const memory = new SpaceMemory(folder);
    await memory.remember('/a', 'DEV', seenAs('aa', 3));
    for (const name of await readdir(folder)) await writeFile(path.join(folder, name), '{ torn');
    assert.equal(await memory.recall('/a', 'DEV'), undefined);
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file where the folder should be');
    await memory.remember('/a', 'DEV', seenAs('aa', 3));
  });

  it('tells another data key and a lower version', () => {
    const seen = seenAs('aa', 3);
    assert.equal(isSuspicious(undefined, seen), false);
    assert.equal(isSuspicious(seen, seen), false);
    assert.equal(isSuspicious(seen, seenAs('aa', 9)), false);
    assert.equal(isSuspicious(seen, seenAs('aa', 2)), true);
    assert.equal(isSuspicious(seen, seenAs('bb', 4)), true);
  });

  it('knows the data keys that were used before, each once', async () => {
    const memory = new SpaceMemory(folder);
    let seen = seenAs('aa', 1);
    for (const key of ['aa', 'bb', 'aa', 'cc']) seen = following(seen, seenAs(key, 2));
    await memory.remember('/a', 'DEV', seen);
    assert.deepEqual((await memory.recall('/a', 'DEV'))!.earlierKeys, ['aa', 'bb']);
    assert.ok(['aa', 'bb', 'cc'].every((key) => knowsKey(seen, seenAs(key, 3))));
    assert.ok(!knowsKey(seen, seenAs('dd', 3)));
    for (let key = 0; key < 50; key++) seen = following(seen, seenAs(String(key), 2));
    assert.equal(seen.earlierKeys.length, 20);
  });

  it('tells other bytes of the same version and time', () => {
    assert.equal(isChangedUnseen(undefined, seenAs('aa', 3)), false);
    assert.equal(isChangedUnseen(seenAs('aa', 3), seenAs('aa', 3)), false);
    assert.equal(isChangedUnseen(seenAs('aa', 3), seenAs('aa', 3, 'dd')), true);
    assert.equal(isChangedUnseen(following(seenAs('aa', 2, 'dd'), seenAs('aa', 3)), seenAs('aa', 3, 'dd')), false);
    assert.equal(isChangedUnseen(seenAs('aa', 3), seenAs('aa', 4, 'dd')), false);
    assert.equal(isChangedUnseen(seenAs('aa', 3), { ...seenAs('aa', 3, 'dd'), updatedAt: 'later' }), false);
  });
});
