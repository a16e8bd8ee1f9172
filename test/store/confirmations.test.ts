import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Confirmations } from '../../store/confirmations.ts';
import { rejectsWith } from '../support/rejects.ts';

describe('confirmed recipients', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'flow-secrets-confirm-'));
    file = path.join(folder, 'deep/confirmed.json');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are kept by store, for the next window too', async () => {
    const confirmations = new Confirmations(file);
    await confirmations.add('/a', ['age1x', 'age1y']);
    await confirmations.add('/__proto__', ['age1z']);
    await confirmations.add('/a', ['age1x']);
    const again = new Confirmations(file);
    assert.deepEqual([...(await again.of('/a'))], ['age1x', 'age1y']);
    assert.deepEqual([...(await again.of('/__proto__'))], ['age1z']);
    assert.deepEqual([...(await again.of('/b'))], []);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
  });

  it('all stay when they come at once', async () => {
    const keys = Array.from({ length: 8 }, (_, index) => `age1${index}`);
    await Promise.all(keys.map((key) => new Confirmations(file).add('/a', [key])));
    assert.deepEqual([...(await new Confirmations(file).of('/a'))].sort(), keys);
    assert.deepEqual(await readdir(path.dirname(file)), ['confirmed.json']);
  });

  it('a file that can not be read confirms nothing', async () => {
    const confirmations = new Confirmations(file);
    await confirmations.add('/a', ['age1x']);
    for (const text of ['{ torn', '[]', '{"stores": [{"store": 1}]}', '']) {
      await writeFile(file, text);
      assert.deepEqual([...(await confirmations.of('/a'))], []);
    }
    await confirmations.add('/a', ['age1y']);
    assert.match(await readFile(file, 'utf8'), /age1y/);
  });

  it('says when they can not be saved', async () => {
    await writeFile(path.join(folder, 'deep'), 'a file');
    await rejectsWith(new Confirmations(file).add('/a', ['age1x']), 'io');
  });
});
