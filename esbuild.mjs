// Bundles the programs: the extension, the language server and the command line.
// `--minify` is for shipping; `--programs` leaves the extension out (npm packs it without the client).
import { existsSync } from 'node:fs';
import { chmod, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleExtension, bundleFunctionTypes, bundlePackages, bundleProgram } from './scripts/lib/bundles.mjs';
import { noticesOf } from './scripts/lib/notices.mjs';

const PROGRAMS = { 'flow-secrets-language-server': 'server/main.ts', 'flow-secrets': 'cli/main.ts' };
const options = { outdir: 'dist', minify: process.argv.includes('--minify') };

// The palette modules (npm run package) lie there too: they are no part of this.
const old = existsSync('dist') ? (await readdir('dist')).filter((name) => name !== 'node-red') : [];
await Promise.all(old.map((name) => rm(join('dist', name), { recursive: true, force: true })));
const results = await Promise.all([
  ...Object.entries(PROGRAMS).map(([name, source]) => bundleProgram(name, source, options)),
  bundlePackages(options),
  ...(process.argv.includes('--programs') ? [] : [bundleExtension(options), bundleFunctionTypes(options)]),
]);
const inputs = results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
await writeFile('dist/THIRD-PARTY-NOTICES.txt', noticesOf(inputs));
await Promise.all(Object.keys(PROGRAMS).map((name) => chmod(`dist/${name}.cjs`, 0o755)));
