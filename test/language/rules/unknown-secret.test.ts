import assert from 'node:assert/strict';
import { applyFixes, assertMarked, type Scene } from './fixture.ts';

const DEV = { API_KEY: true, MQTT_TOKEN: true, 'mail-gun': true } as const;
const PROD = { API_KEY: true, MQTT_TOKEN: true } as const;
const both: Scene = { spaces: { DEV, PROD } };

describe('unknown-secret', () => {
  const cases: [title: string, path: string, marked: string, scene: Scene][] = [
    ['a key that no space has', 'a.js', 'global.get("SECRETS.⟦unknown-secret TYPO⟧")', both],
    ['not a key that is there', 'a.js', 'global.get("SECRETS.API_KEY")', both],
    ['once for a key with a path', 'a.js', 'global.get("SECRETS.⟦unknown-secret TYPO⟧.host.name")', both],
    [
      'once for a key that several paths begin with',
      'a.js',
      'const db = global.get("SECRETS.⟦unknown-secret TYPO⟧"); f(db.host, db.port)',
      both,
    ],
    [
      'once for a section and the names in it',
      'a.hbs',
      '{{#with SECRETS.⟦unknown-secret TYPO⟧}}{{host}}{{port}}{{/with}}',
      both,
    ],
    ['in a template file', 'a.hbs', '{{SECRETS.⟦unknown-secret TYPO⟧}}', both],
    ['a key that is written to', 'a.js', 'global.set("SECRETS.⟦unknown-secret,secrets-overwritten TYPO⟧", 1)', both],
    [
      'not a computed key',
      'a.js',
      '⟦dynamic-access global.get("SECRETS." + name)⟧; ⟦dynamic-access SECRETS[name]⟧',
      both,
    ],
    ['the key before a computed path', 'a.js', 'SECRETS.⟦unknown-secret TYPO⟧[name]', both],
    ['not an unfinished name', 'a.js', 'global.get("SECRETS.")', both],
    ['a name of every object', 'a.js', 'SECRETS.⟦unknown-secret constructor⟧; SECRETS.⟦unknown-secret toString⟧', both],
    [
      'without bindings, when no space has it',
      'a.js',
      'SECRETS.⟦unknown-secret TYPO⟧; SECRETS["mail-gun"]',
      { ...both, bound: 'all' },
    ],
    ['not in a file that no binding names', 'a.js', 'SECRETS.⟦no-binding TYPO⟧', { ...both, bound: 'unbound' }],
    ['not while a bound space is broken', 'a.js', 'SECRETS.TYPO', { ...both, bound: ['DEV', 'LAB'], broken: ['LAB'] }],
    ['not while a bound space has no file', 'a.js', 'SECRETS.TYPO', { ...both, bound: ['DEV', 'LAB'] }],
    [
      'while a space is broken that the file is not bound to',
      'a.js',
      'SECRETS.⟦unknown-secret TYPO⟧',
      { ...both, bound: ['DEV'], broken: ['LAB', undefined] },
    ],
    [
      'not without bindings while any space is broken',
      'a.js',
      'SECRETS.TYPO',
      { ...both, bound: 'all', broken: [undefined] },
    ],
    ['not while a space has a broken twin', 'a.js', 'SECRETS.TYPO', { ...both, bound: ['DEV'], broken: ['DEV'] }],
    ['not in a store without any space', 'a.js', 'SECRETS.TYPO', { spaces: {}, bound: 'all' }],
    ['not in a file bound to no space', 'a.js', 'SECRETS.TYPO', { ...both, bound: [] }],
  ];
  for (const [title, path, marked, scene] of cases) it(title, () => void assertMarked(path, marked, scene));

  it('says where it looked and what may have been meant', () => {
    const judged = assertMarked('a.js', 'SECRETS.⟦unknown-secret MQTT_TOKN⟧.x', both);
    const [finding] = judged.findings;
    assert.equal(
      finding?.message,
      '“MQTT_TOKN” is in none of the spaces DEV and PROD: add it, or did you mean “MQTT_TOKEN”?',
    );
    assert.deepEqual(applyFixes(judged), ['SECRETS.MQTT_TOKEN.x']);
    assert.deepEqual(finding.fixes.at(-1), {
      kind: 'create-secret',
      key: 'MQTT_TOKN',
      path: ['x'],
      spaces: ['DEV', 'PROD'],
    });
  });

  it('names one space alone, and a name that nothing is like', () => {
    const { findings } = assertMarked('a.js', 'SECRETS.⟦unknown-secret X⟧', { spaces: { DEV } });
    assert.equal(findings[0]?.message, '“X” is not in DEV: add it, or correct the name.');
  });

  it('is a hint where a section’s name may come from the message', () => {
    const template = '{{#global.SECRETS}}{{{⟦unknown-secret customer⟧}}}{{{API_KEY}}}{{/global.SECRETS}}';
    const node = { id: '1', type: 'template', syntax: 'mustache', template };
    const { findings } = assertMarked('a.json', JSON.stringify([node]), { spaces: { DEV } });
    assert.equal(findings[0]?.severity, 'hint');
    assert.match(findings[0].message, /^“customer” is not in DEV, so it is looked for outside of the section: add it,/);
  });

  const fixes: [marked: string, fixed: string][] = [
    ['SECRETS.⟦unknown-secret api_key⟧', 'SECRETS.API_KEY'],
    ['SECRETS.⟦unknown-secret mailgun⟧', 'SECRETS["mail-gun"]'],
    ['SECRETS?.⟦unknown-secret mailgun⟧', 'SECRETS?.["mail-gun"]'],
    ["SECRETS['⟦unknown-secret mailgun⟧']", "SECRETS['mail-gun']"],
    ['global.get("SECRETS.⟦unknown-secret mailgun⟧")', 'global.get("SECRETS.mail-gun")'],
    ['const { ⟦unknown-secret API_KAY⟧ } = SECRETS', 'const { API_KEY: API_KAY } = SECRETS'],
    ['const { ⟦unknown-secret mailgun⟧: m } = SECRETS', 'const { "mail-gun": m } = SECRETS'],
  ];
  for (const [marked, fixed] of fixes) {
    it(`is mended as ${fixed}`, () => {
      assert.deepEqual(applyFixes(assertMarked('a.js', marked, both)), [fixed]);
    });
  }
});
