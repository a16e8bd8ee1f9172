import assert from 'node:assert/strict';
import { applyFixes, assertMarked, type Scene } from './fixture.ts';

const DB = { host: true, port: true, note: null, list: [true, { name: true }], deep: { a: true } } as const;
const one: Scene = { spaces: { DEV: { DB, TEXT: true, ODD: null, LIST: [{ host: true }] } } };

const inNode = (node: object, marked: string): string => {
  const text = JSON.stringify([
    { id: '1', type: 'tab' },
    { id: '2', z: '1', ...node },
  ]);
  return text.replace('"HERE"', marked);
};
const typed = (value: string): string =>
  inNode({ type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: 'HERE', tot: 'global' }] }, `"${value}"`);
const jsonata = (value: string): string =>
  inNode({ type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: 'HERE', tot: 'jsonata' }] }, `"${value}"`);
const template = (value: string): string =>
  inNode({ type: 'template', syntax: 'mustache', template: 'HERE' }, `"${value}"`);

describe('unknown-path', () => {
  const cases: [title: string, path: string, marked: string, scene?: Scene][] = [
    ['paths that are there', 'a.js', 'SECRETS.DB.host; SECRETS.DB.deep.a; SECRETS.DB["list"][1].name; SECRETS.DB'],
    ['a path that is not', 'a.js', 'SECRETS.DB.⟦unknown-path hots⟧'],
    ['the first unknown segment alone', 'a.js', 'SECRETS.DB.deep.⟦unknown-path b⟧.c.d'],
    ['an index beyond the list', 'a.js', 'SECRETS.DB.list[0]; SECRETS.DB.list[⟦unknown-path 7⟧]'],
    ['below a text', 'a.js', 'SECRETS.TEXT.⟦unknown-path host⟧; SECRETS.DB.host.⟦unknown-path x⟧'],
    ['nothing below null', 'a.js', 'SECRETS.ODD.x.y; SECRETS.DB.note.x'],
    [
      'members of JavaScript in code',
      'a.js',
      'SECRETS.TEXT.length; SECRETS.TEXT.trim(); SECRETS.DB.list.map(f); SECRETS.DB.hasOwnProperty("x"); SECRETS.TEXT[0]',
    ],
    ['no member of a list on an object', 'a.js', 'SECRETS.DB.⟦unknown-path map⟧'],
    [
      'constructor and __proto__ as ordinary names',
      'a.js',
      'SECRETS.TEXT.⟦unknown-path constructor⟧; SECRETS.DB.⟦unknown-path __proto__⟧',
    ],
    ['a path that is written to', 'a.js', 'SECRETS.⟦secrets-overwritten DB⟧.⟦unknown-path fresh⟧ = 1'],
    ['a typed input', 'a.json', typed('SECRETS.DB.⟦unknown-path hots⟧')],
    ['members of JavaScript are none in a typed input', 'a.json', typed('SECRETS.TEXT.⟦unknown-path trim⟧')],
    ['JSONata reads each item of a list', 'a.json', jsonata(`$globalContext('SECRETS').LIST.host`)],
    ['JSONata takes one value for a list of it', 'a.json', jsonata(`$globalContext('SECRETS').DB[0].host`)],
    ['JSONata without such a path', 'a.json', jsonata(`$globalContext('SECRETS').DB.⟦unknown-path hots⟧`)],
    ['a template node', 'a.json', template('{{global.SECRETS.DB.⟦unknown-path hots⟧}}')],
    [
      'a section reads from an outer context below a text',
      'a.json',
      template('{{#global.SECRETS.TEXT}}{{name}}{{/global.SECRETS.TEXT}}'),
    ],
    ['no path of an unbound file', 'a.js', 'SECRETS.⟦no-binding DB⟧.hots', { ...one, bound: 'unbound' }],
    ['no path while a bound space is broken', 'a.js', 'SECRETS.DB.hots', { ...one, bound: ['DEV', 'LAB'] }],
    ['not while one space may have it', 'a.js', 'SECRETS.DB.hots', { spaces: { A: { DB }, B: { DB: null } } }],
    [
      'without bindings, what no space has',
      'a.js',
      'SECRETS.DB.a; SECRETS.DB.b; SECRETS.DB.⟦unknown-path c⟧',
      { spaces: { A: { DB: { a: true } }, B: { DB: { b: true } } }, bound: 'all' },
    ],
    [
      'the segment that no space has, past one that some have',
      'a.js',
      'SECRETS.DB.⟦missing-in-space a⟧.⟦unknown-path x⟧',
      { spaces: { A: { DB: { a: { b: true } } }, B: { DB: { c: true } } } },
    ],
  ];
  for (const [title, path, marked, scene = one] of cases) it(title, () => void assertMarked(path, marked, scene));

  it('says what was meant', () => {
    const judged = assertMarked('a.js', 'SECRETS.DB.⟦unknown-path hots⟧', one);
    assert.equal(judged.findings[0]?.message, '“DB” has no “hots” in DEV: add it, or did you mean “host”?');
    assert.deepEqual(applyFixes(judged), ['SECRETS.DB.host']);
  });

  it('is a hint where a section’s name may come from the message', () => {
    const judged = (marked: string) => assertMarked('a.json', template(marked), one).findings[0];
    const outside = judged('{{#global.SECRETS.DB}}{{{⟦unknown-path customer⟧}}}{{{host}}}{{/global.SECRETS.DB}}');
    assert.equal(outside?.severity, 'hint');
    assert.equal(
      outside.message,
      '“DB” has no “customer” in DEV, so it is looked for outside of the section: add it, or correct the path.',
    );
    assert.equal(judged('{{#global.SECRETS}}{{{DB.⟦unknown-path hots⟧}}}{{/global.SECRETS}}')?.severity, 'warning');
  });

  it('says that a text has no paths', () => {
    const { findings } = assertMarked('a.js', 'SECRETS.TEXT.⟦unknown-path host⟧', one);
    assert.equal(
      findings[0]?.message,
      '“TEXT” is a text in DEV, so it has no “host”: correct the path, or make it a JSON secret.',
    );
  });
});
