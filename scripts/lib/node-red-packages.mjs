// The palette packages of node-red/: each is bundled into a folder of its own and packed by npm as users get it.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { noticesOf } from './notices.mjs';
import { mustRun, root } from './run.mjs';

const OUT = join(root, 'dist', 'node-red');

/** A palette package: its static files, and what is bundled into it. */
const PACKAGES = [
  {
    folder: 'plugin',
    statics: 'node-red/package',
    runtime: { 'flow-secrets': 'node-red/plugin/plugin.ts' },
  },
];

/**
 * Writes dist/node-red/*.tgz.
 * @param {{ minify: boolean }} options
 */
export async function packNodeRed({ minify }) {
  await rm(OUT, { recursive: true, force: true });
  for (const { folder, statics, runtime } of PACKAGES) {
    const target = join(OUT, folder);
    await mkdir(target, { recursive: true });
    await cp(join(root, statics), target, { recursive: true });
    await cp(join(root, 'LICENSE'), join(target, 'LICENSE'));
    await writeFile(join(target, 'package.json'), await versioned(join(root, statics, 'package.json')));
    const { metafile } = await build({
      entryPoints: runtime,
      outdir: target,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      mainFields: ['module', 'main'],
      minify,
      legalComments: 'none',
      logLevel: 'warning',
      metafile: true,
      // Node-RED calls what it requires.
      footer: { js: 'module.exports = module.exports.start;' },
    });
    await writeFile(join(target, 'THIRD-PARTY-NOTICES.txt'), noticesOf(Object.keys(metafile.inputs)));
    await mustRun('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', OUT, target]);
  }
}

/** The package's description with the version of the whole. @param {string} file */
async function versioned(file) {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return `${JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), version }, undefined, 2)}\n`;
}
