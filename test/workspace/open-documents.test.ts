import assert from 'node:assert/strict';
import { createDocument } from '../../language/document/source-document.ts';
import { OpenDocuments } from '../../workspace/open-documents.ts';

/** A flow of two million characters whose nodes all read `key`. */
function bigFlow(key: string): string {
  const func = `// ${'x'.repeat(4000)}\nreturn global.get("SECRETS.${key}");`;
  return JSON.stringify(Array.from({ length: 500 }, (_, i) => ({ id: `n${i}`, type: 'function', func })));
}

describe('open documents', () => {
  it('stay what they were while a big change has not been read', () => {
    const documents = new OpenDocuments();
    const document = createDocument('/w/flows.json', bigFlow('OLD'));
    for (const steps = document.readInSteps(); steps.next().done === false;);
    documents.open('/w/flows.json', document);
    const keys = (): readonly (string | undefined)[] => [
      ...new Set(documents.get('/w/flows.json')?.references.map(({ reference }) => reference.key?.name)),
    ];
    assert.deepEqual(keys(), ['OLD']);

    document.update([{ text: bigFlow('NEW') }]);
    documents.changed('/w/flows.json');
    assert.deepEqual([document.takesLong, keys()], [true, ['OLD']]);
    for (const steps = document.readInSteps(); steps.next().done === false;);
    assert.deepEqual([document.takesLong, keys()], [false, ['NEW']]);
  });

  it('are read at once when little has changed', () => {
    const documents = new OpenDocuments();
    const document = createDocument(
      '/w/flows.json',
      '[{"id":"a","type":"function","func":"global.get(\'SECRETS.A\')"}]',
    );
    documents.open('/w/flows.json', document);
    assert.equal(documents.get('/w/flows.json')?.references[0]?.reference.key?.name, 'A');
    const start = document.slice().indexOf("A'");
    document.update([{ range: { start: document.positionAt(start), end: document.positionAt(start + 1) }, text: 'B' }]);
    documents.changed('/w/flows.json');
    assert.equal(documents.get('/w/flows.json')?.references[0]?.reference.key?.name, 'B');
  });
});
