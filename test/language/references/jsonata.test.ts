import assert from 'node:assert/strict';
import fc from 'fast-check';
import jsonata from 'jsonata';
import { isNamed } from '../../../language/reference.ts';
import { readJsonata } from '../../../language/references/jsonata.ts';
import { referencesOfAst, withoutPrefixes } from './jsonata-oracle.ts';
import { assertCutsKeep, assertTolerant, described, namesOf } from './readings.ts';

const FORMS: readonly (readonly [expression: string, ...expected: string[]])[] = [
  // Keys in strings.
  ['$globalContext("SECRETS.X")', 'X'],
  ["$globalContext('SECRETS.X')", 'X'],
  ['$globalContext("SECRETS.DB.host") & $globalContext("SECRETS.Y")', 'DB.host', 'Y'],
  ['$globalContext(\'SECRETS["a-b"]\')', 'a-b'],
  ['$globalContext("SECRETS[\\"a b\\"].c")', 'a b.c'],
  ['$globalContext("SECRETS.\\u0058")', 'X'],
  ['$globalContext("SECRETS.LIST[0].x")', 'LIST.0.x'],
  ['$globalContext("SECRETS.X", "file") & $globalContext("#:(file)::SECRETS.Y")', 'X', 'Y'],
  ['$globalContext("CREDENTIALS.mail.apiKey")', 'credential mail.apiKey'],
  ['$globalContext("CREDENTIALS")."mail gun".apiKey', 'credential mail gun.apiKey'],
  ['$flowContext("SECRETS.X")'],
  ['$flowContext("$parent.SECRETS.X") & $flowContext("#:(file)::$parent.$parent.SECRETS").Y', 'X', 'Y'],
  ['$globalContext("SECRETS_METADATA.version") & $globalContext("OTHER.SECRETS.X") & $env("SECRETS.X")'],
  // Steps.
  ['$globalContext("SECRETS").X', 'X'],
  ['$globalContext("SECRETS") . X . Y', 'X.Y'],
  ['$globalContext("SECRETS").`a-b`.c', 'a-b.c'],
  ['$globalContext("SECRETS")."a b".\'c d\'', 'a b.c d'],
  ['$globalContext("SECRETS.DB").host', 'DB.host'],
  ['$globalContext("SECRETS").LIST[0].x', 'LIST.0.x'],
  ['$globalContext("SECRETS").LIST[-1].x[].y', 'LIST.-1.x.y'],
  ['$globalContext("SECRETS")["X"]', '* whole'],
  ['$globalContext("SECRETS")["a-b"].X', 'X'],
  ['$globalContext("SECRETS").LIST[name="a"].port', 'LIST.name', 'LIST.port'],
  ['($globalContext("SECRETS")).X', 'X'],
  ['($globalContext("SECRETS") ?: {}).X & ($globalContext("SECRETS") ?? 1).Y', 'X', 'Y'],
  ['(a ? $globalContext("SECRETS") : {}).X', 'X'],
  ['$globalContext("SECRETS").X ? $globalContext("SECRETS").Y : $globalContext("SECRETS").Z', 'X', 'Y', 'Z'],
  ['$globalContext(a ? "SECRETS.X" : "SECRETS.Y")', 'X', 'Y'],
  // Variables.
  ['($s := $globalContext("SECRETS"); $s.X & ":" & $s.DB.port)', 'X', 'DB.port'],
  ['($s := $globalContext("SECRETS"); ($s := {}; $s.X); $s.Y)', 'Y'],
  ['($db := $globalContext("SECRETS.DB"); $db.host & $db.port)', 'DB.host', 'DB.port'],
  ['($x := $globalContext("SECRETS.X"); 1)', 'X'],
  ['($a := $b := $globalContext("SECRETS"); $a.X & $b.Y)', 'X', 'Y'],
  ['($s := $globalContext("SECRETS"); $f := function($s) { $s.X }; $f($s.Y))', 'Y'],
  ['($s := $globalContext("SECRETS"); $f := function($v)<s:s> { $v & $s.X }; $f(1))', 'X'],
  ['($s := $globalContext("SECRETS"); λ($i){ $s.X }(1))', 'X'],
  ['(($s := $globalContext("SECRETS"); $s.X); $s.Y)', 'X'],
  ['($g := $globalContext; $g("SECRETS.X"))', 'X'],
  ['($globalContext := function($k){ $k }; $globalContext("SECRETS.X"))'],
  ['$globalContext("SECRETS").DB@$d.($d.host)', 'DB.host'],
  // Names relative to it.
  ['$globalContext("SECRETS").(X & Y.z)', 'X', 'Y.z'],
  ['$globalContext("SECRETS").{ "a": X, "b": DB.host }', 'X', 'DB.host'],
  ['$globalContext("SECRETS"){ "a": X }', 'X'],
  ['$globalContext("SECRETS").[X, Y]', 'X', 'Y'],
  ['$globalContext("SECRETS").DB.(host & ":" & $.port)', 'DB.host', 'DB.port'],
  ['$globalContext("SECRETS").DB.("a")', 'DB'],
  ['$globalContext("SECRETS").$string(X)', 'X'],
  ['$globalContext("SECRETS").LIST^(>name).x', 'LIST.name', 'LIST.x'],
  ['payload.(X & $globalContext("SECRETS").Y)', 'Y'],
  ['payload[type=$globalContext("SECRETS").X].Y', 'X'],
  ['$globalContext("SECRETS").(payload.(X))', 'payload.X'],
  // Lookups.
  ['$lookup($globalContext("SECRETS"), "X")', 'X'],
  ['$lookup($globalContext("SECRETS"), "DB").host', 'DB.host'],
  ['$lookup($globalContext("SECRETS.DB"), \'a "b"\')', 'DB.a "b"'],
  ['$lookup($globalContext("SECRETS"), x)', '* key'],
  ['$globalContext("SECRETS") ~> $lookup("X")', 'X'],
  // Computed.
  ['$globalContext("SECRETS." & x)', '* key'],
  ['$globalContext("SECRETS.DB." & x)', 'DB path'],
  ['$globalContext("SECRETS.A" & x)', '* key'],
  ['$globalContext("SECRETS[\\"" & x & "\\"]")', '* key'],
  ['$globalContext("SECRETS[msg.topic]")', '* key'],
  ['$globalContext("SECRETS").*', '* key'],
  ['$globalContext("SECRETS").DB.**', 'DB path'],
  ['$globalContext(x & "SECRETS.X") & $globalContext(x)'],
  // The object as a whole.
  ['$globalContext("SECRETS")', '* whole'],
  ['$keys($globalContext("SECRETS"))', '* whole'],
  ['($s := $globalContext("SECRETS"); {"all": $s})', '* whole'],
  ['function(){ $globalContext("SECRETS") }', '* whole'],
  ['($s := $globalContext("SECRETS"); 1)'],
  // What only looks like it.
  ['"SECRETS.NOT_A_REF"'],
  ['$s.SECRETS.X & SECRETS.X & $SECRETS.X & globalContext("SECRETS.X")'],
  ['/* $globalContext("SECRETS.X") */ 1'],
  ['$match(a, /$globalContext("SECRETS.X")/)'],
  ['$match(a, /["/]/i) & $globalContext("SECRETS.X") / 2', 'X'],
  ['"\\"" & $globalContext("SECRETS.X") & \'"\' & `"` & "/*"', 'X'],
  ['a / $globalContext("SECRETS.X") / b', 'X'],
  ['and.or & $globalContext("SECRETS").in', 'in'],
  // Unfinished.
  ['$globalContext("SECRETS.', '_'],
  ['$globalContext("SECRETS.")', '_'],
  ['{"a": $globalContext("SECRETS.DB., "b": 1}', 'DB._'],
  ['$globalContext("SECRETS[\'', '_'],
  ['$globalContext("SECRETS").', '_'],
  ['$globalContext("SECRETS"). & "x"', '_'],
  ['$globalContext("SECRETS").`', '_'],
  ['$globalContext("SECRETS").`a-', 'a-'],
  ['($s := $globalContext("SECRETS"); $s.)', '_'],
  ['$lookup($globalContext("SECRETS"), "', '_'],
  ['$globalContext("SECRETS.X" & "a', '* key'],
  [')]}.) $globalContext("SECRETS.X") ] (', 'X'],
];

/** Undoes what a string of JSONata escapes, where there is an escape. */
function decode(raw: string): string {
  return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
}

function assertExact(expression: string): void {
  for (const { name, start, end } of namesOf(readJsonata(expression)))
    assert.equal(decode(expression.slice(start, end)), name);
}

describe('JSONata', () => {
  for (const [expression, ...expected] of FORMS) {
    it(`reads ${expression}`, () => {
      assert.deepEqual(described(readJsonata(expression)), expected);
      assertExact(expression);
      if (!expression.includes('\\')) assertCutsKeep(readJsonata, expression);
    });
  }

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
      ...['(_)', '(_; _)', '($s := _; _)', '($t := _; _; _)', '{"k": _}', '[_, _]', '(-_)'].map(fill),
      ...['_ & _', '(_ ? _ : _)', '(_ ?: _)', '(_ ?? _)', '_ = _', '_ and _', '_ / _', '(_ ~> $f)'].map(fill),
      ...['$f(_, _)', '$lookup(_, "k")', '(_ ~> $lookup("k"))', '$string(_)', '$f(/[/"]/, _)', '/* "( */ _'].map(fill),
    ),
    path: fc.tuple(tie('expression'), tie('step')).map(([from, step]) => `(${from})${step}`),
    step: fc.oneof(
      ...['.b', '.`c d`', '."e"', '[0]', '[-1].b', '[]', '.$', '.$s'].map((leaf) => fc.constant(leaf)),
      ...['[_]', '.(_)', '.{"k": _}', '.[_]', '{"k": _}', '^(>_)', '.$f(_)'].map(fill),
      fc.tuple(tie('step'), tie('step')).map(([one, two]) => (one.includes('{"k"') ? one : one + two)),
    ),
  };
});
