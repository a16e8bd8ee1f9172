// Reads the references of flow files that are in memory already, and parses them with JSON.parse in turn.
import { readFileSync } from 'node:fs';
import { createDocument } from '../../language/document/source-document.ts';

const RUNS = 21;
const files = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as string[];
const texts = files.map((file) => readFileSync(file, 'utf8'));

function timeOf(work: (text: string) => void): number {
  const began = performance.now();
  for (const text of texts) work(text);
  return performance.now() - began;
}

function parse(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    // A torn file costs what it costs up to the fault.
  }
}

const ours: number[] = [];
const peer: number[] = [];
for (let i = 0; i < RUNS; i++) {
  peer.push(timeOf(parse));
  ours.push(timeOf((text) => createDocument('flows.json', text).references()));
}
const megabytes = texts.reduce((sum, text) => sum + text.length, 0) / 1e6;
console.log(JSON.stringify({ megabytes, ours, parse: peer }));
