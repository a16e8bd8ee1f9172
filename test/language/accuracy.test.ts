import assert from 'node:assert/strict';
import { createDocument } from '../../language/document/source-document.ts';
import { isNamed } from '../../language/reference.ts';
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
});
