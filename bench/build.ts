// The bench measures programs as they are shipped: bundled and minified.
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { bundlePackages, bundleProgram } from '../scripts/lib/bundles.mjs';
import { cache, root } from '../scripts/lib/run.mjs';

const SOURCES = join(import.meta.dirname, 'programs');
const OUT = join(cache, 'bench');

const PEER = {
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  outExtension: { '.js': '.cjs' },
} as const;

/** What is shipped. */
export const DIST = join(root, 'dist');
export const SERVER = join(DIST, 'flow-secrets-language-server.cjs');

/** The bundle of a program of bench/programs, by its name. */
export function programOf(name: string): string {
  return join(OUT, `${name}.cjs`);
}

/** The bundle that runs `validate` of @actions/languageservice. */
export const ACTIONS = join(OUT, 'actions.cjs');

/** Builds what is shipped, and the bench's own programs in the same way. */
export async function buildPrograms(): Promise<void> {
  execFileSync(process.execPath, [join(root, 'esbuild.mjs'), '--minify'], { cwd: root, stdio: 'inherit' });
  rmSync(OUT, { recursive: true, force: true });
  const options = { outdir: OUT, minify: true };
  // Node.js can't load the peer's modules as they are (JSON without an import attribute): it bundles them itself, too.
  await build({ ...PEER, entryPoints: [join(import.meta.dirname, 'peers', 'actions.mjs')], outdir: OUT });
  await bundlePackages(options);
  await Promise.all(
    readdirSync(SOURCES).map((file) => bundleProgram(basename(file, '.ts'), join(SOURCES, file), options)),
  );
}
