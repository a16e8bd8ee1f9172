import assert from 'node:assert/strict';
import { createDocument } from '../../../language/document/source-document.ts';
import { isFlowWorthReading, mayMention } from '../../../language/references/mentions.ts';

const WORDS = ['secrets', 'Secrets', 'credentials', 'Credentials'];

/** Every way to a key of the global context in a node, with the word in it in place of `$`. */
const KEYS: readonly (readonly [title: string, node: object])[] = [
  ['double quotes', { type: 'function', func: 'return global.get("$.X");' }],
  ['single quotes', { type: 'function', func: "return global.get('$.X');" }],
  ['a template literal', { type: 'function', func: 'return global.get(`$.X`);' }],
  ['the word alone', { type: 'function', func: 'return context.global.get("$");' }],
  ['brackets behind the word', { type: 'function', func: 'return global.get("$[\'X\']");' }],
  ['an array of keys', { type: 'function', func: 'return global.get(["$.X"]);' }],
  ['a store', { type: 'function', func: 'return global.get("#:(memory)::$.X");' }],
  ['the parent of a tab', { type: 'function', func: 'return flow.get("$parent.$.X");' }],
  ['a constant', { type: 'function', func: 'const key = "$.X";\nreturn global.get(key);' }],
  [
    'JSONata',
    { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: '$globalContext("$.X")', tot: 'jsonata' }] },
  ],
  ['a tag', { type: 'template', template: '{{{global.$.X}}}' }],
  ['a tag with a store', { type: 'template', template: '{{{global[file].$.X}}}' }],
  ['a tag by the parent of a tab', { type: 'template', template: '{{{flow.$parent.$.X}}}' }],
];

/** What real flows hold, in which the words name nothing of ours. */
const OTHERS: readonly (readonly [title: string, raw: string])[] = [
  ['the name of a node', '"name": "Credentials", "scope": "global"'],
  ['a property', '"credentials": {}, "scope": "global"'],
  ['a member of another object', JSON.stringify('global.get("vcap").db[0].credentials.url')],
  ['a variable', JSON.stringify('const secrets = global.get("x"); secrets.y')],
  ['a sentence', JSON.stringify('global needs the right credentials.\nAsk for them there')],
];

describe('a look at the raw text of nodes', () => {
  for (const [title, node] of KEYS)
    it(`finds a key in the wrong case: ${title}`, () => {
      for (const word of WORDS) {
        const raw = JSON.stringify([{ id: '1', ...node }]).replaceAll(/\$(?=[.["'`\\])/g, () => word);
        assert.equal(isFlowWorthReading(raw), true, raw);
        assert.deepEqual(
          createDocument('flows.json', raw)
            .slips()
            .map(({ type }) => type),
          ['wrong-case'],
          raw,
        );
      }
    });

  for (const [title, raw] of OTHERS)
    it(`passes over ${title}`, () => {
      assert.equal(isFlowWorthReading(raw), false);
    });

  it('finds names that a JSON escape hides', () => {
    assert.equal(mayMention('S\\u0045CRETS'), true);
  });
});
