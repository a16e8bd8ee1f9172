// npm run bench: how long all flow files of a folder take to be read, as a ratio to ripgrep and to JSON.parse.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDocument } from '../language/document/source-document.ts';
import { percentile, table } from './measure.ts';

const SHARED = join(import.meta.dirname, '..', '..', 'shared', 'corpus', 'flows');
const folder =
  process.argv[2] ?? (existsSync(SHARED) ? SHARED : join(import.meta.dirname, '..', 'test', 'fixtures', 'labels'));
const RUNS = 15;

function flowFiles(): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, file));
}

function references(texts: readonly string[]): void {
  for (const text of texts) createDocument('flows.json', text).references();
}

function readAll(): string[] {
  return flowFiles().map((file) => readFileSync(file, 'utf8'));
}

function parseAll(texts: readonly string[]): void {
  for (const text of texts) {
    try {
      JSON.parse(text);
    } catch {
      continue; // a torn file costs what it costs up to the fault
    }
  }
}

function timeOf(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

function median(work: () => void): number {
  return percentile(
    Array.from({ length: RUNS }, () => timeOf(work)),
    0.5,
  );
}

const cold = timeOf(() => {
  references(readAll());
});
const warm = median(() => {
  references(readAll());
});
const ripgrep = median(() => {
  try {
    execFileSync('rg', ['--no-ignore', '--count', 'SECRETS|CREDENTIALS', folder], { stdio: 'ignore' });
  } catch {
    // exit code 1: nothing found
  }
});
const texts = readAll();
const megabytes = texts.reduce((sum, text) => sum + text.length, 0) / 1e6;
const inMemory = median(() => {
  references(texts);
});
const parse = median(() => {
  parseAll(texts);
});

const row = (name: string, time: number, peer: string, peerTime: number) => [
  name,
  `${time.toFixed(0)} ms`,
  `${peer} ${peerTime.toFixed(0)} ms`,
  `${(time / peerTime).toFixed(2)} ×`,
];
table(
  [`${texts.length} files, ${megabytes.toFixed(1)} MB`, 'ours', 'peer', 'ratio'],
  [
    row('walk, read and index, first run', cold, 'ripgrep', ripgrep),
    row('walk, read and index, warm', warm, 'ripgrep', ripgrep),
    row('index in memory', inMemory, 'JSON.parse', parse),
  ],
);
