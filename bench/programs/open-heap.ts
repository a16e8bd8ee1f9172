// What the heap holds of an open document that was read and typed in; prints the bytes.
import { readFileSync } from 'node:fs';
import { createDocument } from '../../language/document/source-document.ts';
import { heapSize } from '../heap-size.ts';

const bytes = readFileSync(process.argv[2] ?? '');
const before = heapSize();
const document = createDocument('flows.json', bytes.toString());
document.references();
const position = document.positionAt(document.length / 2);
document.update([{ range: { start: position, end: position }, text: 'x' }]);
document.references();
const heap = heapSize() - before;
console.log(JSON.stringify({ bytes: bytes.length, heap, length: document.length }));
