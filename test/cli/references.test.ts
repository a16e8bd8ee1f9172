import assert from 'node:assert/strict';
import { cli, World } from './fixture.ts';

interface Entry {
  readonly file: string;
  readonly kind?: string;
  readonly key?: string;
  readonly start: number;
  readonly end: number;
  readonly path: readonly { readonly name: string; readonly start: number; readonly end: number }[];
  readonly dynamic?: boolean;
}

describe('flow-secrets references', () => {
  let world: World;
  afterEach(() => world.dispose());
  const entries = async (...files: string[]): Promise<Entry[]> => {
    const { code, out } = await cli(world, ['references', '--json', ...files]);
    assert.equal(code, 0);
    return JSON.parse(out) as Entry[];
  };

  it('prints one array for all files, names as written', async () => {
    const text = '\ufeff// 🔑\nSECRETS.DB["a-b"][0]; CREDENTIALS["mails"].apiKey; SECRETS[x];';
    world = await World.create({ 'a.js': text, 'b/c.hbs': '{{SECRETS.KEY}}' });
    const list = await entries('a.js', 'b/c.hbs');
    const written = list.map(({ start, end, path }) =>
      [{ start, end }, ...path].map((span) => text.slice(span.start, span.end)),
    );
    assert.deepEqual(written.slice(0, 3), [['DB', 'a-b', '0'], ['mails', 'apiKey'], ['SECRETS[x]']]);
    assert.deepEqual(
      list.map(({ file, kind, key, dynamic }) => [file, kind, key, dynamic]),
      [
        ['a.js', undefined, 'DB', undefined],
        ['a.js', 'credential', 'mails', undefined],
        ['a.js', undefined, undefined, true],
        ['b/c.hbs', undefined, 'KEY', undefined],
      ],
    );
    assert.ok(list.every(({ path }) => Array.isArray(path)));
  });

  it('prints an empty array where there is nothing, and no entry for what is none', async () => {
    world = await World.create({ 'a.js': 'f(SECRETS); SECRETS.;', 'b.json': '{}', 'c.txt': '' });
    assert.deepEqual(await entries('a.js', 'b.json', 'c.txt'), []);
  });

  it('reads a file of any ending as a template', async () => {
    world = await World.create({ 'mail.html': '<a href="{{SECRETS.URL}}">' });
    assert.equal((await entries('mail.html'))[0]?.key, 'URL');
  });

  it('prints lines for people, and says what it could not read whole', async () => {
    world = await World.create({
      'a.js': '\n  SECRETS.DB.host',
      'torn.json': '[{"id":"1","type":"function","func":"SECRETS',
    });
    const { out, err } = await cli(world, ['references', 'a.js', 'torn.json']);
    assert.equal(out, 'a.js:2:11 SECRETS.DB.host');
    assert.match(err, /^torn\.json: /);
  });
});
