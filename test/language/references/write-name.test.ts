import assert from 'node:assert/strict';
import { parseExpressionAt } from 'acorn';
import fc from 'fast-check';
import jsonata from 'jsonata';
import { writeName } from '../../../language/references/write-name.ts';
import { type Enclosure, type Notation, type Place, type Syntax } from '../../../language/reference.ts';

const json: Enclosure = { kind: 'json' };
const js = (quote: '"' | "'" | '`'): Enclosure => ({ kind: 'javascript', quote });
const jsonataString = (quote: '"' | "'"): Enclosure => ({ kind: 'jsonata', quote });
const place = (syntax: Syntax, ...within: Enclosure[]): Place => ({ syntax, within });
const dot: Notation = { kind: 'dot' };
const quoted = (quote: '"' | "'" | '`'): Notation => ({ kind: 'quoted', quote });
const property = (shorthand: boolean): Notation => ({ kind: 'property', shorthand });

const LONE = '\ud800';

describe('writeName', () => {
  const forms: [
    title: string,
    name: string,
    notation: Notation,
    place: Place,
    text: string | undefined,
    brackets?: boolean,
  ][] = [
    ['a plain name after a dot', 'API_KEY', dot, place('expression', json), 'API_KEY'],
    ['a hyphen is legal in a property expression', 'mail-gun', dot, place('expression', json), 'mail-gun'],
    ['a blank needs brackets', 'a b', dot, place('expression', json), '[\\"a b\\"]', true],
    ['a dot in the name needs brackets', 'a.b', dot, place('expression', js("'"), json), '[\\"a.b\\"]', true],
    ['the other quote in a string of the same', 'a.b', dot, place('expression', js('"'), json), "['a.b']", true],
    ['a quote in the name chooses the other', 'it"s', dot, place('expression'), `['it"s']`, true],
    ['both quotes can not be written', `i"t's`, dot, place('expression'), undefined],
    ['a letter beyond ASCII first needs brackets', 'été', dot, place('expression'), '["été"]', true],
    ['an index is legal after a dot', '10', dot, place('expression'), '10'],
    ['digits that are no index would change', '01', dot, place('expression'), '["01"]', true],
    ['no empty name in a property expression', '', dot, place('expression'), undefined],
    ['no line break in a property expression', 'a\u2028b', dot, place('expression'), undefined],
    ['within quotes of a property expression', 'a b', quoted('"'), place('expression', json), 'a b'],
    ['no escape for the same quote there', 'a"b', quoted('"'), place('expression', json), undefined],

    ['a word after a dot in code', 'class', dot, place('javascript', json), 'class'],
    ['a letter beyond ASCII in code', 'été', dot, place('javascript', json), 'été'],
    ['a hyphen in code needs brackets', 'mail-gun', dot, place('javascript', json), '[\\"mail-gun\\"]', true],
    ['a digit first in code needs brackets', '1a', dot, place('javascript'), '["1a"]', true],
    ['escapes between quotes in code', `a'\\b\n`, quoted("'"), place('javascript'), `a\\'\\\\b\\u000a`],
    ['twice escaped in JSON', `a'b`, quoted("'"), place('javascript', json), `a\\\\'b`],
    ['a template literal', '${x}`', quoted('`'), place('javascript'), '\\${x}\\`'],
    ['a lone surrogate survives a file', LONE, quoted('"'), place('javascript', json), '\\\\ud800'],
    ['an index replaced by a name', 'first', { kind: 'index' }, place('javascript'), '"first"'],
    ['an index replaced by an index', '2', { kind: 'index' }, place('javascript'), '2'],

    ['a key of a pattern', 'NEW', property(false), place('javascript'), 'NEW'],
    ['a quoted key of a pattern', 'a-b', property(false), place('javascript', json), '\\"a-b\\"'],

    ['a name in JSONata', 'X', dot, place('jsonata', json), 'X'],
    ['backticks in JSONata keep the dot', 'a-b', dot, place('jsonata', json), '`a-b`'],
    ['a word of JSONata', 'and', dot, place('jsonata'), '`and`'],
    ['no escape for a backtick in JSONata', 'a`b', dot, place('jsonata'), undefined],
    ['within backticks', 'a b', quoted('`'), place('jsonata', json), 'a b'],
    ['an expression in a JSONata string', 'a b', dot, place('expression', jsonataString('"'), json), "['a b']", true],
    [
      'a single quote in a JSONata string',
      `a'b`,
      quoted('"'),
      place('expression', jsonataString("'"), json),
      `a\\\\u0027b`,
    ],

    ['a name in mustache', 'mail-gun', dot, place('mustache', json), 'mail-gun'],
    ['mustache has no brackets', 'a b', dot, place('mustache', json), undefined],
    ['a tag can not be closed', 'a}}b', dot, place('mustache'), undefined],
    ['a name in a template file', 'X', dot, place('template'), 'X'],
    ['brackets in a template file', 'mail-gun', dot, place('template'), '["mail-gun"]', true],
    ['no tag is closed in a template file', 'a}}b', dot, place('template'), undefined],

    ['a whole value in JSON', 'alert "mails"', dot, place('plain', json), 'alert \\"mails\\"'],
    [
      'a whole value in plain YAML',
      'alert-mails',
      dot,
      place('plain', { kind: 'yaml', style: 'plain' }),
      'alert-mails',
    ],
    ['what plain YAML can not hold', 'a: b', dot, place('plain', { kind: 'yaml', style: 'plain' }), undefined],
    ['what plain YAML reads as a number', '01', dot, place('plain', { kind: 'yaml', style: 'plain' }), undefined],
    ['what plain YAML reads as a word', 'true', dot, place('plain', { kind: 'yaml', style: 'plain' }), undefined],
    ['single quotes in YAML', "it's", dot, place('plain', { kind: 'yaml', style: 'single' }), "it''s"],
    ['double quotes in YAML', 'a"b', dot, place('plain', { kind: 'yaml', style: 'double' }), 'a\\"b'],
    ['a YAML block holds quotes as they are', 'a-b', dot, place('javascript', { kind: 'yaml' }), '["a-b"]', true],
  ];
  for (const [title, name, notation, where, text, needsBrackets = false] of forms) {
    it(title, () => {
      assert.deepEqual(writeName(name, notation, where), text === undefined ? undefined : { text, needsBrackets });
    });
  }

  describe('shorthand of an object pattern', () => {
    const shorthand: [title: string, name: string, local: string | undefined, text: string][] = [
      ['keeps the variable', 'NEW', 'OLD', 'NEW: OLD'],
      ['stays short when the key is the variable', 'SAME', 'SAME', 'SAME'],
      ['is short without a variable', 'NEW', undefined, 'NEW'],
      ['makes a variable for a name that is none', 'mail-gun', undefined, '"mail-gun": mail_gun'],
      ['makes a variable for a reserved word', 'class', undefined, 'class: _class'],
    ];
    for (const [title, name, local, text] of shorthand) {
      it(title, () => {
        assert.equal(writeName(name, property(true), place('javascript'), local)?.text, text);
      });
    }
  });

  describe('what is written reads back as the name', () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
      fc.constantFrom('__proto__', 'a-b', `'"\``, LONE, '\u2028', '${a}', '\\'),
    );
    const decodeJson = (text: string): unknown => JSON.parse(`"${text}"`);

    it('in code, after a dot and between quotes', () => {
      fc.assert(
        fc.property(names, fc.constantFrom<Notation>(dot, quoted('"'), quoted("'"), quoted('`')), (name, notation) => {
          const written = writeName(name, notation, place('javascript', json));
          assert.ok(written);
          const text = String(decodeJson(written.text));
          const code =
            notation.kind === 'quoted'
              ? `s[${notation.quote}${text}${notation.quote}]`
              : written.needsBrackets
                ? `s${text}`
                : `s.${text}`;
          const member = parseExpressionAt(code, 0, { ecmaVersion: 'latest' });
          assert.equal(member.end, code.length);
          assert.ok(member.type === 'MemberExpression');
          const { property: read } = member;
          const value =
            read.type === 'Identifier'
              ? read.name
              : read.type === 'Literal'
                ? read.value
                : read.type === 'TemplateLiteral'
                  ? read.quasis[0]?.value.cooked
                  : undefined;
          assert.equal(value, name);
        }),
      );
    });

    it('in JSONata, as a step and in a string', async () => {
      await fc.assert(
        fc.asyncProperty(names, async (name) => {
          const step = writeName(name, dot, place('jsonata', json));
          assert.equal(step === undefined, name.includes('`'));
          if (step !== undefined && name !== '__proto__') {
            const input = new Map([[name, 7]]);
            const source = `$.${String(decodeJson(step.text))}`;
            assert.equal(await jsonata(source).evaluate(Object.fromEntries(input)), 7, source);
          }
          const inner = writeName(name, quoted('"'), place('expression', jsonataString("'"), json));
          assert.equal(inner === undefined, /["\n\r\u2028\u2029]/.test(name));
          if (inner === undefined) return;
          assert.equal(await jsonata(`'${String(decodeJson(inner.text))}'`).evaluate({}), name);
        }),
      );
    });
  });
});
