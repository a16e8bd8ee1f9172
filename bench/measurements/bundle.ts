// How large the shipped server is: what it loads at its start, and what it may load later.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DIST, SERVER } from '../build.ts';
import { type Result } from '../goals.ts';

export function measureBundle(): readonly Result[] {
  const start = [...filesAtStart(SERVER)];
  const late = readdirSync(DIST)
    .filter((name) => name.endsWith('.cjs') && name !== 'extension.cjs')
    .map((name) => join(DIST, name));
  return [
    { goal: 'bundle', value: kilobytes(start), detail: 'minified' },
    { goal: 'bundleGz', value: kilobytes(start, gzipSync) },
    { goal: 'bundleAll', value: kilobytes([...start, ...late]), detail: 'with acorn, yaml, chokidar' },
    { goal: 'bundleAllGz', value: kilobytes([...start, ...late], gzipSync) },
  ];
}

/** A program with what it imports: also what it loads by itself behind the answer of `initialize`. */
function filesAtStart(program: string, found = new Set<string>()): ReadonlySet<string> {
  found.add(program);
  for (const [, name = ''] of readFileSync(program, 'utf8').matchAll(/(?:from\s?|import\()"\.\/([\w-]+\.js)"/g)) {
    const file = join(DIST, name);
    if (!found.has(file)) filesAtStart(file, found);
  }
  return found;
}

function kilobytes(files: readonly string[], packed: (data: Buffer) => Buffer = (data) => data): number {
  return files.reduce((sum, file) => sum + packed(readFileSync(file)).length, 0) / 1000;
}
