import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DEFAULT_CONFIG, readConfig } from '../../config/read-config.ts';

const KEY = 'age1' + 'q'.repeat(58);

function configOf(text: string) {
  const read = readConfig(text);
  assert.ok('config' in read, 'problem' in read ? read.problem : '');
  return read.config;
}

function problemOf(text: string): string {
  const read = readConfig(text);
  assert.ok('problem' in read, 'expected a problem');
  return read.problem;
}

describe('readConfig', () => {
  it('fills in defaults', () => {
    assert.deepEqual(configOf('{}'), DEFAULT_CONFIG);
    assert.equal(configOf('{}').bindings, undefined);
    assert.deepEqual(configOf('{"bindings": []}').bindings, []);
  });

  it('reads every property, with comments, trailing commas and a byte order mark', () => {
    const config = configOf(`\uFEFF{
      // where
      "store": { "kind": "files", "folder": "./vault/secrets/", },
      "bindings": [ { "files": ["flows/**"], "spaces": ["Acme - DEV", "Acme - PROD"] } ],
      "owners": { "Ana": "${KEY}", "__proto__": "${KEY}" },
      "runtimes": { "edge-dev": { "key": "${KEY}", "spaces": ["Acme - DEV"] }, "2": { "key": "${KEY}" } },
      "rules": { "html-escaped": "off", "not-yet": "info" },
      "later": true
    }`);
    assert.deepEqual(config, {
      store: { kind: 'files', folder: 'vault/secrets' },
      bindings: [{ files: ['flows/**'], spaces: ['Acme - DEV', 'Acme - PROD'] }],
      owners: [
        ['Ana', KEY],
        ['__proto__', KEY],
      ],
      runtimes: [
        { name: 'edge-dev', key: KEY, spaces: ['Acme - DEV'] },
        { name: '2', key: KEY, spaces: [] },
      ],
      rules: config.rules,
    });
    assert.deepEqual(
      config.rules.map(({ rule, severity }) => [rule, severity]),
      [
        ['html-escaped', 'off'],
        ['not-yet', 'info'],
      ],
    );
  });

  it('says where the name of a rule stands, a byte order mark included', () => {
    for (const text of ['{\n "rules": { "a-rule": "off" }}', '\uFEFF{\n "rules": { "a-rule": "off" }}']) {
      const [choice] = configOf(text).rules;
      assert.equal(text.slice(choice?.start, choice?.end), 'a-rule');
      assert.deepEqual(choice?.range, { start: { line: 1, character: 13 }, end: { line: 1, character: 19 } });
    }
  });

  const faults: readonly (readonly [text: string, names: RegExp])[] = [
    ['', /empty/],
    ['[]', /object/],
    ['{', /close brace expected at line 1, column 2/],
    ['{\n  "store": }', /line 2, column 12/],
    ['{"rules": ["off"]}', /rules must be an object/],
    ['{"rules": {"a": "loud"}}', /rules\["a"\] must be one of off, hint, info, warning, error, not "loud"/],
    ['{"store": 1}', /store must be an object/],
    ['{"store": {"kind": "vault"}}', /store\.kind.*"vault"/],
    ['{"store": {"folder": 3}}', /store\.folder/],
    ...['', '.', '/etc', 'C:\\x', '../x', 'a/../../b', '\\\\host\\x'].map(
      (folder) => [JSON.stringify({ store: { folder } }), /store\.folder/] as const,
    ),
    ['{"bindings": {}}', /bindings must be a list/],
    [`{"bindings": [{"files": ["${'*a'.repeat(60)}"], "spaces": []}]}`, /bindings\[0\]\.files\[0\] has more than/],
    ['{"bindings": [{"files": ["a"]}]}', /bindings\[0\] needs "spaces"/],
    ['{"bindings": [{"spaces": ["a"]}]}', /bindings\[0\] needs "files"/],
    ['{"bindings": [{"files": "a", "spaces": []}]}', /bindings\[0\]\.files must be a list/],
    ['{"bindings": [{"files": ["a"], "spaces": [1]}]}', /bindings\[0\]\.spaces\[0\]/],
    ['{"bindings": [], "bindings": []}', /"bindings" twice/],
    ['{"owners": {"Ana": "ssh-ed25519 AAAA"}}', /owners\["Ana"\].*age1/],
    ['{"runtimes": {"r": {}}}', /runtimes\["r"\] needs "key"/],
    ['{"runtimes": {"r": {"key": 4}}}', /runtimes\["r"\]\.key/],
    ['['.repeat(100_000), /nested deeper/],
    [`"${'x'.repeat(1_000_001)}"`, /longer/],
  ];
  for (const [text, names] of faults) {
    it(`names the fault of ${text.slice(0, 60)}`, () => {
      assert.match(problemOf(text), names);
      assert.match(problemOf(text), /^flow-secrets\.json: /);
    });
  }

  it('does not repeat a private key that was written by mistake', () => {
    const secret = ['AGE', 'SECRET', 'KEY', '1QQQ'].join('-');
    const problem = problemOf(JSON.stringify({ runtimes: { edge: { key: secret } } }));
    assert.match(problem, /PRIVATE key/);
    assert.ok(!problem.includes('1QQQ'));
  });

  it('never throws', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `{"bindings": ${json}}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        readConfig(text);
      }),
    );
  });
});
