import assert from 'node:assert/strict';
import { parseTree } from 'jsonc-parser';
import fc from 'fast-check';
import { beginsWithArray, depthOf, MAX_DEPTH, scanElements } from '../../../language/document/scanner.ts';

function elementsOf(text: string): string[] {
  return scanElements(text, true).map(({ start, end }) => text.slice(start, end));
}

const ONE = '{"id":"1","rules":[{"t":"set"},{"t":"set"}],"wires":[["2"]]}';
const TWO = '{"id":"2","func":"a\\"}],{","wires":[[]]}';
const THREE = '{"id":"3"}';

describe('scanElements', () => {
  it('finds the objects of an array exactly as a JSON parser does', () => {
    const value = fc.array(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue()));
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 1, '\t'), (list, indent) => {
        const text = JSON.stringify(list, null, indent);
        const wanted = parseTree(text)?.children?.filter((item) => item.type === 'object') ?? [];
        assert.deepEqual(
          scanElements(text, true).map(({ start, end, closed }) => ({ start, end, closed })),
          wanted.map(({ offset, length }) => ({ start: offset, end: offset + length, closed: true })),
        );
      }),
    );
  });

  it('skips a byte order mark, blanks and comments', () => {
    assert.deepEqual(elementsOf(`\uFEFF // don't {\n /* [{" */ [ ${ONE} /* } */ , // {\n${THREE}]`), [ONE, THREE]);
  });

  const after = { text: `,${TWO},${THREE}]`, elements: [TWO, THREE] };
  for (const [what, torn] of [
    ['a quote too many', ONE.replace('"1"', '"1""')],
    ['a quote too few', ONE.replace('"1"', '"1')],
    ['a quote within a text', ONE.replace('set', 'se"t')],
    ['a brace too many', ONE.replace('"rules"', '{"rules"')],
    ['a closing brace too many', ONE.replace('"rules"', '}"rules"')],
    ['no closing brace', ONE.slice(0, -1)],
    ['a rule without its brace', ONE.replace('},{', ',{')],
    ['a bracket too many', ONE.replace('[[', '[[[')],
    ['a closing bracket too many', ONE.replace('"rules"', ']"rules"')],
    ['a bracket too few', ONE.replace(']]', ']')],
    ['the end of a list missing', ONE.replace(']]}', '}')],
  ] as const)
    it(`finds the nodes behind one with ${what}`, () => {
      assert.deepEqual(elementsOf(`[${torn}${after.text}`).slice(-2), after.elements);
    });

  it('ends a string at the line end', () => {
    const torn = `[\n{"id":"1,\n"x":2},\n${TWO},\r\n${THREE}\n]`;
    assert.deepEqual(elementsOf(torn).slice(-2), [TWO, THREE]);
  });

  it('keeps a node that has no end yet', () => {
    assert.deepEqual(scanElements('[{"id":"1"', true), [{ start: 1, end: 10, closed: false, deep: false }]);
  });

  it('marks what is nested too deeply', () => {
    const deep = `{"a":${'['.repeat(MAX_DEPTH)}${']'.repeat(MAX_DEPTH)}}`;
    assert.deepEqual(
      scanElements(`[${deep},${ONE}]`, true).map((element) => element.deep),
      [true, false],
    );
  });

  it('is not slow on hostile texts', () => {
    for (const part of ['[', '{', '{"a":[', '}', ']', '"', '/*', '//', '\\"', '[{"a":'])
      scanElements(`[${part.repeat(200_000)}${'}'.repeat(100_000)}${']'.repeat(100_000)}`, true);
  });
});

describe('beginsWithArray', () => {
  for (const [text, is] of [
    ['', false],
    ['\uFEFF', false],
    ['\uFEFF \r\n\t[', true],
    ['/* a */ // b\n [', true],
    ['{"a":[]}', false],
    ['/*', false],
  ] as const)
    it(`${JSON.stringify(text)}: ${is}`, () => {
      assert.equal(beginsWithArray(text), is);
    });
});

describe('depthOf', () => {
  it('counts brackets that are no text', () => {
    assert.equal(depthOf('{"a":[["[[[[{{"]],"b":[]}'), 3);
  });
});
