import { deepEqual, equal } from 'node:assert/strict';
import { codeEdit, findCode } from '../../../language/code/flow-code.ts';
import { createDocument } from '../../../language/document/source-document.ts';

/** [node without id, property → ending and reader] */
const ROWS: readonly (readonly [object, readonly string[]])[] = [
  [
    { type: 'function', func: 'a', initialize: '', finalize: 'b' },
    ['func js function', 'initialize js startup-function', 'finalize js function'],
  ],
  [{ type: 'template', template: 'a', format: 'handlebars', syntax: 'mustache' }, ['template hbs mustache']],
  [{ type: 'template', template: 'a', format: 'html', syntax: 'plain' }, ['template html literal']],
  [{ type: 'template', template: 'a', format: 'yaml' }, ['template yaml mustache']],
  [{ type: 'template', template: 'a', format: 'klingon' }, ['template txt mustache']],
  [
    {
      type: 'change',
      rules: [
        { t: 'set', to: 'x', tot: 'str' },
        { t: 'set', to: '$x', tot: 'jsonata' },
      ],
    },
    ['rules[1].to jsonata jsonata'],
  ],
  [
    { type: 'switch', property: '$x', propertyType: 'jsonata', rules: [{ v: '$y', vt: 'jsonata' }] },
    ['property jsonata jsonata', 'rules[0].v jsonata jsonata'],
  ],
  [{ type: 'inject', props: [{ p: 'payload', v: '$x', vt: 'jsonata' }] }, ['props[0].v jsonata jsonata']],
  [
    { type: 'join', mode: 'reduce', reduceExp: '$A', reduceFixup: '$B' },
    ['reduceExp jsonata jsonata', 'reduceFixup jsonata jsonata'],
  ],
  [{ type: 'join', mode: 'auto', reduceExp: '$A' }, []],
  [{ type: 'tab', env: [{ name: 'a', type: 'jsonata', value: '$x' }] }, ['env[0].value jsonata startup-jsonata']],
  [{ type: 'http request', url: '{{x}}' }, []],
  [{ type: 'ui_template', format: '<b>', name: 'x' }, ['format html looks']],
  [{ type: 'async-function', func: 'a' }, ['func js looks']],
  [{ type: 'someone-elses', query: '$x', queryType: 'jsonata', other: 'x' }, ['query jsonata jsonata']],
  [{ type: 'debug', complete: 'payload' }, []],
  [{ type: 'function', func: 7 }, []],
];

describe('code of nodes', () => {
  for (const [node, expected] of ROWS) {
    it(`is found: ${JSON.stringify(node)}`, () => {
      for (const wrap of [(text: string) => `[${text}]`, (text: string) => `{"rev":"1","flows":[${text}]}`]) {
        const document = createDocument('/flows.json', wrap(JSON.stringify({ id: 'n', ...node })));
        deepEqual(
          [...document.codePlaces('n')].map(({ property, ending, reader }) => `${property} ${ending} ${reader}`),
          expected,
        );
      }
    });
  }

  const FLOW = String.raw`[{"id":"a","type":"function","func":"x\u00e9"},
    {"id":"b","type":"function","func":"y","x":1.50}, {"id":"b","type":"function","func":"z"}, {"id":"c","type":"function","func":"to]}`;

  it('is found by the id of its node, or it is said why not', () => {
    const document = createDocument('/flows.json', FLOW);
    const kinds = ['a', 'b', 'c', 'd'].map((node) => findCode(document, { node, property: 'func' }).kind);
    deepEqual(kinds, ['found', 'doubled', 'torn', 'gone']);
    equal(findCode(document, { node: 'a', property: 'initialize' }).kind, 'gone');
  });

  it('is written back where it stands, also below an id that is spelled in codes', () => {
    const text = '\ufeff[{"type":"function","func":"a\\/b","\\u0069d":"n\\u0031"}]\r\n';
    const document = createDocument('/flows.json', text);
    const found = findCode(document, { node: 'n1', property: 'func' });
    const edit = found.kind === 'found' ? codeEdit(document, found.place, 'a/b/c') : undefined;
    equal(edit && text.slice(0, edit.start) + edit.text + text.slice(edit.end), text.replace('a\\/b', 'a\\/b\\/c'));
  });
});
