import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Node, parseTree } from 'jsonc-parser';
import { treeOf } from '../../../language/references/parse-json.ts';

/** Written with blanks of every kind, and with each character as an escape or as it is. */
const TEXTS = fc
  .tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom('', ' ', '\t', '\n    '), fc.boolean())
  .map(([value, indent, escaped]) => {
    const text = ` ${JSON.stringify(value, null, indent)}\r\n`;
    return escaped ? text.replace(/[a-z](?=[^"]*"(?:[^"\\]|\\.)*$)/, '\\u0061') : text;
  });

describe('treeOf', () => {
  it('gives the tree of jsonc-parser for any JSON', () => {
    fc.assert(
      fc.property(TEXTS, (text) => {
        assert.deepEqual(described(treeOf(text)), described(parsed(text)));
      }),
    );
  });

  it('gives its tree of torn JSON, too', () => {
    fc.assert(
      fc.property(TEXTS, fc.nat(200), fc.constantFrom('', '"', '\\', '{', ']', ',', '/*'), (text, at, stray) => {
        const torn = text.slice(0, at) + stray + text.slice(at + 1);
        assert.deepEqual(described(treeOf(torn)), described(parsed(torn)));
      }),
    );
  });

  for (const text of [
    '',
    '"\\\\"',
    '["\\"", "\\\\\\"", "a\\n\\u0041\\ud83d", "\\/"]',
    '{"a\\"b": -1.5e+3, "a\\"b": true, "__proto__": null, "": "x"}',
    '{"a": 1,}',
    '[1, 2] // end',
  ]) {
    it(`reads ${text}`, () => {
      assert.deepEqual(described(treeOf(text)), described(parsed(text)));
    });
  }
});

function parsed(text: string): Node | undefined {
  return parseTree(text, [], { allowTrailingComma: true });
}

/** A tree without the ways up, which are checked, and without what nobody asks for. */
function described(node: Node | undefined, parent?: Node): unknown {
  if (node === undefined) return undefined;
  assert.equal(node.parent, parent);
  const { type, offset, length, children } = node;
  return { type, value: node.value as unknown, offset, length, children: children?.map((one) => described(one, node)) };
}
