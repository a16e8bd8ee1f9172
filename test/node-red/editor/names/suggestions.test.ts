import assert from 'node:assert/strict';
import { type CodeReader } from '../../../../language/code/code.ts';
import { createCodeDocument } from '../../../../language/document/source-document.ts';
import { suggestionsAt } from '../../../../node-red/editor/names/suggestions.ts';
import { CATALOG } from '../../catalog.ts';

/** The text after each suggestion at `|` was accepted. */
function accepted(text: string, reader: CodeReader): readonly string[] {
  const offset = text.indexOf('|');
  const code = text.replace('|', '');
  const document = createCodeDocument(code, { property: 'func', reader, site: { nodeId: 'code' } });
  return suggestionsAt(document, offset, CATALOG).map(
    ({ span, removal, text: name }) => code.slice(0, removal?.start ?? span.start) + name + code.slice(span.end),
  );
}

const CASES: readonly [text: string, reader: CodeReader, expected: readonly string[]][] = [
  [
    'global.get("SECRETS.|")',
    'function',
    ['global.get("SECRETS.API_KEY")', 'global.get("SECRETS.DB")', `global.get("SECRETS['a b']")`],
  ],
  ['global.get("SECRETS").|', 'function', ['API_KEY', 'DB', '["a b"]'].map((name) => access('SECRETS', name))],
  ['global.get("SECRETS.DB").h|', 'function', ['host', '["x y"]'].map((name) => access('SECRETS.DB', name))],
  ['global.get("CREDENTIALS")["|"]', 'function', ['global.get("CREDENTIALS")["alert mails"]']],
  ["global.get('CREDENTIALS')['|", 'startup-function', ["global.get('CREDENTIALS')['alert mails"]],
  ['{{{global.SECRETS.DB.|}}}', 'mustache', ['{{{global.SECRETS.DB.host}}}', '{{{global.SECRETS.DB["x y"]}}}']],
  [
    '$globalContext("SECRETS").D|',
    'jsonata',
    ['API_KEY', 'DB', '`a b`'].map((name) => `$globalContext("SECRETS").${name}`),
  ],
  ['msg.|', 'function', []],
  ['// global.get("SECRETS.|")', 'function', []],
];

function access(key: string, name: string): string {
  return `global.get("${key}")${name.startsWith('[') ? '' : '.'}${name}`;
}

describe('a code editor of Node-RED', () => {
  for (const [text, reader, expected] of CASES) {
    it(`completes ${text} to ${expected.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(accepted(text, reader), expected);
    });
  }
});
