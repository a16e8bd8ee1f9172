// npm run bench [row …]: every row of the goals as a Markdown table; figures are ratios to a peer in the same run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureRipgrep } from '../scripts/lib/install.mjs';
import { buildPrograms } from './build.ts';
import { type Result, rowOf } from './goals.ts';
import { measureActions } from './measurements/actions.ts';
import { measureBundle } from './measurements/bundle.ts';
import { measureHeap } from './measurements/heap.ts';
import { measureFolder } from './measurements/index-folder.ts';
import { measureJsonServer } from './measurements/json-server.ts';
import { measureKeystrokes } from './measurements/keystroke.ts';
import { measureManyFiles } from './measurements/many-files.ts';
import { measureManyFindings } from './measurements/many-findings.ts';
import { measureNrlint } from './measurements/nrlint.ts';
import { measureStart } from './measurements/start.ts';
import { measureStore } from './measurements/store.ts';
import { measureTornCode } from './measurements/torn-code.ts';
import { installPeers } from './peers/install.mjs';

const MEASUREMENTS: Readonly<Record<string, (folder: string) => Promise<readonly Result[]> | readonly Result[]>> = {
  index: measureFolder,
  keystroke: measureKeystrokes,
  findings: measureManyFindings,
  heap: measureHeap,
  nrlint: measureNrlint,
  actions: measureActions,
  json: measureJsonServer,
  start: measureStart,
  bundle: measureBundle,
  torn: measureTornCode,
  files: measureManyFiles,
  store: measureStore,
};

const wanted = process.argv.slice(2);
const strange = wanted.filter((name) => !(name in MEASUREMENTS));
if (strange.length > 0) {
  console.error(`No such measurement: ${strange.join(', ')}. There are: ${Object.keys(MEASUREMENTS).join(', ')}.`);
  process.exit(2);
}
await ensureRipgrep();
installPeers();
await buildPrograms();
const HEAD = ['goal', 'now', 'ship', 'moonshot', 'how'];
for (const row of [HEAD, HEAD.map(() => '---')]) console.log(`| ${row.join(' | ')} |`);
for (const [name, measure] of Object.entries(MEASUREMENTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const folder = mkdtempSync(join(tmpdir(), 'flow-secrets-bench-'));
  try {
    for (const result of await measure(folder)) console.log(`| ${rowOf(result).join(' | ')} |`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
