// How large the shipped server is: what it loads at its start, and what it may load later.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DIST, SERVER } from '../build.ts';
import { type Result } from '../goals.ts';

export function measureBundle(): readonly Result[] {
  const start = filesAtStart();
  const all = [...filesOf(SERVER, ANY_IMPORT)];
  return [
    { goal: 'bundle', value: kilobytes(start), detail: 'minified' },
    { goal: 'bundleGz', value: kilobytes(start, gzipSync) },
    { goal: 'bundleAll', value: kilobytes(all), detail: 'with acorn, yaml, chokidar' },
    { goal: 'bundleAllGz', value: kilobytes(all, gzipSync) },
  ];
}

const STATIC_IMPORT = /[\w$]=require\("\.\/([\w-]+\.cjs)"\)/g;
const LATE_IMPORT = /=>[\w$]+\(require\("\.\/([\w-]+\.cjs)"\)\)/g;
const ANY_IMPORT = /"\.\/([\w-]+\.cjs)"/g;

/** The program, what it imports, and what it loads by itself behind the answer of `initialize`, with what that imports. */
function filesAtStart(): readonly string[] {
  const files = new Set<string>();
  for (const file of [SERVER, ...importsOf(SERVER, LATE_IMPORT)]) filesOf(file, STATIC_IMPORT, files);
  return [...files];
}

/** A file and what it imports. */
function filesOf(file: string, imports: RegExp, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const imported of importsOf(file, imports)) filesOf(imported, imports, found);
  return found;
}

function importsOf(file: string, imports: RegExp): readonly string[] {
  return Array.from(readFileSync(file, 'utf8').matchAll(imports), ([, name = '']) => join(DIST, name));
}

function kilobytes(files: readonly string[], packed: (data: Buffer) => Buffer = (data) => data): number {
  return files.reduce((sum, file) => sum + packed(readFileSync(file)).length, 0) / 1000;
}
