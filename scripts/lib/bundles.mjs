// How the programs are bundled: for shipping (esbuild.mjs) and for the bench, which measures what is shipped.
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { lazyEntries, lazyPackages, sharedPackages } from './lazy-packages.mjs';

// Bundled CommonJS packages call require() and read __filename (write-file-atomic): ES modules have neither.
const banner = {
  js: [
    '#!/usr/bin/env node',
    "import { createRequire as __createRequire } from 'node:module';",
    "import { fileURLToPath as __fileURLToPath } from 'node:url';",
    'const require = __createRequire(import.meta.url);',
    'const __filename = __fileURLToPath(import.meta.url);',
  ].join('\n'),
};

/** @typedef {{ outdir: string, minify: boolean }} Options */

/** @param {Options} options @returns {import('esbuild').BuildOptions} */
function common({ outdir, minify }) {
  return {
    bundle: true,
    platform: 'node',
    target: 'node20',
    // An import of types only is none: kept, it would draw what it names into the code that is loaded at the start.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false } },
    // Some packages build their CommonJS in a form (UMD) that can't be bundled.
    mainFields: ['module', 'main'],
    minify,
    keepNames: false,
    sourcemap: minify ? false : 'linked',
    logLevel: 'warning',
    // The licences go along in one file of their own.
    legalComments: 'none',
    metafile: true,
    outdir,
  };
}

/** The extension: CommonJS, `vscode` from outside. @param {Options} options */
export function bundleExtension(options) {
  return build({
    ...common(options),
    entryPoints: { extension: 'client/extension.ts' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    external: ['vscode'],
    plugins: [lazyPackages],
  });
}

/** TypeScript's server looks for the plugins of an extension here and nowhere else; npm need not know of it. */
const FUNCTION_TYPES = 'node_modules/flow-secrets-function-types';

/** The plugin that tells VS Code's JavaScript help of function nodes, with its types. @param {Options} options */
export async function bundleFunctionTypes(options) {
  await mkdir(FUNCTION_TYPES, { recursive: true });
  const description = { name: 'flow-secrets-function-types', version: '0.0.0', main: 'plugin.cjs' };
  await writeFile(`${FUNCTION_TYPES}/package.json`, `${JSON.stringify(description)}\n`);
  await copyFile('function-types/function-node.d.ts', `${FUNCTION_TYPES}/function-node.d.ts`);
  return build({
    ...common({ ...options, outdir: FUNCTION_TYPES }),
    sourcemap: false,
    entryPoints: { plugin: 'function-types/plugin.ts' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    // What TypeScript's server loads has to be the function itself.
    footer: { js: 'module.exports = module.exports.init;' },
  });
}

/**
 * Of vscode-languageserver, what looks for npm packages on behalf of servers in other languages: nothing here calls it, and
 * it loads child_process. @type {import('esbuild').Plugin}
 */
const withoutPackageSearch = {
  name: 'without-package-search',
  setup(build) {
    build.onLoad({ filter: /vscode-languageserver[\\/]lib[\\/]node[\\/]files\.js$/ }, () => ({ contents: '' }));
  },
};

/**
 * A program for Node.js: ES modules. Programs share no chunks: each would load what only others need.
 * @param {string} name @param {string} source @param {Options} options
 */
export function bundleProgram(name, source, options) {
  return build({
    ...common(options),
    entryPoints: { [name]: source },
    format: 'esm',
    splitting: true,
    // Beside the programs: what is loaded late is looked for from there.
    chunkNames: `${name}-[hash]`,
    banner,
    plugins: [lazyPackages, withoutPackageSearch],
  });
}

/** The packages that programs and extension load late, beside them. @param {Options} options */
export function bundlePackages(options) {
  return build({
    ...common(options),
    entryPoints: lazyEntries,
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    plugins: [sharedPackages],
  });
}
