import assert from 'node:assert/strict';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KnownFiles, type SpaceFile } from '../../../store/catalog/known-files.ts';
import { readFilesCatalog } from '../../../store/catalog/read-catalog.ts';

function file(source: string, bytes: string): SpaceFile {
  return { bytes: Buffer.from(bytes), names: { source, problem: 'none' } };
}

describe('files that were read before', () => {
  it('are known by their path and their very bytes', () => {
    const known = new KnownFiles();
    const one = file('a', 'bytes');
    known.set('a', one);
    assert.equal(known.get('a', Buffer.from('bytes')), one);
    assert.equal(known.get('a', Buffer.from('bytez')), undefined);
    assert.equal(known.get('b', Buffer.from('bytes')), undefined);
  });

  it('keep the leaves of these bytes only, which are asked for once', () => {
    const known = new KnownFiles();
    const bytes = Buffer.from('bytes');
    known.set('a', file('a', 'bytes'));
    known.addLeaves('a', Buffer.from('other'), () => assert.fail('these bytes are not known'));
    known.addLeaves('a', bytes, () => 'leaves');
    known.addLeaves('a', bytes, () => assert.fail('they are there'));
    assert.equal(known.get('a', bytes)?.leaves, 'leaves');
    known.set('a', file('a', 'newer'));
    assert.equal(known.get('a', Buffer.from('newer'))?.leaves, undefined);
  });

  it('are forgotten when they get too much, the oldest first', () => {
    const known = new KnownFiles();
    const big = 'x'.repeat(1_500_000);
    for (const name of ['a', 'b', 'c']) known.set(name, file(name, big));
    const kept = (): readonly string[] => ['a', 'b', 'c'].filter((name) => known.get(name, Buffer.from(big)));
    assert.deepEqual(kept(), ['b', 'c']);
    known.set('huge', file('huge', 'x'.repeat(5_000_000)));
    assert.deepEqual(kept(), ['b', 'c']);
    known.set('b', file('b', 'small'));
    known.set('a', file('a', big));
    assert.deepEqual(kept(), ['a', 'c']);
  });

  it('hide no change of a file, whatever its size and time', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'flow-secrets-known-'));
    try {
      const source = path.join(folder, 'dev.space.json');
      const known = new KnownFiles();
      for (const key of ['A', 'B', 'A']) {
        await writeFile(source, `{"space":"DEV","secrets":{"${key}":"ENC[x]"},"sops":{}}`);
        await utimes(source, 1, 1);
        for (let look = 0; look < 2; look++) {
          const { spaces } = await readFilesCatalog(folder, folder, known);
          assert.equal(spaces[0]?.secrets[0]?.key, key);
        }
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
