import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(import.meta.dirname, '..', '..', 'node-red', 'package', 'locales');

/** Each text by its key, `status.title`, with the values that it takes. */
function textsOf(value: unknown, key = ''): readonly (readonly [key: string, places: readonly string[]])[] {
  if (typeof value === 'string') return [[key, (value.match(/\{\w+\}/g) ?? []).toSorted()]];
  const members = Object.entries(value as Readonly<Record<string, unknown>>);
  return members.flatMap(([name, member]) => textsOf(member, key === '' ? name : `${key}.${name}`));
}

function read(language: string): unknown {
  return JSON.parse(readFileSync(path.join(FOLDER, language, 'flow-secrets.json'), 'utf8'));
}

describe('the texts of Node-RED’s sidebar', () => {
  for (const language of readdirSync(FOLDER)) {
    it(`are all there in ${language}, and take the same values`, () => {
      assert.deepEqual(textsOf(read(language)), textsOf(read('en-US')));
    });
  }
});
