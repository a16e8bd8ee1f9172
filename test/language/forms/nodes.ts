import { type NodeRow } from './row.ts';

const X = 'SECRETS.X';
const JSONATA = '$globalContext("SECRETS.X")';
const TAG = '{{{global.SECRETS.X}}}';

/** Node types with their properties (facts: node-red.md C.5): what is to be found, as `property: reference`. */
export const NODES: readonly NodeRow[] = [
  [
    'change: set to',
    { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: X, tot: 'global' }] },
    ['rules[0].to: X'],
  ],
  [
    'change: set a global',
    { type: 'change', rules: [{ t: 'set', p: X, pt: 'global', to: '', tot: 'str' }] },
    ['rules[0].p: write X'],
  ],
  ['change: delete', { type: 'change', rules: [{ t: 'delete', p: X, pt: 'global' }] }, ['rules[0].p: delete X']],
  [
    'change: move',
    { type: 'change', rules: [{ t: 'move', p: X, pt: 'global', to: 'SECRETS.Y', tot: 'global' }] },
    ['rules[0].p: delete X', 'rules[0].to: write Y'],
  ],
  [
    'change: search and replace',
    {
      type: 'change',
      rules: [{ t: 'change', p: 'a', pt: 'msg', from: X, fromt: 'global', to: 'SECRETS.Y', tot: 'global' }],
    },
    ['rules[0].from: X', 'rules[0].to: Y'],
  ],
  [
    'change: JSONata',
    { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: JSONATA, tot: 'jsonata' }] },
    ['rules[0].to: X'],
  ],
  [
    'change: text',
    { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: TAG, tot: 'str' }] },
    ['rules[0].to: X literal'],
  ],
  [
    'change: JSON',
    { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: `{"a":"${TAG}"}`, tot: 'json' }] },
    ['rules[0].to: X literal'],
  ],
  [
    'change: with a store',
    { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: '#:(file)::SECRETS.X.y', tot: 'global' }] },
    ['rules[0].to: X.y'],
  ],
  [
    'change: parent of a tab',
    { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: '$parent.SECRETS.X', tot: 'flow' }] },
    ['rules[0].to: X'],
  ],
  [
    'change: an unfinished name',
    { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: 'SECRETS.', tot: 'global' }] },
    ['rules[0].to: _'],
  ],
  [
    'change: the settings of version 0.10, without types',
    { type: 'change', action: 'replace', property: X, from: X, to: X, reg: false },
    [],
  ],
  [
    'switch',
    {
      type: 'switch',
      property: X,
      propertyType: 'global',
      rules: [{ t: 'btwn', v: 'SECRETS.Y', vt: 'global', v2: 'SECRETS.Z', v2t: 'global' }],
    },
    ['property: X', 'rules[0].v: Y', 'rules[0].v2: Z'],
  ],
  [
    'inject',
    {
      type: 'inject',
      props: [{ p: 'payload' }, { p: 'a', v: X, vt: 'global' }],
      payload: 'SECRETS.Y',
      payloadType: 'global',
    },
    ['props[1].v: X', 'payload: Y'],
  ],
  ['inject without a list', { type: 'inject', payload: X, payloadType: 'global' }, ['payload: X']],
  [
    'inject: a payload that is not sent',
    { type: 'inject', props: [{ p: 'topic', vt: 'str' }], payload: X, payloadType: 'global' },
    [],
  ],
  [
    'inject: a payload with a value of its own',
    { type: 'inject', props: [{ p: 'payload', v: X, vt: 'global' }], payload: 'SECRETS.Y', payloadType: 'global' },
    ['props[0].v: X'],
  ],
  ['trigger', { type: 'trigger', op1: X, op1type: 'global', op2: TAG, op2type: 'str' }, ['op1: X', 'op2: X empty']],
  [
    'join that reduces',
    { type: 'join', mode: 'reduce', reduceExp: JSONATA, reduceFixup: JSONATA, reduceInit: X, reduceInitType: 'global' },
    ['reduceExp: X', 'reduceFixup: X', 'reduceInit: X'],
  ],
  [
    'join that does not',
    { type: 'join', mode: 'auto', reduceExp: JSONATA, reduceInit: X, reduceInitType: 'global' },
    [],
  ],
  [
    'sort: the key of what it does not sort',
    {
      ...{ type: 'sort', target: 'payload', targetType: 'msg' },
      ...{ msgKey: JSONATA, msgKeyType: 'jsonata', seqKey: JSONATA, seqKeyType: 'jsonata' },
    },
    ['msgKey: X'],
  ],
  ['sort', { type: 'sort', msgKey: JSONATA, msgKeyType: 'jsonata' }, ['msgKey: X']],
  [
    'debug',
    { type: 'debug', complete: JSONATA, targetType: 'jsonata', statusVal: JSONATA, statusType: 'jsonata' },
    ['complete: X', 'statusVal: X'],
  ],
  ['file in', { type: 'file in', filename: X, filenameType: 'global' }, ['filename: X']],
  ['file', { type: 'file', filename: JSONATA, filenameType: 'jsonata' }, ['filename: X']],
  ['http request', { type: 'http request', url: `https://example.com/?k=${TAG}` }, ['url: X empty']],
  [
    'http request: headers know messages only',
    { type: 'http request', headers: [{ keyType: 'other', keyValue: TAG, valueType: 'msg', valueValue: X }] },
    ['headers[0].keyValue: X literal'],
  ],
  [
    'websocket-client: headers',
    { type: 'websocket-client', headers: [{ keyType: 'other', keyValue: 'a', valueType: 'other', valueValue: TAG }] },
    ['headers[0].valueValue: X literal'],
  ],
  ['inject: a topic without type', { type: 'inject', topic: X, props: [{ p: 'topic', vt: 'str' }] }, []],
  ['mqtt', { type: 'mqtt out', topic: TAG }, ['topic: X literal']],
  [
    'template',
    { type: 'template', template: `${TAG} {{global.SECRETS.Y}}`, syntax: 'mustache' },
    ['template: X', 'template: Y escaped'],
  ],
  ['template without templating', { type: 'template', template: TAG, syntax: 'plain' }, ['template: X literal']],
  ['template that writes', { type: 'template', template: '', field: X, fieldType: 'global' }, ['field: write X']],
  [
    'function',
    {
      type: 'function',
      func: 'return global.get("SECRETS.X");',
      initialize: 'global.get("SECRETS.Y")',
      finalize: 'global.get("SECRETS.Z")',
    },
    ['func: X', 'initialize: Y startup', 'finalize: Z'],
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
    ['env[0].value: X startup', 'env[1].value: X literal'],
  ],
  ['group', { type: 'group', env: [{ name: 'A', type: 'jsonata', value: JSONATA }] }, ['env[0].value: X startup']],
  ['subflow', { type: 'subflow', env: [{ name: 'A', type: 'jsonata', value: JSONATA }] }, ['env[0].value: X startup']],
  [
    'global-config',
    { type: 'global-config', env: [{ name: 'A', type: 'jsonata', value: JSONATA }] },
    ['env[0].value: X startup'],
  ],
  [
    'env of other types',
    {
      type: 'tab',
      env: [
        { name: 'A', type: 'env', value: X },
        { name: 'B', type: 'cred' },
      ],
    },
    [],
  ],
  [
    'subflow instance',
    { type: 'subflow:abc', env: [{ name: 'A', type: 'jsonata', value: JSONATA }] },
    ['env[0].value: X startup'],
  ],
  ['subflow module instance', { type: 'sf:mail', key: { type: 'global', value: X } }, ['key.value: X']],
  ['contrib: KType', { type: 'my-mail', to: X, toType: 'global' }, ['to: X']],
  ['contrib: Kt, nested', { type: 'my-mail', options: [{ a: { p: X, pt: 'global' } }] }, ['options[0].a.p: X']],
  ['contrib: K_type', { type: 'my-mail', to: JSONATA, to_type: 'jsonata' }, ['to: X']],
  [
    'contrib: value and type',
    {
      type: 'my-mail',
      list: [
        { v: X, vt: 'global' },
        { value: 'SECRETS.Y', t: 'global' },
      ],
    },
    ['list[0].v: X', 'list[1].value: Y'],
  ],
  ['contrib: store prefix', { type: 'my-mail', to: '#:(file)::SECRETS.X' }, ['to: X']],
  ['contrib: code', { type: 'my-code', code: 'const s = global.get("SECRETS");\nreturn s.X;' }, ['code: X']],
  [
    'contrib: code in a page',
    { type: 'ui_page', html: '<p class=a>it\'s</p>\n<script>const k = global.get("SECRETS.X")</script>' },
    ['html: X'],
  ],
  ['contrib: code, parent of a tab', { type: 'my-code', code: 'return flow.get("$parent.SECRETS.X");' }, ['code: X']],
  ['contrib: JSONata, parent of a tab', { type: 'my-mail', query: '$flowContext("$parent.SECRETS.X")' }, ['query: X']],
  ['contrib: a value of the flow', { type: 'my-code', code: 'return flow.get("SECRETS.X");' }, []],
  ['contrib: JSONata', { type: 'my-mail', query: `${JSONATA} & "a"` }, ['query: X']],
  ['contrib: template', { type: 'my-mail', body: 'k={{global.SECRETS.X}}' }, ['body: X']],
  ['contrib: a property called flow', { type: 'my-mail', flow: X, flowType: 'global' }, ['flow: X']],
  ['contrib: a plain mention', { type: 'my-mail', body: 'See SECRETS.X' }, []],
  ['contrib: a message property', { type: 'my-mail', to: X, toType: 'msg' }, []],
  ['a comment', { type: 'comment', info: TAG, name: TAG }, []],
  ['words for people', { type: 'tab', label: TAG, info: `${TAG} global.get("SECRETS.X")` }, []],
  ['a value of the flow', { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: X, tot: 'flow' }] }, []],
];
