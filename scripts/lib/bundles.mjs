// How the programs are bundled: for shipping (esbuild.mjs) and for the bench, which measures what is shipped.
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { build, transform } from 'esbuild';
import { lazyEntries, lazyPackages, sharedPackages } from './lazy-packages.mjs';
import { leanPackages } from './lean-packages.mjs';

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
    plugins: [lazyPackages, leanPackages],
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
 * A program for Node.js: CommonJS, as Node's loader of ES modules takes 10 ms to start. Programs share no chunks: each would
 * load what only others need.
 * @param {string} name @param {string} source @param {Options} options
 */
export async function bundleProgram(name, source, options) {
  const result = await build({
    ...common(options),
    entryPoints: { [name]: source },
    // What is loaded late gets a chunk of its own only in ES modules: each is made CommonJS afterwards.
    format: 'esm',
    splitting: true,
    sourcemap: options.minify ? false : 'inline',
    write: false,
    // Beside the programs: what is loaded late is looked for from there.
    chunkNames: `${name}-[hash]`,
    outExtension: { '.js': '.cjs' },
    plugins: [lazyPackages, leanPackages],
  });
  await mkdir(options.outdir, { recursive: true });
  await Promise.all(result.outputFiles.map(async (file) => writeFile(file.path, await commonJsOf(file, options))));
  return result;
}

/** @param {import('esbuild').OutputFile} file @param {Options} options */
async function commonJsOf({ text }, { minify }) {
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    // Else the first chunk that is loaded late would start the loader of ES modules.
    supported: { 'dynamic-import': false },
    banner: '#!/usr/bin/env node\n"use strict";',
    minify,
    sourcemap: minify ? false : 'inline',
  });
  return code;
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
