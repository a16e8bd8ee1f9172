import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readFilesCatalog } from '../../../store/catalog/read-catalog.ts';

const SOPS = { age: [], lastmodified: '2026-11-01T08:00:00Z', mac: 'ENC[x]', version: '3.13.3' };
const LEAF = 'ENC[AES256_GCM,data:YQ==,iv:YQ==,tag:YQ==,type:str]';

function space(name: unknown, more: object = {}): string {
  return JSON.stringify({ space: name, secrets: { A: LEAF }, ...more, sops: SOPS });
}

describe('readFilesCatalog', () => {
  let root: string;
  let folder: string;
  beforeEach(async () => {
    root = await realpath(await mkdtemp(path.join(tmpdir(), 'flow-secrets-catalog-')));
    folder = path.join(root, 'secrets');
    await mkdir(folder);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  async function put(name: string, content: string | Uint8Array): Promise<void> {
    await writeFile(path.join(folder, name), content);
  }

  it('reads names and shapes, never a value', async () => {
    await put(
      'dev.space.json',
      `{"space":"DEV","version":12,"created_at":"2026-10-01T08:00:00Z","updated_at":"2026-11-01T08:00:00Z",
        "keys":{"DB":{"created_at":"2026-10-02T08:00:00Z","note":"n"},"X":{"note":"${LEAF}"}},
        "secrets":{"2":"${LEAF}","1":"","__proto__":{"constructor":"${LEAF}"},"DB":{"list":["${LEAF}",null,{}],"n":1},"X":null},
        "sops":${JSON.stringify(SOPS)}}`,
    );
    const catalog = await readFilesCatalog(folder, root);
    assert.equal(catalog.complete, true);
    const text = { kind: 'text' };
    assert.deepEqual(catalog.spaces, [
      {
        space: 'DEV',
        source: path.join(folder, 'dev.space.json'),
        version: 12,
        createdAt: '2026-10-01T08:00:00Z',
        updatedAt: '2026-11-01T08:00:00Z',
        changedBySops: false,
        secrets: [
          { key: '2', shape: text, kind: 'text' },
          { key: '1', shape: text, kind: 'text' },
          { key: '__proto__', shape: { kind: 'object', members: [['constructor', text]] }, kind: 'json' },
          {
            key: 'DB',
            shape: {
              kind: 'object',
              members: [
                ['list', { kind: 'array', items: [text, { kind: 'unknown' }, { kind: 'object', members: [] }] }],
                ['n', text],
              ],
            },
            kind: 'json',
            createdAt: '2026-10-02T08:00:00Z',
            note: 'n',
          },
          { key: 'X', shape: { kind: 'unknown' }, kind: 'json' },
        ],
      },
    ]);
    assert.ok(!JSON.stringify(catalog).includes('ENC['));
  });

  it('is not complete without a folder or a space', async () => {
    const missing = await readFilesCatalog(path.join(root, 'none'), root);
    assert.deepEqual([missing.complete, missing.credentials.complete], [false, false]);
    assert.match(missing.problem ?? '', /no store yet/);
    await put('credentials.json', '{"credentials":{}}');
    await put('notes.json', '{');
    const empty = await readFilesCatalog(folder, root);
    assert.deepEqual([empty.complete, empty.credentials.complete], [false, false]);
    assert.match(empty.problem ?? '', /no space/);
  });

  const broken: readonly (readonly [what: string, content: string | Uint8Array, problem: RegExp, space?: string])[] = [
    ['empty', '', /empty/],
    ['torn', space('DEV').slice(0, -20), /not valid JSON \(line 1/],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), /UTF-8/],
    ['too deep', '['.repeat(10_000), /nested/],
    ['with a duplicate key', `{"space":"DEV","space":"X","secrets":{},"sops":{}}`, /"space" twice/],
    ['with comments', `// x\n${space('DEV')}`, /not valid JSON/],
    ['a list', '[]', /which space/],
    ['without a name', space(undefined), /which space/],
    ['with a blank name', space(' '), /which space/],
    ['with an encrypted name', space(LEAF), /encrypted-regex/],
    ['without secrets', space('DEV', { secrets: 'x' }), /"secrets"/, 'DEV'],
    ['not encrypted', '{"space":"DEV","secrets":{"A":"canary"}}', /not encrypted/, 'DEV'],
  ];
  for (const [what, content, problem, name] of broken) {
    it(`lists a file that is ${what} as broken, with the remedy`, async () => {
      await put('dev.space.json', content);
      await put('good.space.json', space('GOOD'));
      const catalog = await readFilesCatalog(folder, root);
      assert.equal(catalog.complete, false);
      assert.equal(catalog.credentials.complete, true, 'credentials do not depend on it');
      assert.deepEqual(
        catalog.spaces.map((entry) => entry.space),
        ['GOOD'],
      );
      assert.equal(catalog.broken.length, 1);
      assert.match(catalog.broken[0]!.problem, problem);
      assert.equal(catalog.broken[0]!.space, name);
      assert.ok(!JSON.stringify(catalog).includes('canary'));
    });
  }

  it('two files of one name are both broken', async () => {
    await put('a.space.json', space('DEV'));
    await put('b.space.json', space('DEV'));
    const catalog = await readFilesCatalog(folder, root);
    assert.deepEqual(catalog.spaces, []);
    assert.deepEqual(
      catalog.broken.map((entry) => entry.space),
      ['DEV', 'DEV'],
    );
    assert.match(catalog.broken[0]!.problem, /a\.space\.json and b\.space\.json/);
  });

  it('follows links inside the root and refuses others', async () => {
    await writeFile(path.join(root, 'inside.json'), space('INSIDE'));
    await symlink(path.join(root, 'inside.json'), path.join(folder, 'in.space.json'));
    await symlink('/etc/hostname', path.join(folder, 'out.space.json'));
    await symlink(path.join(root, 'nothing'), path.join(folder, 'gone.space.json'));
    await mkdir(path.join(folder, 'folder.space.json'));
    const catalog = await readFilesCatalog(folder, root);
    assert.deepEqual(
      catalog.spaces.map((entry) => entry.space),
      ['INSIDE'],
    );
    assert.deepEqual(
      catalog.broken.map(({ source }) => path.basename(source)),
      ['folder.space.json', 'gone.space.json', 'out.space.json'],
    );
    assert.match(catalog.broken[2]!.problem, /outside/);
    for (const { problem } of catalog.broken) assert.match(problem, /\. (?:Restore|Put|Look) /, 'it says what to do');
    assert.match((await readFilesCatalog(path.join(root, '..'), root)).problem ?? '', /outside/);
  });

  it('says what sops changed', async () => {
    await put('dev.space.json', space('DEV', { version: 3, updated_at: '2026-10-01T08:00:00Z' }));
    const [entry] = (await readFilesCatalog(folder, root)).spaces;
    assert.equal(entry!.changedBySops, true);
    assert.equal(entry!.version, 3);
    assert.equal(entry!.updatedAt, '2026-11-01T08:00:00Z');
  });

  it('reads credentials by name; torn or odd ones are not complete', async () => {
    await put('dev.space.json', space('DEV'));
    await put(
      'credentials.json',
      JSON.stringify({ credentials: { m: { type: 'mailgun', fields: { domain: 'd' }, sealed: { apiKey: 'x' } } } }),
    );
    const { credentials } = await readFilesCatalog(folder, root);
    assert.equal(credentials.complete, true);
    assert.deepEqual(credentials.credentials, [
      { name: 'm', type: 'mailgun', fields: ['domain'], sealed: ['apiKey'], blank: ['region', 'sender'] },
    ]);
    for (const text of [
      '{',
      '',
      '[]',
      '{"credentials":[]}',
      '{"credentials":{"m":{}}}',
      `{"credentials":{"m":{"type":"${LEAF}"}}}`,
    ]) {
      await put('credentials.json', text);
      const catalog = await readFilesCatalog(folder, root);
      assert.equal(catalog.credentials.complete, false, text);
      assert.match(catalog.credentials.problem ?? '', /credentials\.json/);
      assert.equal(catalog.complete, true, 'spaces do not depend on it');
    }
  });

  it('sees a change at once, whatever its size and time', async () => {
    for (let index = 0; index < 20; index++) {
      await put('dev.space.json', space(`S${index % 10}`));
      assert.equal((await readFilesCatalog(folder, root)).spaces[0]?.space, `S${index % 10}`);
    }
  });
});
