import assert from 'node:assert/strict';
import { createDocument } from '../../../language/document/source-document.ts';
import { isNamed } from '../../../language/reference.ts';

/** The references of one node, as `property key.path (access effect)`. */
function referencesOf(node: object): string[] {
  const text = JSON.stringify([{ id: 'n', z: 't', name: '{{global.SECRETS.NAME}}', ...node }], null, 2);
  return createDocument('flows.json', text)
    .references()
    .map((reference) => {
      const name = isNamed(reference) ? [reference.key, ...reference.path].map((part) => part.name).join('.') : '…';
      return `${reference.property ?? '?'} ${name} (${reference.access} ${reference.effect})`;
    });
}

const X = 'SECRETS.X';
const JSONATA = '$globalContext("SECRETS.X")';
const TAG = '{{{global.SECRETS.X}}}';

const SINKS: readonly (readonly [string, object, readonly string[]])[] = [
  ['debug', { type: 'debug', complete: JSONATA, targetType: 'jsonata' }, ['debug']],
  ['debug of something computed', { type: 'debug', complete: `$exists(${JSONATA})`, targetType: 'jsonata' }, ['-']],
  ['status of a debug node', { type: 'debug', statusVal: JSONATA, statusType: 'jsonata' }, ['status']],
  [
    'change: set a message',
    { type: 'change', rules: [{ t: 'set', p: 'a.b', pt: 'msg', to: X, tot: 'global' }] },
    ['message a.b'],
  ],
  ['change: set a flow', { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'flow', to: X, tot: 'global' }] }, ['-']],
  [
    'inject',
    { type: 'inject', props: [{ p: 'payload' }, { p: 'a', v: X, vt: 'global' }], payload: X, payloadType: 'global' },
    ['message a', 'message payload'],
  ],
  ['trigger', { type: 'trigger', op1: X, op1type: 'global' }, ['message payload']],
  [
    'template',
    { type: 'template', field: 'a', fieldType: 'msg', template: `${TAG}{{#global.SECRETS.B}}{{/global.SECRETS.B}}` },
    ['message a', '-', '-'],
  ],
  ['switch', { type: 'switch', property: X, propertyType: 'global' }, ['-']],
];

describe('references of a node', () => {
  for (const [what, node, wanted] of SINKS)
    it(`says where the value goes: ${what}`, () => {
      const text = JSON.stringify([{ id: 'n', ...node }]);
      const sinks = createDocument('flows.json', text).references();
      assert.deepEqual(
        sinks.map(({ sink }) => [sink?.kind ?? '-', sink?.property].join(' ').trim()),
        wanted,
      );
    });

  it('properties of wrong types refer to nothing and harm nothing', () => {
    for (const wrong of [
      null,
      7,
      true,
      'SECRETS.X',
      {},
      [],
      [null],
      [['SECRETS.X']],
      { SECRETS: 1 },
      [{ to: { SECRETS: 1 }, tot: 'global' }],
    ])
      for (const type of ['function', 'change', 'switch', 'inject', 'template', 'tab', 'join', 'my-own'])
        for (const name of ['func', 'rules', 'props', 'env', 'property', 'template', 'value'])
          assert.deepEqual(referencesOf({ type, [name]: wrong, propertyType: 7, syntax: {}, mode: [] }), []);
  });

  it('hostile sizes take no more than their share of time', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => [`k${i}`, X] as const);
    assert.equal(referencesOf({ type: 'my-own', ...Object.fromEntries(many), k7Type: 'global' }).length, 1);
    const calls = "<p>it's a page ".repeat(5) + 'global.get("SECRETS.X") '.repeat(3000);
    assert.ok(referencesOf({ type: 'my-own', page: calls }).length > 0);
    assert.deepEqual(referencesOf({ type: 'my-own', page: `global.get(${' '.repeat(300_000)}SECRETS` }), []);
    assert.deepEqual(referencesOf({ type: 'my-own', page: 'global.get("#:('.repeat(30_000) + 'SECRETS' }), []);
  });

  it('hostile names are ordinary names', () => {
    const text =
      '[{"id":"__proto__","type":"constructor","__proto__":{"type":"function"},"x":"SECRETS.__proto__","xType":"global"}]';
    const [reference] = createDocument('flows.json', text).references();
    assert.equal(reference?.key?.name, '__proto__');
  });
});
