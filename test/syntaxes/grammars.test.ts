import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { createRegistry, loadConfiguration } from 'vscode-tmgrammar-test/dist/common/index.js';
import { getVSCodeTokens, renderSnap } from 'vscode-tmgrammar-test/dist/snapshot/index.js';
import { parseGrammarTestCase, runGrammarTestCase } from 'vscode-tmgrammar-test/dist/unit/index.js';

const root = join(import.meta.dirname, '..', '..');
const cases = join(root, 'test', 'fixtures', 'syntaxes');
/** The languages that ours are injected into: VS Code's own grammars, out of the VS Code of the tests. */
const extensions = join(root, 'test', 'vscode-host', 'node_modules', 'code-server', 'lib', 'vscode', 'extensions');
const BASES: readonly (readonly [scope: string, path: string])[] = [
  ['source.js', 'javascript/syntaxes/JavaScript.tmLanguage.json'],
  ['source.ts', 'typescript-basics/syntaxes/TypeScript.tmLanguage.json'],
  ['source.json', 'json/syntaxes/JSON.tmLanguage.json'],
  ['text.html.basic', 'html/syntaxes/html.tmLanguage.json'],
  ['text.html.derivative', 'html/syntaxes/html-derivative.tmLanguage.json'],
  ['text.html.handlebars', 'handlebars/syntaxes/Handlebars.tmLanguage.json'],
  ['source.css', 'css/syntaxes/css.tmLanguage.json'],
  ...['yaml', 'yaml-1.0', 'yaml-1.1', 'yaml-1.2', 'yaml-1.3', 'yaml-embedded'].map(
    (name) =>
      [
        name === 'yaml' ? 'source.yaml' : `source.${name.replace('-', '.')}`,
        `yaml/syntaxes/${name}.tmLanguage.json`,
      ] as const,
  ),
];
const SCOPES = new Map([
  ['.js', 'source.js'],
  ['.ts', 'source.ts'],
  ['.json', 'source.json'],
  ['.hbs', 'text.html.handlebars'],
  ['.html', 'text.html.derivative'],
  ['.mustache', 'text.html.mustache'],
  ['.jsonata', 'source.jsonata'],
]);

const { grammars } = loadConfiguration(join(root, 'package.json'), undefined, undefined);
const registry = createRegistry([
  ...BASES.map(([scopeName, path]) => ({ scopeName, path: join(extensions, path) })),
  ...grammars,
]);

describe('grammars', () => {
  for (const file of readdirSync(join(cases, 'unit'))) {
    it(`color ${file}`, async () => {
      const testCase = parseGrammarTestCase(readFileSync(join(cases, 'unit', file), 'utf8'));
      assert.ok(testCase.assertions.length > 0);
      assert.deepEqual(await runGrammarTestCase(registry, testCase), []);
    });
  }

  // After a wanted change: FLOW_SECRETS_UPDATE=1 npm run test:syntaxes, and look at the difference.
  for (const file of filesIn('snapshot').filter((path) => !path.endsWith('.snap'))) {
    it(`give ${basename(file)} the scopes of its snapshot`, async () => {
      const scope = SCOPES.get(extname(file));
      assert.ok(scope);
      const actual = renderSnap(await getVSCodeTokens(registry, scope, readFileSync(file, 'utf8')));
      if (process.env['FLOW_SECRETS_UPDATE'] === '1') writeFileSync(`${file}.snap`, actual);
      assert.equal(actual, readFileSync(`${file}.snap`, 'utf8'));
    });
  }

  it('that others are injected into are all here', () => {
    for (const [, path] of BASES) assert.ok(existsSync(join(extensions, path)), path);
  });
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(cases, folder)).map((name) => join(cases, folder, name));
}
