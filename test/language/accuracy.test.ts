import assert from 'node:assert/strict';
import { createDocument } from '../../language/document/source-document.ts';
import { isNamed } from '../../language/reference.ts';
import { MUTATIONS } from '../../scripts/lib/mutations.mjs';
import { described } from './forms/row.ts';
import { labelledFiles } from './labels.ts';

describe('references of labelled flow files', () => {
  for (const { name, text, labels } of labelledFiles())
    it(`are found, all and nothing else: ${name}`, () => {
      const found = createDocument(name, text).references();
      const named = found.filter(isNamed).map(({ key, path }) => ({
        key: key.name,
        start: key.start,
        end: key.end,
        path: path.map(({ name, start, end }) => ({ name, start, end })),
      }));
      assert.deepEqual(
        named.toSorted((a, b) => a.start - b.start),
        labels.references.toSorted((a, b) => a.start - b.start),
      );
      assert.ok(found.filter((reference) => reference.dynamic === 'key').length >= labels.dynamic, 'dynamic accesses');
    });

  for (const [what, mutate] of Object.entries(MUTATIONS))
    it(`are the same in the same file ${what}`, () => {
      for (const { name, text } of labelledFiles())
        assert.deepEqual(referencesIn(mutate(text)), referencesIn(text), `${name} ${what}`);
    });
});

/** All references in words, whatever their order in the file. */
function referencesIn(text: string): string[] {
  return createDocument('flows.json', text).references().map(described).toSorted();
}
