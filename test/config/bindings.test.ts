import assert from 'node:assert/strict';
import fc from 'fast-check';
import { faultOfGlob, globOfFile, isNamedByBinding, spacesOf } from '../../config/bindings.ts';
import { type Binding, type Config } from '../../config/config.ts';
import { DEFAULT_CONFIG } from '../../config/read-config.ts';

function withBindings(...bindings: Binding[]): Config {
  return { ...DEFAULT_CONFIG, bindings };
}

describe('spacesOf', () => {
  it('is all without bindings, and unbound where none matches', () => {
    assert.deepEqual(spacesOf(DEFAULT_CONFIG, 'a.json'), { kind: 'all' });
    assert.deepEqual(spacesOf(withBindings(), 'a.json'), { kind: 'unbound' });
    assert.deepEqual(spacesOf(withBindings({ files: ['b/**'], spaces: ['DEV'] }), 'a.json'), { kind: 'unbound' });
  });

  it('unites all bindings that match, each space once', () => {
    const config = withBindings(
      { files: ['flows/**'], spaces: ['DEV', 'PROD'] },
      { files: ['other/**'], spaces: ['TEST'] },
      { files: ['flows/a.json', 'flows/b.json'], spaces: ['PROD', 'STAGING'] },
    );
    assert.deepEqual(spacesOf(config, 'flows/a.json'), { kind: 'bound', spaces: ['DEV', 'PROD', 'STAGING'] });
    assert.deepEqual(spacesOf(config, 'flows/deep/c.json'), { kind: 'bound', spaces: ['DEV', 'PROD'] });
    assert.ok(isNamedByBinding(config, 'other/page.html'));
    assert.ok(!isNamedByBinding(config, 'page.html'));
    assert.ok(!isNamedByBinding(DEFAULT_CONFIG, 'page.html'));
  });

  const globs: readonly (readonly [glob: string, path: string, matches: boolean])[] = [
    ['flows/**', 'flows/.hidden/.a.json', true],
    ['**/*.json', 'a.json', true],
    ['**/*.json', 'x/y/.z.json', true],
    ['*.json', 'x/a.json', false],
    ['./flows/*.json', 'flows/a.json', true],
    ['flows', 'flows/a.json', false],
    ['flows/{a,b}.json', 'flows/b.json', true],
    ['flows/[ab].json', 'flows/a.json', true],
    ['!flows/*.json', 'other.json', false],
    ['Flows/*.json', 'flows/a.json', false],
    ['flows/a?.json', 'flows/a1.json', true],
  ];
  for (const [glob, path, matches] of globs) {
    it(`${glob} ${matches ? 'matches' : 'does not match'} ${path}`, () => {
      const scope = spacesOf(withBindings({ files: [glob], spaces: ['DEV'] }), path);
      assert.equal(scope.kind, matches ? 'bound' : 'unbound');
    });
  }
});

describe('faultOfGlob', () => {
  const refused: readonly (readonly [title: string, glob: string, says: RegExp])[] = [
    ['many stars in one name', `${'*a'.repeat(60)}b`, /\* between two slashes/],
    ['many folders', '**/a/'.repeat(5), /\*\*/],
    ['many alternatives', '{a,aa}'.repeat(40), /\{/],
    ['a very long one', 'x'.repeat(70_000), /longer/],
  ];
  for (const [title, glob, says] of refused) {
    it(`refuses ${title}`, () => {
      assert.match(faultOfGlob(glob) ?? '', says);
    });
  }

  for (const glob of ['**/flows/**/*-*.flow.*.json', '{flows,lib}/{a,b}/**', globOfFile(`a/${'*{'.repeat(50)}.json`)]) {
    it(`takes ${glob}`, () => {
      assert.equal(faultOfGlob(glob), undefined);
    });
  }
});

describe('globOfFile', () => {
  it('matches that file and no other', () => {
    const segment = fc
      .string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(...Array.from('ab1 .*?[]{}()!+@|,-~^$')) })
      .filter((name) => !/^\.+$/.test(name));
    fc.assert(
      fc.property(segment, segment, (folder, name) => {
        const path = `${folder}/${name}`;
        const config = withBindings({ files: [globOfFile(path)], spaces: ['DEV'] });
        assert.equal(spacesOf(config, path).kind, 'bound');
        assert.equal(spacesOf(config, `${path}x`).kind, 'unbound');
        assert.equal(spacesOf(config, `x${path}`).kind, 'unbound');
      }),
    );
  });
});
