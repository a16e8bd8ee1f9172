import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lookAtFiles } from '../../../node-red/plugin/look-at-files.ts';

describe('a look at the files of a store', () => {
  let root: string;
  const at = (name: string): string => path.join(root, name);
  const timeOf = async (file: string): Promise<bigint> => (await stat(file, { bigint: true })).ctimeNs;

  /** Waits for the disk's clock to go on: it ticks every few milliseconds only, and two changes within a tick bear one time. */
  async function clockOfDisk(): Promise<void> {
    const last = await timeOf(at('runtime.txt'));
    do await writeFile(at('clock'), '');
    while ((await timeOf(at('clock'))) <= last);
  }

  const look = (): Promise<string> => lookAtFiles({ root, folder: at('secrets'), identityFiles: [at('runtime.txt')] });

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'flow-secrets-look-'));
    await mkdir(at('secrets'));
    await writeFile(at('flow-secrets.json'), '{}');
    await writeFile(at('secrets/dev.space.json'), '{"a":1}');
    await writeFile(at('secrets/credentials.json'), '{}');
    await writeFile(at('runtime.txt'), 'key');
    await clockOfDisk();
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const changes: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['a file is written in its place, as long as before', () => writeFile(at('secrets/dev.space.json'), '{"a":2}')],
    [
      'a file is replaced whole',
      async () => {
        await writeFile(at('secrets/new'), await readFile(at('secrets/dev.space.json')));
        await rename(at('secrets/new'), at('secrets/dev.space.json'));
      },
    ],
    ['a file goes', () => rm(at('secrets/dev.space.json'))],
    ['a file comes', () => writeFile(at('secrets/PROD.SPACE.JSON'), '{}')],
    ['the credentials change', () => writeFile(at('secrets/credentials.json'), '{ }')],
    ['the configuration changes', () => writeFile(at('flow-secrets.json'), '{ }')],
    ['the identity changes', () => writeFile(at('runtime.txt'), 'other')],
    ['the folder goes', () => rm(at('secrets'), { recursive: true })],
    [
      'the folder is replaced, as git does it',
      async () => {
        await mkdir(at('next'));
        await writeFile(at('next/dev.space.json'), '{"a":1}');
        await rename(at('secrets'), at('old'));
        await rename(at('next'), at('secrets'));
      },
    ],
  ];
  for (const [what, change] of changes) {
    it(`tells that ${what}`, async () => {
      const before = await look();
      await change();
      assert.notEqual(await look(), before);
    });
  }

  it('tells that a link leads elsewhere, as Kubernetes swaps a volume', async () => {
    for (const version of ['v1', 'v2']) {
      await mkdir(at(version));
      await writeFile(at(`${version}/dev.space.json`), '{"a":1}');
    }
    await rm(at('secrets'), { recursive: true });
    await symlink('v1', at('..data'));
    await mkdir(at('secrets'));
    await symlink('../..data/dev.space.json', at('secrets/dev.space.json'));
    const before = await look();
    await symlink('v2', at('..data_tmp'));
    await rename(at('..data_tmp'), at('..data'));
    assert.notEqual(await look(), before);
  });

  it('is the same while nothing of the store changes', async () => {
    const before = await look();
    await readFile(at('secrets/dev.space.json'));
    await writeFile(at('flows.json'), '[]');
    await writeFile(at('secrets/README.md'), 'x');
    assert.equal(await look(), before);
  });

  it('tells when a folder comes that was not there', async () => {
    await rm(at('secrets'), { recursive: true });
    const before = await look();
    await mkdir(at('secrets'));
    assert.notEqual(await look(), before);
  });
});
