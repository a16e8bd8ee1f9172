// Bundles the programs: the extension (CommonJS, `vscode` from outside), the language server and the command line (ESM).
// `--minify` is for shipping; `--programs` leaves the extension out (npm packs it without the client).
import { chmod, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { lazyEntries, lazyPackages, sharedPackages } from './scripts/lib/lazy-packages.mjs';
import { noticesOf } from './scripts/lib/notices.mjs';

const minify = process.argv.includes('--minify');
/** @type {import("esbuild").BuildOptions} */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Some packages build their CommonJS in a form (UMD) that can't be bundled.
  mainFields: ['module', 'main'],
  minify,
  keepNames: false,
  sourcemap: minify ? false : 'linked',
  logLevel: 'warning',
  // The licences go along in one file of their own.
  legalComments: 'none',
  metafile: true,
};
// Bundled CommonJS packages call require(): give ES modules one.
const banner = {
  js: "#!/usr/bin/env node\nimport { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
};

const extension = () =>
  build({
    ...common,
    entryPoints: { extension: 'client/extension.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    external: ['vscode'],
    plugins: [lazyPackages],
  });
const programs = () =>
  build({
    ...common,
    entryPoints: { 'flow-secrets-language-server': 'server/main.ts', 'flow-secrets': 'cli/main.ts' },
    outdir: 'dist',
    format: 'esm',
    splitting: true,
    // Beside the programs: what is loaded late is looked for from there.
    chunkNames: '[name]-[hash]',
    banner,
    plugins: [lazyPackages],
  });
const packages = () =>
  build({
    ...common,
    entryPoints: lazyEntries,
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    plugins: [sharedPackages],
  });

await rm('dist', { recursive: true, force: true });
const results = await Promise.all(
  process.argv.includes('--programs') ? [programs(), packages()] : [extension(), programs(), packages()],
);
const inputs = results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
await writeFile('dist/THIRD-PARTY-NOTICES.txt', noticesOf(inputs));
await Promise.all(['dist/flow-secrets.js', 'dist/flow-secrets-language-server.js'].map((f) => chmod(f, 0o755)));
