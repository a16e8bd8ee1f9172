import assert from 'node:assert/strict';
import { parseJson } from '../../../../store/catalog/json-tree.ts';
import { Re2 } from '../../../../store/files/sops/re2.ts';
import { readSettings } from '../../../../store/files/sops/settings.ts';

describe('what a document encrypts', () => {
  const cases: readonly (readonly [settings: object, path: string, encrypted: boolean])[] = [
    [{}, 'a/b', true],
    [{}, 'a_unencrypted/b', false],
    [{ unencrypted_suffix: '_clear' }, 'a/b_clear', false],
    [{ unencrypted_suffix: '_clear' }, 'a_unencrypted', true],
    [{ encrypted_suffix: '_enc' }, 'a_enc/b', true],
    [{ encrypted_suffix: '_enc' }, 'a/b', false],
    [{ encrypted_regex: '^secrets$' }, 'secrets/a', true],
    [{ encrypted_regex: '^secrets$' }, 'keys/secrets', true],
    [{ encrypted_regex: '^secrets$' }, 'keys/xsecrets', false],
    [{ unencrypted_regex: '^(space|keys)$' }, 'keys/a', false],
    [{ unencrypted_regex: '^(space|keys)$' }, 'secrets', true],
  ];
  for (const [settings, path, encrypted] of cases) {
    it(`${JSON.stringify(settings)}: ${path}`, () => {
      assert.equal(readSettings(parseJson(JSON.stringify(settings))).encrypts(path.split('/')), encrypted);
    });
  }

  it('refuses more than one rule, and rules by comments', () => {
    assert.throws(() => readSettings(parseJson('{"encrypted_regex":"a","unencrypted_suffix":"b"}')), /more than one/);
    assert.throws(() => readSettings(parseJson('{"encrypted_comment_regex":"a"}')), /comments/);
  });
});

describe('regular expressions of Go', () => {
  const cases: readonly (readonly [source: string, yes: readonly string[], no: readonly string[]])[] = [
    ['^secrets$', ['secrets'], ['Secrets', 'secrets2', 'secrets\n']],
    ['(?i)^SECRETS$', ['secrets'], ['secret']],
    ['^(?:data|stringData)$', ['data', 'stringData'], ['datax']],
    ['password|token', ['my_password_x', 'token'], ['pass']],
    ['\\Asecret\\z', ['secret'], ['secrets']],
    ['^[[:upper:]_]+$', ['A_B'], ['a']],
    ['^[\\w-]{2,3}$', ['a-b'], ['a', 'abcd']],
    ['^a.b$', ['axb', 'a\u2028b'], ['a\nb']],
    ['(?s)^a.b$', ['a\nb'], []],
    ['^\\Qa.b\\E$', ['a.b'], ['axb']],
    ['^\\s$', [' ', '\t'], ['\u00a0', '\v']],
    ['^\\x41\\x{1F600}$', ['A😀'], ['A']],
    ['^\\p{L}+$', ['äb'], ['1']],
    ['^[]a]$', [']', 'a'], ['b']],
    ['^[^]a]$', ['b'], [']']],
    ['^a\\-b/c\\/d$', ['a-b/c/d'], []],
    ['^(?P<name>x)+$', ['xx'], ['']],
    ['^😀?$', ['😀', ''], ['\ud83d']],
  ];
  for (const [source, yes, no] of cases) {
    it(`${source} means the same`, () => {
      const regex = new Re2(source);
      for (const text of yes) assert.ok(regex.test(text), `${source} should match ${JSON.stringify(text)}`);
      for (const text of no) assert.ok(!regex.test(text), `${source} should not match ${JSON.stringify(text)}`);
    });
  }

  for (const source of [
    '(?=a)',
    '(?<!a)b',
    '(a)\\1',
    '(a+)+$',
    '(a|a)*b',
    '(a?){50}',
    '(?i:a)',
    '[a',
    '(',
    ')',
    '\\p{Greek}',
    '\\C',
    'a**',
    '[[:nope:]]',
  ]) {
    it(`${source} is refused`, () => {
      assert.throws(() => new Re2(source), /only the sops command/);
    });
  }

  it('take no time that a hostile file could make endless', () => {
    const name = 'a'.repeat(200);
    for (const source of [
      '.*.*.*.*x$',
      `${'a?'.repeat(40)}b`,
      '(a|a)'.repeat(40) + 'b',
      '.{0,99}.{0,99}.{0,99}.{0,99}x',
    ]) {
      const regex = new Re2(source);
      assert.throws(() => regex.test(name), /only the sops command/);
    }
    const many = new Re2('.*b.*c');
    const names = Array.from({ length: 1_000 }, (_, index) => `${'b'.repeat(200)}${index}`);
    assert.throws(() => names.map((one) => many.test(one)), /only the sops command/);
  });

  it('of one loop are tested on the names of any real document', () => {
    const regex = new Re2('^.*(password|token|secret|key)$');
    for (let index = 0; index < 20_000; index++) assert.equal(regex.test(`SERVICE_${index}_password`), true);
  });
});
