import assert from 'node:assert/strict';
import { isNamed } from '../../../language/reference.ts';
import { readContextKey } from '../../../language/references/context-key.ts';

const COMMON = {
  access: 'read',
  effect: 'value',
  form: 'typed-input',
  place: { syntax: 'expression', within: [] },
} as const;

describe('readContextKey', () => {
  for (const [text, expected] of [
    ['SECRETS.X', 'secret X'],
    ['CREDENTIALS["mail gun"].apiKey', 'credential mail gun/apiKey'],
    ['#:(file)::SECRETS["a-b"].c[0]', 'secret a-b/c/0'],
    ['SECRETS', 'secret *whole'],
    ['SECRETS[msg.topic].x', 'secret *key'],
    ['SECRETS.DB[msg.topic].x', 'secret DB *path'],
    ['SECRETS.', 'secret '],
    ['SECRETS.DB.', 'secret DB/'],
    ['SECRETS.X Y', 'secret X'],
  ] as const) {
    it(`reads ${text}`, () => {
      const [reference] = readContextKey(text, COMMON).references;
      assert.ok(reference);
      const { kind, key, path, dynamic } = reference;
      const names = key === undefined ? [] : [key, ...path];
      for (const name of names) assert.equal(text.slice(name.start, name.end), name.name);
      const words = names.map((name) => name.name).join('/');
      assert.equal([kind, ...(key ? [words] : []), ...(dynamic ? [`*${dynamic}`] : [])].join(' '), expected);
      assert.equal(isNamed(reference), words !== '');
    });
  }

  for (const text of ['', 'SECRETS2.X', 'secrets.X', 'msg.SECRETS.X', 'SECRETS are fun', '.SECRETS', '["SECRETS"].X'])
    it(`finds nothing in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readContextKey(text, COMMON).references, []);
    });
});
