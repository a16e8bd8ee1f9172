import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isRuleId, RULE_IDS, ruleEntry } from '../../language/rules/table.ts';
import { RULE_SETTINGS } from '../../language/rules/severity.ts';

const root = join(import.meta.dirname, '..', '..');

interface Choice {
  readonly enum: readonly string[];
  readonly description: string;
  readonly default?: string;
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** An object in a JSON file by its path. */
function readAt(file: string, ...path: readonly string[]): unknown {
  let value = JSON.parse(read(file)) as unknown;
  for (const name of path) value = (value as Readonly<Record<string, unknown>>)[name];
  return value;
}

describe('the table of rules', () => {
  it('is the setting flowSecrets.rules', () => {
    const path = ['contributes', 'configuration', 'properties', 'flowSecrets.rules', 'properties'];
    const settings = readAt('package.json', ...path) as Record<string, Choice>;
    const texts = readAt('package.nls.json') as Record<string, string>;
    assert.deepEqual(Object.keys(settings), RULE_IDS);
    for (const id of RULE_IDS) {
      assert.deepEqual(settings[id]?.enum, RULE_SETTINGS, id);
      assert.equal(settings[id].description, `%setting.rules.${id}%`);
      assert.equal(texts[`setting.rules.${id}`], ruleEntry(id).reports);
    }
  });

  it('is the property "rules" of flow-secrets.json', () => {
    const path = ['properties', 'rules', 'properties'];
    const schema = readAt('flow-secrets.schema.json', ...path) as Record<string, Choice>;
    assert.deepEqual(Object.keys(schema), RULE_IDS);
    for (const id of RULE_IDS) {
      const { severity, reports } = ruleEntry(id);
      assert.deepEqual(schema[id], { description: reports, enum: RULE_SETTINGS, default: severity }, id);
    }
  });

  it('has a page for each rule, and a row in docs/rules.md', () => {
    const table = read('docs/rules.md');
    for (const id of RULE_IDS) {
      assert.match(read(`docs/rules/${id}.md`), new RegExp(`^# ${id}\\n\\n_`), id);
      assert.ok(table.includes(`\`${id}\``), `${id} in docs/rules.md`);
    }
  });

  it('has a file and a test for each rule', () => {
    const tests = new Set(
      readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).map((path) => basename(path)),
    );
    for (const id of RULE_IDS) {
      assert.ok(existsSync(join(root, 'language', 'rules', `${id}.ts`)), id);
      assert.ok(tests.has(`${id}.test.ts`) || tests.has(`${id}s.test.ts`), `a test of ${id}`);
    }
  });

  it('has no rule by the name of what every object has', () => {
    assert.equal(isRuleId('constructor'), false);
    assert.equal(isRuleId('unknown-secret'), true);
  });
});
