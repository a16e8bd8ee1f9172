import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { addressOfCode, parseCodeAddress } from '../../../language/code/code-address.ts';

const ADDRESS = {
  flow: '/home/ana/flows/a.json',
  node: 'n1',
  property: 'func',
  reader: 'function',
  title: 'x',
} as const;

describe('addresses of code', () => {
  it('end with what the tab shows', () => {
    const { path } = addressOfCode({ ...ADDRESS, title: 'Ingest › fetch / token' }, 'js');
    equal(path, '/home/ana/flows/a.json/n1/func/Ingest › fetch ∕ token.js');
  });

  it('name the code, whatever it is called', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 120 });
    const dots = fc.constantFrom('.', '..', '...');
    const other = fc.string({ minLength: 1, maxLength: 30 }).filter((name) => !/\p{Cs}/u.test(name));
    const id = fc.oneof(dots, other);
    fc.assert(
      fc.property(id, id, text, (node, property, title) => {
        const { path, query } = addressOfCode({ ...ADDRESS, node, property, title }, 'jsonata');
        const parsed = parseCodeAddress(path, query);
        deepEqual([parsed?.flow, parsed?.node, parsed?.property], [ADDRESS.flow, node, property]);
        ok(!/\p{Cs}|\/\.{1,2}\//u.test(path));
      }),
    );
  });

  it('are nothing else', () => {
    const others = ['/home/ana/flows/a.json', '/home/ana/flows/a.json/n1/func', '/home/ana/a.txt/n/func/x.js'];
    for (const path of others) equal(parseCodeAddress(path, 'function'), undefined, path);
    equal(parseCodeAddress('/a.json/n/func/x.js', 'nonsense'), undefined);
    equal(parseCodeAddress('/a.json/%E0/func/x.js', 'function'), undefined);
  });
});
