// The palette packages of node-red/: each is bundled into a folder of its own and packed by npm as users get it.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { fillNodeType } from './node-type.mjs';
import { noticesOf } from './notices.mjs';
import { mustRun, root } from './run.mjs';

const OUT = join(root, 'dist', 'node-red');

/** A palette package: its static files, and what is bundled into it; `late`: what the editor imports when it is there. */
const PACKAGES = [
  {
    folder: 'plugin',
    statics: 'node-red/package',
    runtime: { 'flow-secrets': 'node-red/plugin/plugin.ts' },
    editor: { editor: 'node-red/editor/main.ts' },
    late: { names: 'node-red/editor/names/names.ts', uses: 'node-red/editor/uses.ts' },
  },
  {
    folder: 'classic',
    statics: 'node-red/classic/package',
    runtime: { 'secret-manager': 'node-red/classic/node.ts' },
    editor: { editor: 'node-red/classic/editor-page.ts' },
  },
];

/**
 * Writes dist/node-red/*.tgz.
 * @param {{ minify: boolean }} options
 */
export async function packNodeRed({ minify }) {
  await rm(OUT, { recursive: true, force: true });
  for (const { folder, statics, runtime, editor, late } of PACKAGES) {
    const target = join(OUT, folder);
    await mkdir(target, { recursive: true });
    await cp(join(root, statics), target, { recursive: true });
    await fillNodeType(target);
    await cp(join(root, 'LICENSE'), join(target, 'LICENSE'));
    await writeFile(join(target, 'package.json'), await versioned(join(root, statics, 'package.json')));
    const bundles = await Promise.all([
      bundleRuntime(runtime, { outdir: target, minify }),
      bundleEditor(editor, 'iife', { outdir: join(target, 'resources'), minify }),
      ...(late ? [bundleEditor(late, 'esm', { outdir: join(target, 'resources'), minify })] : []),
    ]);
    const inputs = bundles.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
    await writeFile(join(target, 'THIRD-PARTY-NOTICES.txt'), noticesOf(inputs));
    await mustRun('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', OUT, target]);
  }
}

/** @typedef {{ outdir: string, minify: boolean }} Options */

/** What runs in Node-RED's process. @param {Record<string, string>} entryPoints @param {Options} options */
function bundleRuntime(entryPoints, options) {
  return build({
    ...common(options),
    entryPoints,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // Node-RED calls what it requires.
    footer: { js: 'module.exports = module.exports.start;' },
  });
}

/**
 * What runs in Node-RED's editor, which serves it below resources/.
 * @param {Record<string, string>} entryPoints
 * @param {'iife' | 'esm'} format
 * @param {Options} options
 */
function bundleEditor(entryPoints, format, options) {
  const plugins = [importLate];
  const splitting = format === 'esm';
  return build({ ...common(options), entryPoints, platform: 'browser', format, splitting, target: 'es2022', plugins });
}

/** Leaves `import('./folder/name.ts')` to the browser: name.js lies beside the bundle. @type {import('esbuild').Plugin} */
const importLate = {
  name: 'import-late',
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.ts')}.js`, external: true } : undefined,
    );
  },
};

/** @param {Options} options @returns {import('esbuild').BuildOptions} */
function common(options) {
  return {
    ...options,
    bundle: true,
    // A module that gives types only is not pulled in, and nothing that it imports.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false } },
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  };
}

/** The package's description with the version of the whole. @param {string} file */
async function versioned(file) {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return `${JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), version }, undefined, 2)}\n`;
}
