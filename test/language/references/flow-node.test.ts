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

/** Node types with a property that names a secret: what is to be found. */
const FORMS: readonly (readonly [string, object, readonly string[]])[] = [
  [
    'change: set to',
    { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: X, tot: 'global' }] },
    ['rules[0].to X (read value)'],
  ],
  [
    'change: set a global',
    { type: 'change', rules: [{ t: 'set', p: X, pt: 'global', to: '', tot: 'str' }] },
    ['rules[0].p X (write value)'],
  ],
  ['change: delete', { type: 'change', rules: [{ t: 'delete', p: X, pt: 'global' }] }, ['rules[0].p X (delete value)']],
  [
    'change: move',
    { type: 'change', rules: [{ t: 'move', p: X, pt: 'global', to: 'SECRETS.Y', tot: 'global' }] },
    ['rules[0].p X (delete value)', 'rules[0].to Y (write value)'],
  ],
  [
    'change: search and replace',
    {
      type: 'change',
      rules: [{ t: 'change', p: 'a', pt: 'msg', from: X, fromt: 'global', to: 'SECRETS.Y', tot: 'global' }],
    },
    ['rules[0].from X (read value)', 'rules[0].to Y (read value)'],
  ],
  [
    'change: JSONata',
    { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: JSONATA, tot: 'jsonata' }] },
    ['rules[0].to X (read value)'],
  ],
  [
    'change: text',
    { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: TAG, tot: 'str' }] },
    ['rules[0].to X (read literal)'],
  ],
  [
    'change: JSON',
    { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: `{"a":"${TAG}"}`, tot: 'json' }] },
    ['rules[0].to X (read literal)'],
  ],
  [
    'change: with a store',
    { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: '#:(file)::SECRETS.X.y', tot: 'global' }] },
    ['rules[0].to X.y (read value)'],
  ],
  [
    'change: parent of a tab',
    { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: '$parent.SECRETS.X', tot: 'flow' }] },
    ['rules[0].to X (read value)'],
  ],
  [
    'change: an unfinished name',
    { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: 'SECRETS.', tot: 'global' }] },
    ['rules[0].to … (read value)'],
  ],
  [
    'switch',
    {
      type: 'switch',
      property: X,
      propertyType: 'global',
      rules: [{ t: 'btwn', v: 'SECRETS.Y', vt: 'global', v2: 'SECRETS.Z', v2t: 'global' }],
    },
    ['property X (read value)', 'rules[0].v Y (read value)', 'rules[0].v2 Z (read value)'],
  ],
  [
    'inject',
    {
      type: 'inject',
      props: [{ p: 'payload' }, { p: 'a', v: X, vt: 'global' }],
      payload: 'SECRETS.Y',
      payloadType: 'global',
    },
    ['props[1].v X (read value)', 'payload Y (read value)'],
  ],
  [
    'trigger',
    { type: 'trigger', op1: X, op1type: 'global', op2: TAG, op2type: 'str' },
    ['op1 X (read value)', 'op2 X (read empty)'],
  ],
  [
    'join that reduces',
    { type: 'join', mode: 'reduce', reduceExp: JSONATA, reduceFixup: JSONATA, reduceInit: X, reduceInitType: 'global' },
    ['reduceExp X (read value)', 'reduceFixup X (read value)', 'reduceInit X (read value)'],
  ],
  [
    'join that does not',
    { type: 'join', mode: 'auto', reduceExp: JSONATA, reduceInit: X, reduceInitType: 'global' },
    [],
  ],
  ['sort', { type: 'sort', msgKey: JSONATA, msgKeyType: 'jsonata' }, ['msgKey X (read value)']],
  [
    'debug',
    { type: 'debug', complete: JSONATA, targetType: 'jsonata', statusVal: JSONATA, statusType: 'jsonata' },
    ['complete X (read value)', 'statusVal X (read value)'],
  ],
  ['file', { type: 'file', filename: JSONATA, filenameType: 'jsonata' }, ['filename X (read value)']],
  ['http request', { type: 'http request', url: `https://example.com/?k=${TAG}` }, ['url X (read empty)']],
  ['mqtt', { type: 'mqtt out', topic: TAG }, ['topic X (read literal)']],
  [
    'template',
    { type: 'template', template: `${TAG} {{global.SECRETS.Y}}`, syntax: 'mustache' },
    ['template X (read value)', 'template Y (read escaped)'],
  ],
  ['template without templating', { type: 'template', template: TAG, syntax: 'plain' }, ['template X (read literal)']],
  [
    'template that writes',
    { type: 'template', template: '', field: X, fieldType: 'global' },
    ['field X (write value)'],
  ],
  [
    'function',
    {
      type: 'function',
      func: 'return global.get("SECRETS.X");',
      initialize: 'global.get("SECRETS.Y")',
      finalize: 'global.get("SECRETS.Z")',
    },
    ['func X (read value)', 'initialize Y (read startup)', 'finalize Z (read value)'],
  ],
  [
    'tab',
    {
      type: 'tab',
      env: [
        { name: 'A', type: 'jsonata', value: JSONATA },
        { name: 'B', type: 'str', value: TAG },
      ],
    },
    ['env[0].value X (read startup)', 'env[1].value X (read literal)'],
  ],
  [
    'subflow instance',
    { type: 'subflow:abc', env: [{ name: 'A', type: 'jsonata', value: JSONATA }] },
    ['env[0].value X (read startup)'],
  ],
  ['subflow module instance', { type: 'sf:mail', key: { type: 'global', value: X } }, ['key.value X (read value)']],
  ['contrib: KType', { type: 'my-mail', to: X, toType: 'global' }, ['to X (read value)']],
  [
    'contrib: Kt, nested',
    { type: 'my-mail', options: [{ a: { p: X, pt: 'global' } }] },
    ['options[0].a.p X (read value)'],
  ],
  ['contrib: K_type', { type: 'my-mail', to: JSONATA, to_type: 'jsonata' }, ['to X (read value)']],
  [
    'contrib: value and type',
    {
      type: 'my-mail',
      list: [
        { v: X, vt: 'global' },
        { value: 'SECRETS.Y', t: 'global' },
      ],
    },
    ['list[0].v X (read value)', 'list[1].value Y (read value)'],
  ],
  ['contrib: store prefix', { type: 'my-mail', to: '#:(file)::SECRETS.X' }, ['to X (read value)']],
  [
    'contrib: code',
    { type: 'my-code', code: 'const s = global.get("SECRETS");\nreturn s.X;' },
    ['code X (read value)'],
  ],
  [
    'contrib: code in a page',
    { type: 'ui_page', html: '<p class=a>it\'s</p>\n<script>const k = global.get("SECRETS.X")</script>' },
    ['html X (read value)'],
  ],
  ['contrib: JSONata', { type: 'my-mail', query: `${JSONATA} & "a"` }, ['query X (read value)']],
  ['contrib: template', { type: 'my-mail', body: 'k={{global.SECRETS.X}}' }, ['body X (read escaped)']],
  ['contrib: a property called flow', { type: 'my-mail', flow: X, flowType: 'global' }, ['flow X (read value)']],
  ['contrib: a plain mention', { type: 'my-mail', body: 'See SECRETS.X' }, []],
  ['contrib: a message property', { type: 'my-mail', to: X, toType: 'msg' }, []],
  ['a comment', { type: 'comment', info: TAG, name: TAG }, []],
  ['words for people', { type: 'tab', label: TAG, info: `${TAG} global.get("SECRETS.X")` }, []],
  ['a value of the flow', { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: X, tot: 'flow' }] }, []],
];

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
    { type: 'inject', props: [{ p: 'a', v: X, vt: 'global' }], payload: X, payloadType: 'global' },
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
  for (const [what, node, wanted] of FORMS)
    it(what, () => {
      assert.deepEqual(referencesOf(node), wanted);
    });

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
