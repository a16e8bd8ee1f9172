import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv, type AnySchemaObject } from 'ajv';
import { readConfig } from '../../config/read-config.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../flow-secrets.schema.json', import.meta.url), 'utf8'),
) as AnySchemaObject;
const KEY = 'age1' + 'q'.repeat(58);

const GOOD: readonly unknown[] = [
  {},
  { $schema: './flow-secrets.schema.json', later: 1 },
  { store: { kind: 'files', folder: 'vault' } },
  { store: { kind: 'openbao', address: 'https://vault.example.org' } },
  { bindings: [] },
  { rules: {} },
  { rules: { 'unknown-secret': 'off', 'of-a-later-version': 'info' } },
  { bindings: [{ files: ['flows/**'], spaces: ['DEV'] }] },
  { owners: { Ana: KEY }, runtimes: { edge: { key: KEY }, two: { key: KEY, spaces: ['DEV'] } } },
];

const BAD: readonly unknown[] = [
  [],
  { store: 'secrets' },
  { store: { kind: 'vault' } },
  { store: { folder: ' ' } },
  { rules: ['off'] },
  { rules: { 'unknown-secret': 'loud' } },
  { rules: { 'of-a-later-version': 1 } },
  { bindings: {} },
  { bindings: [{ files: ['a'] }] },
  { bindings: [{ files: 'a', spaces: [] }] },
  { bindings: [{ files: [''], spaces: ['DEV'] }] },
  { bindings: [{ files: ['a'], spaces: [1] }] },
  { owners: ['Ana'] },
  { owners: { Ana: 'ssh-rsa' } },
  { runtimes: { edge: KEY } },
  { runtimes: { edge: { spaces: [] } } },
];

describe('flow-secrets.schema.json', () => {
  // Editors read `defaultSnippets`, which JSON schema itself does not know.
  const validate = new Ajv({ keywords: ['defaultSnippets'] }).compile(schema);

  it('accepts what readConfig accepts', () => {
    for (const example of GOOD) {
      assert.ok(validate(example), JSON.stringify(example));
      assert.ok('config' in readConfig(JSON.stringify(example)), JSON.stringify(example));
    }
  });

  it('refuses what readConfig refuses', () => {
    for (const example of BAD) {
      assert.ok(!validate(example), JSON.stringify(example));
      assert.ok('problem' in readConfig(JSON.stringify(example)), JSON.stringify(example));
    }
  });

  it('describes every property', () => {
    const undescribed: string[] = [];
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [name, child] of Object.entries(node)) {
        const described = typeof child === 'object' && child !== null && ('description' in child || '$ref' in child);
        if (path.endsWith('/properties') && !described) undescribed.push(`${path}/${name}`);
        walk(child, `${path}/${name}`);
      }
    };
    walk(schema, '');
    assert.deepEqual(undescribed, []);
  });
});
