import assert from 'node:assert/strict';
import { type Reading } from '../../../language/reference.ts';
import { readFunctionCode } from '../../../language/references/javascript.ts';
import { readJsonata } from '../../../language/references/jsonata.ts';
import { readMustache } from '../../../language/references/mustache.ts';
import { readScript } from '../../../language/references/script.ts';
import { readTemplate } from '../../../language/references/template.ts';
import { readGlobalKey } from '../../../language/references/typed-value.ts';

/** Each slip with the text of its range. */
function slipsOf({ slips }: Reading, text: string): string[] {
  return slips.map((slip) => {
    const what = slip.type === 'wrong-case' ? `${slip.replacement}.${slip.key ?? ''}` : slip.reason;
    return `${text.slice(slip.start, slip.end)} → ${what}`;
  });
}

const typedInput = (text: string): Reading => readGlobalKey(text, 'read');

/** Expressions that Node-RED refuses (facts: node-red.md C.1). */
const REFUSED = [
  ['SECRETS.é', 'a name is missing behind the dot'],
  ['SECRETS.a b', 'a space must be quoted'],
  ['SECRETS.X.', 'a name is missing behind the dot'],
  ['SECRETS..X', 'a name is missing behind the dot'],
  [' SECRETS.X', 'a space must be quoted'],
  ['SECRETS[X]', 'brackets hold a quoted name, a number or msg.…'],
  ['SECRETS[ "X" ]', 'brackets hold a quoted name, a number or msg.…'],
  ['SECRETS[""].X', 'a name is missing'],
  ['["SECRETS"].X', 'unexpected [ at the start'],
  ['SECRETS["a"b"]', 'unexpected text behind a quoted name'],
] as const;

describe('slips', () => {
  for (const [text, reason] of REFUSED) {
    it(`say what is wrong with ${text}, wherever Node-RED reads it`, () => {
      assert.deepEqual(slipsOf(typedInput(text), text), [`${text} → ${reason}`]);
      const stored = `#:(file)::${text}`;
      assert.deepEqual(slipsOf(typedInput(stored), stored), [`${text} → ${reason}`]);
      const code = `node.send({ a: global.get(\`${text}\`) });`;
      assert.deepEqual(slipsOf(readFunctionCode(code), code), [`${text} → ${reason}`]);
      const jsonata = text.includes('"') ? `$globalContext('${text}')` : `$globalContext("${text}")`;
      assert.deepEqual(slipsOf(readJsonata(jsonata), jsonata), [`${text} → ${reason}`]);
      const tag = `{{{global.${text.trim()}}}}`;
      if (text === text.trim()) assert.deepEqual(slipsOf(readMustache(tag), tag), [`${text} → ${reason}`]);
    });
  }

  for (const text of [
    'SECRETS',
    'SECRETS.',
    'SECRETS["',
    "SECRETS['X",
    'SECRETS[',
    'SECRETS[]',
    'SECRETS[""]',
    'SECRETS[msg.a',
  ])
    it(`leave ${text} alone, which is still being typed`, () => {
      assert.deepEqual(slipsOf(typedInput(text), text), []);
    });

  for (const text of ['SECRETS2..X', 'payload..SECRETS', 'MYSECRETS[', 'SECRETS-a..b'])
    it(`leave ${text} alone, which is none of ours`, () => {
      assert.deepEqual(slipsOf(typedInput(text), text), []);
    });

  for (const [name, read, text, expected] of [
    ['a typed input', typedInput, 'secrets.X', ['secrets → SECRETS.X']],
    ['a typed input of another store', typedInput, '#:(file)::Credentials["a b"].y', ['Credentials → CREDENTIALS.a b']],
    ['a key of get', readFunctionCode, 'global.get("Secrets.X")', ['Secrets → SECRETS.X']],
    [
      'a key of an array',
      readFunctionCode,
      'global.get(["secrets.X", "Secrets.Y"])',
      ['secrets → SECRETS.X', 'Secrets → SECRETS.Y'],
    ],
    ['a whole object', readFunctionCode, 'const s = global.get("secrets");', ['secrets → SECRETS.']],
    ['a parent', readFunctionCode, 'flow.get("$parent.secrets.X")', ['secrets → SECRETS.X']],
    ['JSONata', readJsonata, '$globalContext("secrets.X")', ['secrets → SECRETS.X']],
    ['a tag', readMustache, '{{global.secrets.X}}', ['secrets → SECRETS.X']],
    ['a section', readMustache, '{{#global.secrets}}{{X}}{{/global.secrets}}', ['secrets → SECRETS.']],
    [
      'a template file',
      readTemplate,
      '{{secrets.X}} ${Secrets.Y} {{secrets}}',
      ['secrets → SECRETS.X', 'Secrets → SECRETS.Y'],
    ],
    ['a script', readScript, 'f(secrets.X); f(secrets)', ['secrets → SECRETS.X']],
    ['a script that declares it', readScript, 'const secrets = {}; f(secrets.X)', []],
    ['a message', readMustache, '{{secrets.X}} {{payload.secrets}}', []],
    ['a local of a function', readFunctionCode, 'const secrets = msg.secrets; return secrets.X', []],
  ] as const)
    it(`offer the right case in ${name}`, () => {
      assert.deepEqual(slipsOf(read(text), text), expected);
    });
});
