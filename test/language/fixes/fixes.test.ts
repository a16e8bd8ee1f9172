import assert from 'node:assert/strict';
import { createCodeDocument, createDocument } from '../../../language/document/source-document.ts';
import { evaluate } from '../../../language/fixes/evaluate.ts';
import { ignoreInNode } from '../../../language/fixes/ignore-in-node.ts';
import { ignoreOnLine } from '../../../language/fixes/ignore-on-line.ts';
import { type Edit } from '../../../language/fixes/string-at.ts';
import { assertMarked, type Scene } from '../rules/fixture.ts';

const scene: Scene = { spaces: { DEV: { KEY: true } }, credentialsComplete: false };
const RULE = 'unknown-secret';

function applied(text: string, edits: readonly Edit[]): string {
  const backwards = [...edits].sort((a, b) => b.start - a.start);
  return backwards.reduce((now, { start, end, text: put }) => now.slice(0, start) + put + now.slice(end), text);
}

function at(text: string, name: string): number {
  const offset = text.indexOf(name);
  assert.ok(offset >= 0, name);
  return offset;
}

function flow(node: object, indent?: number): string {
  return JSON.stringify([{ id: '1', type: 'function', ...node }], null, indent);
}

/** The function's code after the edit. */
function codeIn(text: string): unknown {
  return (JSON.parse(text) as { readonly func: unknown }[])[0]?.func;
}

describe('ignoring on a line', () => {
  const func = "a('\"');\r\nreturn global.get('SECRETS.NOPE');\r\nend();";
  const yaml = 'function_type: js\ncredential: mails\nscript: |\n  SECRETS.NOPE;\n  go();\n';
  const cases: readonly (readonly [title: string, file: string, text: string, wanted: string])[] = [
    ['a script', 'a.js', 'SECRETS.NOPE;\ngo();', 'SECRETS.NOPE; // flow-secrets-ignore-line unknown-secret\ngo();'],
    [
      'a template',
      'a.hbs',
      'k={{SECRETS.NOPE}}\nx',
      'k={{SECRETS.NOPE}}{{! flow-secrets-ignore-line unknown-secret }}\nx',
    ],
    ['code in a record', 'a.yaml', yaml, yaml.replace('NOPE;', 'NOPE; // flow-secrets-ignore-line unknown-secret')],
    [
      'a value of a record',
      'a.yaml',
      'script: SECRETS.NOPE\nfunction_type: js\ncredential: a\n',
      'script: SECRETS.NOPE # flow-secrets-ignore-line unknown-secret\nfunction_type: js\ncredential: a\n',
    ],
    [
      'a line that ignores another rule',
      'a.js',
      'SECRETS.NOPE; // flow-secrets-ignore-line unknown-path -- later',
      'SECRETS.NOPE; // flow-secrets-ignore-line unknown-path, unknown-secret -- later',
    ],
  ];
  for (const [title, file, text, wanted] of cases) {
    it(`edits ${title}`, () => {
      const edit = ignoreOnLine(createDocument(file, text), at(text, 'NOPE'), RULE);
      assert.ok(edit);
      const fixed = applied(text, [edit]);
      assert.equal(fixed, wanted);
      assertMarked(file, fixed, scene);
    });
  }

  it('edits code in a flow, escaped, and JSONata', () => {
    const text = flow({ func });
    const edit = ignoreOnLine(createDocument('a.json', text), at(text, 'NOPE'), RULE);
    assert.ok(edit);
    const fixed = applied(text, [edit]);
    assert.equal(codeIn(fixed), func.replace("NOPE');", "NOPE'); // flow-secrets-ignore-line unknown-secret"));
    assertMarked('a.json', fixed, scene);
    const rules = [{ t: 'set', p: 'a', pt: 'msg', to: "$globalContext('SECRETS.NOPE') &\n'x'", tot: 'jsonata' }];
    const jsonata = flow({ type: 'change', rules });
    const comment = ignoreOnLine(createDocument('a.json', jsonata), at(jsonata, 'NOPE'), RULE);
    assert.equal(comment?.text, ' /* flow-secrets-ignore-line unknown-secret */');
    assertMarked('a.json', applied(jsonata, [comment]), scene);
  });

  it('edits code around a literal', () => {
    const code = "const key = 'NOPE';\ngo(key);";
    const fixed = code.replace(';', '; // flow-secrets-ignore-line known-value');
    for (const [file, text, wanted] of [
      ['a.js', code, fixed],
      ['a.json', flow({ func: code }), flow({ func: fixed })],
      ['a.json', flow({ type: 'my-code', code }), undefined],
      ['a.json', flow({ type: 'inject', payload: 'NOPE', payloadType: 'str' }), undefined],
      ['a.mustache', 'key=NOPE', undefined],
    ] as const) {
      const edit = ignoreOnLine(createDocument(file, text), at(text, 'NOPE'), 'known-value');
      assert.equal(edit && applied(text, [edit]), wanted);
    }
  });

  it('edits code in an editor of its own', () => {
    const words = 'flow-secrets-ignore-line unknown-secret';
    for (const [reader, text, wanted] of [
      ['function', 'global.get("SECRETS.NOPE");\ngo();', `global.get("SECRETS.NOPE"); // ${words}\ngo();`],
      ['jsonata', '$globalContext("SECRETS.NOPE")', `$globalContext("SECRETS.NOPE") /* ${words} */`],
      ['mustache', '{{global.SECRETS.NOPE}}', `{{global.SECRETS.NOPE}}{{! ${words} }}`],
      ['looks', '{{global.SECRETS.NOPE}}', undefined],
      ['literal', '{{global.SECRETS.NOPE}}', undefined],
      ['jsonata', '"NOPE"', `"NOPE" /* ${words} */`],
    ] as const) {
      const document = createCodeDocument(text, { property: 'func', reader, site: { nodeId: 'n' } });
      const edit = ignoreOnLine(document, at(text, 'NOPE'), RULE);
      assert.equal(edit && applied(text, [edit]), wanted);
    }
  });

  const without: readonly (readonly [title: string, file: string, text: string])[] = [
    ['a typed input', 'a.json', flow({ type: 'inject', props: [{ p: 'a', v: 'SECRETS.NOPE', vt: 'global' }] })],
    ['a template literal that goes on', 'a.js', 'const a = `${SECRETS.NOPE}\nmore`;'],
    [
      'a text that goes on',
      'a.json',
      flow({ type: 'change', rules: [{ to: "$globalContext('SECRETS.NOPE') & 'a\nb'", tot: 'jsonata' }] }),
    ],
    ['a placeholder of another template language', 'a.tmpl', 'k=${SECRETS.NOPE}'],
    [
      'other delimiters',
      'a.json',
      flow({ type: 'template', syntax: 'mustache', template: '{{=<% %>=}}<%& global.SECRETS.NOPE %>' }),
    ],
    ['torn text', 'a.json', '[{"id":"1","type":"function","func":"global.get(\'SECRETS.NOPE\')'],
    ['a text of code that goes on', 'a.js', "const a = SECRETS.NOPE + 'some \\\nmore';"],
    ['a page with a script', 'a.json', flow({ type: 'page', html: "<script>global.get('SECRETS.NOPE')</script>" })],
    ['a template of an unknown kind', 'a.json', flow({ type: 'page', html: '<b>{{global.SECRETS.NOPE}}</b>' })],
    [
      'a text that nothing evaluates',
      'a.json',
      flow({ type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: '{{global.SECRETS.NOPE}}', tot: 'str' }] }),
    ],
    [
      'a template that nothing renders',
      'a.json',
      flow({ type: 'template', syntax: 'plain', template: '{{global.SECRETS.NOPE}}' }),
    ],
  ];
  for (const [title, file, text] of without) {
    it(`is not offered in ${title}`, () => {
      assert.equal(ignoreOnLine(createDocument(file, text), at(text, 'NOPE'), RULE), undefined);
    });
  }
});

describe('ignoring in a node', () => {
  const func = "global.get('SECRETS.NOPE')";
  const cases: readonly (readonly [title: string, text: string])[] = [
    ['without a description', flow({ func })],
    ['without one, on lines', flow({ func }, 4)],
    [
      'whose settings are a file of their own',
      '{"name":"x","rules":[{"t":"set","p":"a","pt":"msg","to":"SECRETS.NOPE","tot":"global"}]}',
    ],
    [
      'in such a file, with a description',
      '{"name":"x","info":"Why","props":[{"p":"a","v":"SECRETS.NOPE","vt":"global"}]}',
    ],
    ['with an empty one', flow({ func, info: '' })],
    ['with one', flow({ func, info: '# "Why"\n\nBecause.' })],
    ['that ignores another rule', flow({ func, info: 'flow-secrets-ignore unknown-path\n\nBecause.' })],
    ['that does so unseen', flow({ func, info: '<!-- flow-secrets-ignore unknown-path -->' })],
    ['whose type stands last', `[ { "id":"1", "func":"${func}", "type" : "function" } ]`],
  ];
  for (const [title, text] of cases) {
    it(`edits one ${title}`, () => {
      const edit = ignoreInNode(createDocument('a.json', text), at(text, 'NOPE'), RULE);
      assert.ok(edit);
      const fixed = applied(text, [edit]);
      assert.equal(codeIn(fixed), codeIn(text));
      assertMarked('a.json', fixed, scene);
    });
  }

  it('sets a description off as the other properties are', () => {
    const text = flow({ func }, 2);
    const edit = ignoreInNode(createDocument('a.json', text), at(text, 'NOPE'), RULE);
    assert.equal(edit?.text, ',\n    "info": "flow-secrets-ignore unknown-secret"');
  });

  it('is not offered where the description is torn or no text, and in other files', () => {
    for (const text of [flow({ func, info: 5 }), `[{"id":"1","type":"function","func":"${func}","info":"x`]) {
      assert.equal(ignoreInNode(createDocument('a.json', text), at(text, 'NOPE'), RULE), undefined);
    }
    assert.equal(ignoreInNode(createDocument('a.js', 'SECRETS.NOPE'), 8, RULE), undefined);
  });
});

describe('evaluating a template', () => {
  function evaluated(node: object): unknown {
    const text = JSON.stringify([{ id: '1', ...node }]);
    const evaluation = evaluate(createDocument('a.json', text), at(text, 'SECRETS'));
    if (evaluation === undefined) return undefined;
    const [fixed] = JSON.parse(applied(text, evaluation.edits)) as object[];
    return fixed;
  }
  const change = (to: string, tot: string): object => ({
    type: 'change',
    rules: [{ t: 'set', p: 'a', pt: 'msg', to, tot }],
  });

  it('makes a text that is one tag a typed input of type global', () => {
    assert.deepEqual(evaluated(change('{{{global.SECRETS.KEY}}}', 'str')), {
      id: '1',
      ...change('SECRETS.KEY', 'global'),
    });
    assert.deepEqual(evaluated(change('{{ global[file].SECRETS["a b"] }}', 'str')), {
      id: '1',
      ...change('#:(file)::SECRETS["a b"]', 'global'),
    });
    assert.deepEqual(evaluated({ type: 'trigger', op1: '{{global.SECRETS.KEY}}', op1type: 'str' }), {
      id: '1',
      type: 'trigger',
      op1: 'SECRETS.KEY',
      op1type: 'global',
    });
  });

  it('makes a text around a tag JSONata', () => {
    assert.deepEqual(evaluated(change('Bearer "{{global.SECRETS["a b"]}}"!', 'str')), {
      id: '1',
      ...change('"Bearer \\"" & $globalContext("SECRETS[\\"a b\\"]") & "\\"!"', 'jsonata'),
    });
  });

  it('leaves alone what can’t be told or has no such type', () => {
    assert.equal(evaluated(change('{"a": "{{global.SECRETS.KEY}}"}', 'json')), undefined);
    assert.equal(evaluated(change('{{payload}} {{global.SECRETS.KEY}}', 'str')), undefined);
    assert.equal(evaluated({ type: 'mqtt out', topic: '{{global.SECRETS.KEY}}' }), undefined);
    assert.equal(evaluated({ type: 'trigger', op1: 'a {{global.SECRETS.KEY}}', op1type: 'str' }), undefined);
  });
});
