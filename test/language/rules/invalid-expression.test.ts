import assert from 'node:assert/strict';
import { mendExpression } from '../../../language/references/mend-expression.ts';
import { parseExpression } from '../../../language/references/expression.ts';
import { applyFixes, assertMarked, type Scene } from './fixture.ts';

const scene: Scene = { spaces: { DEV: { KEY: true, 'a"b': true } } };
const change = (to: string, tot = 'global'): string =>
  JSON.stringify([{ id: '1', type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to, tot }] }]);
const code = (func: string): string => JSON.stringify([{ id: '1', type: 'function', func }]);

/** The value of a property of the first node, by its path. */
function valueIn(text: string, ...path: readonly (string | number)[]): unknown {
  let value = JSON.parse(text) as unknown;
  for (const name of [0, ...path]) value = (value as Readonly<Record<string | number, unknown>>)[name];
  return value;
}

describe('invalid-expression', () => {
  it('is an error that says what Node-RED refuses', () => {
    const { findings } = assertMarked('a.json', change('⟦invalid-expression SECRETS.a b⟧'), scene);
    assert.equal(findings[0]?.severity, 'error');
    assert.equal(
      findings[0].message,
      'Node-RED refuses this expression (a space must be quoted): write names of other letters in quotes, such as SECRETS["a name"].',
    );
  });

  it('is the one cause: the key in it is not unknown too', () => {
    assertMarked('a.json', change('⟦invalid-expression SECRETS.NOPE..x⟧'), scene);
  });

  it('is none while the name is typed', () => {
    for (const typed of ['SECRETS.', "SECRETS['", "SECRETS['KEY"]) {
      const text = change(typed);
      assert.ok(
        !assertMarked(
          'a.json',
          text.replace("'KEY", "'⟦unknown-secret KEY⟧").replace('⟦unknown-secret KEY⟧', 'KEY'),
          scene,
        ).text.includes('⟦'),
      );
    }
  });

  it('is written rightly in each place, escaped for it', () => {
    const typed = assertMarked('a.json', change('⟦invalid-expression SECRETS.é⟧'), scene);
    assert.deepEqual(
      applyFixes(typed).map((text) => valueIn(text, 'rules', 0, 'to')),
      ["SECRETS['é']"],
    );
    const script = assertMarked('a.json', code("return global.get('⟦invalid-expression SECRETS.é⟧');"), scene);
    assert.deepEqual(
      applyFixes(script).map((text) => valueIn(text, 'func')),
      ["return global.get('SECRETS[\\'é\\']');"],
    );
    const jsonata = assertMarked(
      'a.json',
      change("$globalContext('⟦invalid-expression SECRETS.é⟧')", 'jsonata'),
      scene,
    );
    assert.deepEqual(
      applyFixes(jsonata).map((text) => valueIn(text, 'rules', 0, 'to')),
      ["$globalContext('SECRETS[\\u0027é\\u0027]')"],
    );
  });

  const mended: readonly (readonly [refused: string, meant: string | undefined])[] = [
    [String.raw`SECRETS["a\"b"]`, `SECRETS['a"b']`],
    ['SECRETS.é', "SECRETS['é']"],
    ['SECRETS.a b', "SECRETS['a b']"],
    ['SECRETS.a b.c', "SECRETS['a b'].c"],
    ['SECRETS..X', 'SECRETS.X'],
    [' SECRETS.X', 'SECRETS.X'],
    ['SECRETS[X]', 'SECRETS.X'],
    ['SECRETS[ "X" ]', 'SECRETS.X'],
    ['["SECRETS"].X', 'SECRETS.X'],
    ["SECRETS.it's", undefined],
    ['SECRETS[""]', undefined],
    ['SECRETS[msg.a', undefined],
    ['elsewhere', undefined],
  ];
  for (const [refused, meant] of mended) {
    it(`${refused} is meant to be ${meant ?? 'something that is not clear'}`, () => {
      assert.equal(mendExpression(refused), meant);
      if (meant !== undefined) assert.equal(parseExpression(meant).fault, undefined);
    });
  }
});
