import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compactJson, JsonError, type JsonNode, parseJson, serializeJson } from '../../../store/catalog/json-tree.ts';

const name = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '1', '0', '', '<&>\u2028'));
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.bigInt().map(String),
  fc.constantFrom('1.0', '1e21', '-0', '-0.0', '1E+5', '12345678901234567890'),
);

/** Any document, with every spelling of numbers and any names. */
const { node: document } = fc.letrec<{ node: JsonNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }).map((value): JsonNode => ({ kind: 'string', value })),
    number.map((text): JsonNode => ({ kind: 'number', text })),
    fc.boolean().map((value): JsonNode => ({ kind: 'boolean', value })),
    fc.constant<JsonNode>({ kind: 'null' }),
    fc.array(tie('node'), { maxLength: 4 }).map((items): JsonNode => ({ kind: 'array', items })),
    fc
      .uniqueArray(fc.tuple(name, tie('node')), { maxLength: 4, selector: ([key]) => key })
      .map((members): JsonNode => ({ kind: 'object', members })),
  ),
}));

describe('JSON trees', () => {
  it('what is written is read back: order, names and number text', () => {
    fc.assert(
      fc.property(document, fc.constantFrom('\t', '  '), (node, indent) => {
        assert.deepEqual(parseJson(serializeJson(node, indent)), node);
        assert.deepEqual(parseJson(compactJson(node)), node);
      }),
    );
  });

  it('what is written again, as a part of another document, in another place or layout, reads as if for the first time', () => {
    const array = (item: JsonNode): JsonNode => ({ kind: 'array', items: [item, item] });
    fc.assert(
      fc.property(document, (node) => {
        for (const tree of [node, array(node), array(array(node)), array(array(array(node)))]) {
          for (const indent of ['\t', '  ', '\t']) {
            assert.equal(serializeJson(tree, indent), serializeJson(structuredClone(tree), indent));
          }
        }
      }),
    );
  });

  it('agrees with JSON.parse on what is JSON', () => {
    const texts = fc.oneof(fc.string(), fc.json(), fc.stringMatching(/^[[\]{}:,"0-9.eE+\-truefalsn ]{0,12}$/));
    fc.assert(
      fc.property(texts, (text) => {
        let expected: unknown;
        try {
          expected = JSON.parse(text);
        } catch {
          assert.throws(() => parseJson(text), JsonError);
          return;
        }
        try {
          assert.deepEqual(JSON.parse(compactJson(parseJson(text))), expected);
        } catch (error) {
          assert.match(String(error), /twice/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('says where a text is no JSON, and nothing of the text', () => {
    assert.throws(() => parseJson('{\n  "a": canary\n}'), /line 2, column 8/);
    assert.throws(
      () => parseJson('{"canary-value": [}'),
      (error: Error) => !error.message.includes('canary'),
    );
  });
});
