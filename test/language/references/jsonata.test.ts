import assert from 'node:assert/strict';
import fc from 'fast-check';
import jsonata from 'jsonata';
import { isNamed } from '../../../language/reference.ts';
import { readJsonata } from '../../../language/references/jsonata.ts';
import { referencesOfAst, withoutPrefixes } from './jsonata-oracle.ts';
import { JSONATA } from '../forms/jsonata.ts';
import { assertCutsKeep, assertTolerant, described } from './readings.ts';

describe('JSONata', () => {
  it('keeps what is whole when an expression is cut', () => {
    for (const [expression] of JSONATA) if (!expression.includes('\\')) assertCutsKeep(readJsonata, expression);
  });

  it('finds calls behind a million characters', () => {
    const far = `$globalContext("SECRETS.A") & "${'x'.repeat(1_000_000)}" & $globalContext('SECRETS').B.c`;
    assert.deepEqual(described(readJsonata(far)), ['A', 'B.c']);
  });

  it('follows a key to the call that reads it', () => {
    assert.deepEqual(described(readJsonata('($k := "SECRETS.X"; $globalContext($k))')), ['X']);
    assert.deepEqual(described(readJsonata('"SECRETS.X" ~> $globalContext')), ['X']);
    assert.deepEqual(described(readJsonata('"SECRETS" ~> $globalContext() ~> $lookup("X")')), ['X']);
  });

  it('says in which grammar a name stands', () => {
    const [first, second, third] = readJsonata(
      '$globalContext("SECRETS.DB").host & $globalContext(\'SECRETS.A\') & $globalContext("SECRETS").`b c`',
    ).references;
    const inString = (quote: string) => ({ syntax: 'expression', within: [{ kind: 'jsonata', quote }] });
    const inCode = { syntax: 'jsonata', within: [] };
    assert.deepEqual([first?.place, first?.path[0]?.place], [inString('"'), inCode]);
    assert.deepEqual(second?.place, inString("'"));
    assert.deepEqual([third?.place, third?.key?.notation], [inCode, { kind: 'quoted', quote: '`' }]);
  });

  it('reads any text', () => {
    const fragments =
      '( ) [ ] { } . , ; : := ~> ? ?: ?? & - * ** % / | ^ @ # $ $$ $s $lookup $globalContext function λ " \' ` \\ X "SECRETS. SECRETS /* */';
    assertTolerant(readJsonata, [
      ...fragments.split(' '),
      '$globalContext("SECRETS")',
      '$globalContext("SECRETS.X")',
      '"X"',
      '\n',
    ]);
  });

  for (const unit of [
    '(',
    '[',
    '{',
    '((',
    '{"a":',
    '-',
    '.a',
    '/(',
    '/)',
    '"',
    '`',
    '"(\\',
    '$a := ',
    'a ? ',
    '/*',
    'function($a){',
    '$s(',
    'a[',
    '$globalContext(',
  ]) {
    it(`reads ${unit} over and over`, () => {
      const expression =
        '$globalContext("SECRETS.X") & ($s := $globalContext("SECRETS")).' + unit.repeat(200_000 / unit.length);
      assert.equal(readJsonata(expression).references[0]?.key?.name, 'X');
    });
  }

  it('finds what lies behind ten thousand brackets', () => {
    assert.deepEqual(described(readJsonata('('.repeat(10_000) + '$globalContext("SECRETS.X")')), ['X']);
  });

  it('agrees with the AST of the jsonata package', () => {
    fc.assert(
      fc.property(EXPRESSIONS, (expression) => {
        fc.pre(isValid(expression));
        assert.deepEqual([...namesIn(expression)].sort(), [...referencesOfAst(expression)].sort());
      }),
      { numRuns: 1000 },
    );
  });
});

/** The package takes a slash behind some brackets for a regex, and refuses what follows. */
function isValid(expression: string): boolean {
  try {
    jsonata(expression);
    return true;
  } catch {
    return false;
  }
}

/** References as the oracle tells them: names only. */
function namesIn(expression: string): Set<string> {
  return withoutPrefixes(
    readJsonata(expression)
      .references.filter(isNamed)
      .map(({ key, path }) => {
        const names = [key, ...path].filter(({ notation }) => notation.kind !== 'index');
        return names.map(({ name }) => name).join('.');
      }),
  );
}

const { expression: EXPRESSIONS } = fc.letrec<{ expression: string; path: string; step: string }>((tie) => {
  const fill = (template: string) => {
    const [head = '', ...tails] = template.split('_');
    const parts = tails.map((tail) => tie('expression').map((inner) => inner + tail));
    return fc.tuple(fc.constant(head), ...parts).map((all) => all.join(''));
  };
  return {
    expression: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      ...['a', '$', '$s', '$t', '1', '"x"', '$globalContext("SECRETS")', "$globalContext('SECRETS.DB')"].map((leaf) =>
        fc.constant(leaf),
      ),
      tie('path'),
      tie('path'),
      ...['(_)', '(_; _)', '($s := _; _)', '($t := _; _; _)', '{"k": _}', '[_, _]'].map(fill),
      ...['_ & _', '_ ? _ : _', '_ ?: _', '_ ?? _', '_ = _', '_ and _', '_ / _', '_ ~> $f', '-_'].map(fill),
      ...['$f(_, _)', '$lookup(_, "k")', '_ ~> $lookup("k")', '$string(_)', '$f(/[/"]/, _)', '/* "( */ _'].map(fill),
    ),
    path: fc.tuple(tie('expression'), tie('step')).map(([from, step]) => `(${from})${step}`),
    step: fc.oneof(
      ...['.b', '.`c d`', '."e"', '[0]', '[-1].b', '[]', '.$', '.$s'].map((leaf) => fc.constant(leaf)),
      ...['[_]', '.(_)', '.{"k": _}', '.[_]', '{"k": _}', '^(>_)', '.$f(_)'].map(fill),
      fc.tuple(tie('step'), tie('step')).map(([one, two]) => (one.includes('{"k"') ? one : one + two)),
    ),
  };
});
