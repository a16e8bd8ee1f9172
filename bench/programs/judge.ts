// Reads and judges flow files that are in memory, over and over; prints how long each round took.
import { readFileSync } from 'node:fs';
import { createDocument } from '../../language/document/source-document.ts';
import { createRuleContext } from '../../language/rules/context.ts';
import { judge } from '../../language/rules/judge.ts';

const RUNS = 31;
const texts = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as string[];
const space = {
  space: 'Bench',
  source: 'bench',
  version: 1,
  createdAt: '',
  updatedAt: '',
  changedBySops: false,
  secrets: [{ key: 'ANOTHER', shape: { kind: 'text' as const } }],
};
const catalog = { complete: true, spaces: [space], broken: [], credentials: { complete: true, credentials: [] } };
const context = createRuleContext({ kind: 'all' }, catalog);

const times: number[] = [];
for (let i = 0; i < RUNS; i++) {
  const began = performance.now();
  for (const text of texts) {
    const document = createDocument('flows.json', text);
    judge(document.references(), document.bareAccesses(), context);
  }
  times.push(performance.now() - began);
}
console.log(JSON.stringify(times));
